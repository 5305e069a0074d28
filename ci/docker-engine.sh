#!/usr/bin/env bash
# Makes sure that a Docker engine answers: uses a running one, else installs Debian's and starts it,
# by hand where there is no systemd. Safe to run again.
. "$(dirname "$0")/lib.sh"

LOG=$CACHE/dockerd.log
PATIENCE=60

answers() { docker version --format '{{.Server.Version}}' 2>/dev/null; }

start_engine() {
  if [ -d /run/systemd/system ]; then
    systemctl start docker
    return
  fi
  # A pid file of a daemon that was killed keeps a new one from starting.
  rm -f /var/run/docker.pid
  setsid --fork dockerd >"$LOG" 2>&1 </dev/null 9>&-
}

if version=$(answers); then
  step "Docker engine $version is running"
  exit
fi
lock docker-engine
if ! answers >/dev/null; then
  command -v dockerd >/dev/null || need_packages docker.io iptables
  need_root "Starting the Docker engine"
  step "starting the Docker engine"
  start_engine
fi
for ((i = 0; i < PATIENCE * 2; i++)); do
  if version=$(answers); then
    step "Docker engine $version is running"
    exit
  fi
  sleep 0.5
done
tail -n 30 "$LOG" >&2 || true
fail "the Docker engine did not answer within $PATIENCE seconds; its last lines are above ($LOG)."
