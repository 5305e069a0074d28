#!/usr/bin/env bash
# Runs one benchmark: builds what it needs, fetches the peers, prints a row for each measurement, writes
# docs/benchmarks/NAME.md, and ends non-zero where a bar is missed.
#   hive-db-benchmarks/run.sh start
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
(cd hive-db-benchmarks/src/main/peers && npm ci --silent)
mvn -q -B -pl hive-db-benchmarks -am -DskipTests package
exec java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "hive-db-benchmarks/target/classes:hive-db-benchmarks/target/lib/*" io.hivedb.benchmarks.Main "${1:-}" "$root"
