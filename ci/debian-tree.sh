#!/usr/bin/env bash
# Prints the path of a minimal Debian 13 file tree with PostgreSQL 17 and pgvector; makes it when it
# is not there. Debian 12 has no pgvector package. Safe to run again.
. "$(dirname "$0")/lib.sh"

SUITE=trixie
PACKAGES=postgresql-17,postgresql-17-pgvector
TREE=$CACHE/debian-tree

# The mirror that this machine's apt uses for Debian itself; empty means debootstrap's default.
mirror() {
  local codename
  codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
  apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' 'Created-By: Packages' \
    | awk -v codename="$codename" '$1 == "Debian" && $2 == codename && !found++ { print $3 }'
}

# What a test server does not need: package lists and files, documentation, Debian's own cluster.
slim() {
  rm -rf "$1"/var/cache/apt/* "$1"/var/lib/apt/lists/* "$1"/usr/share/{doc,man,locale,info} \
    "$1"/var/lib/postgresql/17 "$1"/etc/postgresql/17
}

lock debian-tree
if [ ! -d "$TREE" ]; then
  need_root "debootstrap"
  need_packages debootstrap debian-archive-keyring
  step "making a Debian 13 tree with PostgreSQL 17 and pgvector (about a minute)"
  rm -rf "$TREE.part"
  mkdir -p "$TREE.part"
  log=$CACHE/debootstrap.log
  # shellcheck disable=SC2046 # no mirror is no argument
  debootstrap --variant=minbase --include="$PACKAGES" "$SUITE" "$TREE.part" $(mirror) >"$log" 2>&1 \
    || { tail -n 30 "$log" >&2; fail "debootstrap failed; its last lines are above ($log)."; }
  slim "$TREE.part"
  mv "$TREE.part" "$TREE"
fi
printf '%s\n' "$TREE"
