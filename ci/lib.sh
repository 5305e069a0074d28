# shellcheck shell=bash
# Shared by the scripts of this folder: sourced, not run.
set -euo pipefail

CI_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Everything that these scripts make lies here, outside the checkout, and can be deleted at any time.
# Not below root's home: the unprivileged user who runs PostgreSQL must be able to read it.
CACHE=${HIVE_CI_CACHE:-/var/cache/hive-db-ci}

# Progress goes to stderr: stdout is for what a script answers, such as a URL.
step() { printf '== %s\n' "$*" >&2; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

need_root() {
  [ "$(id -u)" -eq 0 ] || fail "$1 needs root. Run it as root, or with sudo -E."
}

# Installs those of the Debian packages that are missing.
need_packages() {
  local package missing=()
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' \
      || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  need_root "Installing ${missing[*]}"
  step "installing ${missing[*]}"
  apt-get update -q >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}

# One caller at a time for each thing that is made in the cache.
lock() {
  mkdir -p "$CACHE"
  exec 9>"$CACHE/$1.lock"
  flock 9
}
