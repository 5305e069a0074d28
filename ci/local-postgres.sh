#!/usr/bin/env bash
# A PostgreSQL 17 with pgvector on this machine, without a container: the "existing server" of the
# tests. It listens on a free port of 127.0.0.1 and has a random password.
#
#   local-postgres.sh start   starts it unless it runs, and prints its URL
#   local-postgres.sh url     prints its URL
#   local-postgres.sh stop    stops it and removes its data
#   local-postgres.sh home    prints where its binaries lie, in bin/; adds what the mode local needs
#                             beside them: the user postgres, and for a test the command ip
. "$(dirname "$0")/lib.sh"

USER_NAME=hivedb-ci # PostgreSQL refuses to run as root
ROOT=$CACHE/postgresql
HOME_DIR=$ROOT/usr/lib/postgresql/17
BIN=$HOME_DIR/bin
SERVER=$CACHE/postgresql-server
DATA=$SERVER/data
LOG=$SERVER/log
URL_FILE=$CACHE/postgresql.url
ATTEMPTS=20

# Runs a command as the server's user.
as_server() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --reuid="$USER_NAME" --regid="$USER_NAME" --clear-groups -- env -C / "$@" 9>&-
  else
    "$@" 9>&-
  fi
}

running() { [ -s "$URL_FILE" ] && as_server "$BIN/pg_ctl" status -D "$DATA" >/dev/null 2>&1; }

# A copy of the Debian 13 tree whose programs use their own loader and libraries, so that they run on
# an older Debian. A copy, because programs patched so no longer run inside the image.
install_binaries() {
  local tree part loader program libraries
  tree=$("$CI_DIR/debian-tree.sh")
  need_packages patchelf
  step "making a local PostgreSQL 17 of it"
  part=$ROOT.part
  rm -rf "$part"
  mkdir -p "$part/usr/lib/postgresql" "$part/usr/share/postgresql"
  cp -a "$tree"/usr/lib/*-linux-gnu "$tree"/usr/lib/ld-linux* "$part/usr/lib/" 2>/dev/null || true
  cp -a "$tree"/usr/lib64 "$part/usr/" 2>/dev/null || true
  cp -a "$tree/usr/lib/postgresql/17" "$part/usr/lib/postgresql/"
  cp -a "$tree/usr/share/postgresql/17" "$part/usr/share/postgresql/"
  libraries=$(basename "$part"/usr/lib/*-linux-gnu)
  for program in "$part"/usr/lib/postgresql/17/bin/*; do
    loader=$(patchelf --print-interpreter "$program" 2>/dev/null) || continue
    patchelf --set-interpreter "$ROOT/usr$loader" \
      --force-rpath --set-rpath "$ROOT/usr/lib/$libraries" "$program"
  done
  mv "$part" "$ROOT"
}

create_cluster() {
  step "creating a database cluster"
  rm -rf "$SERVER"
  mkdir -p "$SERVER"
  chmod 0700 "$SERVER"
  password=$(head -c 48 /dev/urandom | base64 | tr -dc 'a-zA-Z0-9' | head -c 24)
  (umask 077 && printf '%s\n' "$password" >"$SERVER/password")
  [ "$(id -u)" -ne 0 ] || chown -R "$USER_NAME:$USER_NAME" "$SERVER"
  as_server "$BIN/initdb" --pgdata="$DATA" --username=hive --pwfile="$SERVER/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$SERVER.initdb.log" 2>&1 \
    || { cat "$SERVER.initdb.log" >&2; fail "initdb failed; its output is above."; }
  rm -f "$SERVER/password"
}

# A free port is found by starting on one: one that is free now may be taken a moment later.
start_server() {
  local attempt port
  for ((attempt = 0; attempt < ATTEMPTS; attempt++)); do
    port=$((20000 + RANDOM % 12000))
    if as_server "$BIN/pg_ctl" start -w -s -D "$DATA" -l "$LOG" -o "-c listen_addresses=127.0.0.1 \
        -c port=$port -c unix_socket_directories='' -c fsync=off -c max_connections=300" >&2; then
      (umask 077 && printf 'postgresql://hive:%s@127.0.0.1:%s/postgres\n' "$password" "$port" \
        >"$URL_FILE")
      return
    fi
    grep -q 'could not bind' "$LOG" || break
  done
  tail -n 20 "$LOG" >&2
  fail "PostgreSQL did not start; its last lines are above ($LOG)."
}

start() {
  lock local-postgres
  if ! running; then
    [ -d "$ROOT" ] || install_binaries
    [ "$(id -u)" -ne 0 ] || id "$USER_NAME" >/dev/null 2>&1 \
      || useradd --system --user-group --no-create-home --home-dir / --shell /usr/sbin/nologin "$USER_NAME"
    create_cluster
    start_server
  fi
  step "PostgreSQL $("$BIN/postgres" --version | cut -d' ' -f3) runs on this machine"
  cat "$URL_FILE"
}

stop() {
  lock local-postgres
  ! running || as_server "$BIN/pg_ctl" stop -w -s -m fast -D "$DATA"
  rm -rf "$SERVER" "$URL_FILE"
  step "the local PostgreSQL is stopped"
}

home() {
  [ -d "$ROOT" ] || { lock local-postgres; install_binaries; }
  if [ "$(id -u)" -eq 0 ]; then
    need_packages iproute2
    id postgres >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin postgres
  fi
  printf '%s\n' "$HOME_DIR"
}

case ${1:-} in
  start) start ;;
  url) running || fail "the local PostgreSQL does not run. Run: $0 start"; cat "$URL_FILE" ;;
  stop) stop ;;
  home) home ;;
  *) fail "usage: $0 start|url|stop|home" ;;
esac
