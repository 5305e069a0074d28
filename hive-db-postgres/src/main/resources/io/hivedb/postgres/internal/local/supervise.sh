# SPDX-License-Identifier: Apache-2.0
# Runs a PostgreSQL server for as long as somebody holds the other end of the standard input: a JVM,
# which may be killed at any moment.
#
#   supervise.sh SIGNAL LEFTOVER COMMAND...
#
# SIGNAL ends the server when the input does; LEFTOVER is a directory that is removed then.
# A server that ends by itself leaves it, for the JVM to look at; and so does one that is told to end
# by the line "keep".
main() {
  signal=$1 leftover=$2
  shift 2
  cd /
  unset PGCLIENTENCODING PGDATA PGDATESTYLE PGPORT
  exec 3<&0
  "$@" 3<&- </dev/null &
  server=$!
  {
    read -r word
    if [ "$word" = keep ]; then
      kill -s INT "$server"
      read -r _
    fi
    kill -s "$signal" "$server"
    exit 0
  } <&3 >/dev/null 2>&1 &
  watcher=$!
  exec 3<&- </dev/null
  wait "$server"
  status=$?
  kill "$watcher" 2>/dev/null
  if wait "$watcher" 2>/dev/null; then
    rm -rf "$leftover"
  fi
  return "$status"
}
main "$@"
exit
