#!/usr/bin/env bash
# Runs the unedited suites of hive-db-client-tests and examples/semantic-search on every backend and
# in all modes of PostgreSQL. Fails unless each run used the backend that was meant, skipped nothing
# and ran as many tests as the others. The modules below a suite must be installed, by "mvn install":
# building them again for each run would cost a minute each time.
#
#   HIVE_TEST_POSTGRES_URL=postgresql://… HIVE_TEST_POSTGRES_HOME=/… examples-everywhere.sh
. "$(dirname "$0")/lib.sh"

cd "$CI_DIR/.."

suites=(hive-db-client-tests examples/semantic-search)
seen=()
# How many tests each suite has: as many as it ran the first time.
declare -A expected

# check NAME: compares the reports of the last run with what was meant.
check() {
  local suite report tests
  for suite in "${suites[@]}"; do
    report=$(node ci/test-report.mjs "$suite/target")
    tests=${report#tests=}
    tests=${tests%% *}
    expected[$suite]=${expected[$suite]:-$tests}
    [ "$report" = "tests=${expected[$suite]} failed=0 skipped=0 backends=$1" ] && [ "$tests" -gt 0 ] \
      || fail "$suite on $1: expected ${expected[$suite]} tests, none skipped; the reports say: $report"
    step "$suite: $report"
  done
  seen+=("$1")
}

# run NAME ARGUMENT...: all suites at once, as Maven builds two modules at a time.
run() {
  local name=$1
  shift
  step "on $name"
  rm -rf "${suites[@]/%//target/surefire-reports}" "${suites[@]/%//target/failsafe-reports}"
  mvn -B -q -pl "$(IFS=,; printf '%s' "${suites[*]}")" verify -Dspotless.check.skip=true "$@" >&2
  check "$name"
}

check pglite
run sqlite -Dhive.database.backend=sqlite
run 'postgresql (container)' -Dhive.database.backend=postgresql -Dhive.postgres.mode=container
run 'postgresql (local)' -Dhive.database.backend=postgresql -Dhive.postgres.mode=local \
  -Dhive.postgres.home="$HIVE_TEST_POSTGRES_HOME"
# By the environment, not as an argument: arguments of processes can be seen by everyone.
HIVE_DATABASE_URL=$HIVE_TEST_POSTGRES_URL run 'postgresql (existing server)'

printf -v names '%s, ' "${seen[@]}"
for suite in "${suites[@]}"; do counts+=("${expected[$suite]} tests of $suite"); done
printf -v tests '%s, ' "${counts[@]}"
printf '%s on: %s\n' "${tests%, }" "${names%, }"
