#!/usr/bin/env bash
# The bridge on newer Node.js versions than the one that builds: its start, what V8 compiles, statements,
# pgvector, snapshots and cancels, with the programs that npm has. Needs what the build of hive-db-pglite packs.
#   ci/node-versions.sh [VERSION...]
# Ends non-zero where a test fails, where none ran, or where npm gave another version than was asked for.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -gt 0 ] || set -- 22 24
programs=$PWD/hive-db-pglite/target/node-versions
tests=(lifecycle code cancel image snapshot extensions)
tests=("${tests[@]/#/src/test/js/}")
tests=("${tests[@]/%/.test.js}")

for version in "$@"; do
  folder=$programs/$version
  node=$folder/node_modules/.bin/node
  if [ ! -x "$node" ]; then
    mkdir -p "$folder"
    printf '{"private": true}\n' >"$folder/package.json"
    npm install --silent --no-audit --no-fund --prefix "$folder" "node@$version"
  fi
  actual=$("$node" --version)
  [[ $actual == "v$version."* ]] || { echo "node@$version is $actual" >&2; exit 1; }
  report=$folder/report.txt
  (cd hive-db-pglite && "$node" --test --test-reporter=tap "${tests[@]}") >"$report" 2>&1 || { cat "$report" >&2; exit 1; }
  passed=$(sed -n 's/^# pass //p' "$report")
  [ "${passed:-0}" -ge 20 ] || { cat "$report" >&2; echo "only ${passed:-0} tests ran on Node.js $actual" >&2; exit 1; }
  echo "the bridge on Node.js $actual: $passed tests passed"
done
