#!/usr/bin/env bash
# The entrypoint of the image that pgvector-image.sh makes. It does what tests need of the official
# one: POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_HOST_AUTH_METHOD and PGDATA, a command
# of "postgres" with options or of options alone, and a set-up server before the real one, so that
# "ready to accept connections" is printed twice. Scripts in /docker-entrypoint-initdb.d are not run.
set -euo pipefail

BIN=/usr/lib/postgresql/17/bin
: "${PGDATA:=/var/lib/postgresql/data}" "${POSTGRES_USER:=postgres}"
: "${POSTGRES_DB:=$POSTGRES_USER}" "${POSTGRES_HOST_AUTH_METHOD:=scram-sha-256}"
export PGDATA LANG=C.UTF-8

if [ "${1:-}" = "" ] || [ "${1:0:1}" = "-" ]; then
  set -- postgres "$@"
fi
if [ "$1" != postgres ]; then
  exec "$@"
fi
# PostgreSQL refuses to run as root.
if [ "$(id -u)" -eq 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chown postgres:postgres "$PGDATA" /var/run/postgresql
  chmod 0700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

set_up() {
  if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
    echo "Error: POSTGRES_PASSWORD is not set, and POSTGRES_HOST_AUTH_METHOD is not trust." >&2
    exit 1
  fi
  # The socket's directory is open to this container's users alone: local connections are trusted.
  "$BIN/initdb" --username="$POSTGRES_USER" --encoding=UTF8 --auth-local=trust \
    --auth-host="$POSTGRES_HOST_AUTH_METHOD" --pwfile=<(printf '%s\n' "${POSTGRES_PASSWORD:-}")
  printf 'host all all all %s\n' "$POSTGRES_HOST_AUTH_METHOD" >>"$PGDATA/pg_hba.conf"
  "$BIN/pg_ctl" start -w -o "-c listen_addresses=''"
  if [ "$POSTGRES_DB" != postgres ]; then
    "$BIN/createdb" --username="$POSTGRES_USER" --maintenance-db=postgres -- "$POSTGRES_DB"
  fi
  "$BIN/pg_ctl" stop -w -m fast
}

[ -s "$PGDATA/PG_VERSION" ] || set_up
unset POSTGRES_PASSWORD
shift
exec "$BIN/postgres" -c listen_addresses='*' "$@"
