#!/usr/bin/env bash
# Runs one benchmark: builds what it needs, fetches the peers, prints a row for each measurement, writes
# docs/benchmarks/NAME.md, and ends non-zero where a bar is missed.
#   hive-db-benchmarks/run.sh start|pglite|postgres|reset|sqlite|junit [--quick]
# --quick takes seconds: it shows that everything works, judges no bar and writes no page.
# The native PostgreSQL to compare with is that of HIVE_TEST_POSTGRES_URL, or the one that
# ci/local-postgres.sh has started; mode local runs the programs of HIVE_TEST_POSTGRES_HOME, or those
# of the same script.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
(cd hive-db-benchmarks/src/main/peers && npm ci --silent)
mvn -q -B -pl hive-db-benchmarks,hive-db-benchmark-suite -am -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip package
HIVE_TEST_POSTGRES_URL=${HIVE_TEST_POSTGRES_URL:-$(ci/local-postgres.sh url 2>/dev/null || true)}
HIVE_TEST_POSTGRES_HOME=${HIVE_TEST_POSTGRES_HOME:-$(ci/local-postgres.sh home 2>/dev/null || true)}
export HIVE_TEST_POSTGRES_URL HIVE_TEST_POSTGRES_HOME
exec java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "hive-db-benchmarks/target/classes:hive-db-benchmarks/target/lib/*" io.hivedb.benchmarks.Main "$root" "$@"
