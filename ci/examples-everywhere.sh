#!/usr/bin/env bash
# Runs the unedited suites of hive-db-client-tests and examples/semantic-search on every backend and
# in all modes of PostgreSQL. Fails unless each run used the backend that was meant, skipped nothing
# and ran as many tests as the others. The modules below a suite must be installed, by "mvn install":
# building them again for each run would cost a minute each time.
#
#   HIVE_TEST_POSTGRES_URL=postgresql://… HIVE_TEST_POSTGRES_HOME=/… examples-everywhere.sh
. "$(dirname "$0")/lib.sh"

cd "$CI_DIR/.."

# suite MODULE: what the next runs are of.
suite() {
  module=$1
  seen=()
  expected_tests=
}

# check NAME: compares the reports of the last run with what was meant.
check() {
  local report tests
  report=$(node ci/test-report.mjs "$module/target")
  tests=${report#tests=}
  tests=${tests%% *}
  expected_tests=${expected_tests:-$tests}
  [ "$report" = "tests=$expected_tests failed=0 skipped=0 backends=$1" ] && [ "$tests" -gt 0 ] \
    || fail "$module on $1: expected $expected_tests tests, none skipped; the reports say: $report"
  seen+=("${report#*backends=}")
  step "$module: $report"
}

# run NAME ARGUMENT...
run() {
  local name=$1
  shift
  step "$module on $name"
  rm -rf "$module"/target/{surefire,failsafe}-reports
  mvn -B -q -pl "$module" verify -Dspotless.check.skip=true "$@" >&2
  check "$name"
}

run_elsewhere() {
  run sqlite -Dhive.database.backend=sqlite
  run 'postgresql (container)' -Dhive.database.backend=postgresql -Dhive.postgres.mode=container
  run 'postgresql (local)' -Dhive.database.backend=postgresql -Dhive.postgres.mode=local \
    -Dhive.postgres.home="$HIVE_TEST_POSTGRES_HOME"
  # By the environment, not as an argument: arguments of processes can be seen by everyone.
  HIVE_DATABASE_URL=$HIVE_TEST_POSTGRES_URL run 'postgresql (existing server)'
}

suite hive-db-client-tests
check pglite
run_elsewhere

suite examples/semantic-search
check pglite
run_elsewhere

printf -v names '%s, ' "${seen[@]}"
printf '%s tests each on: %s\n' "$expected_tests" "${names%, }"
