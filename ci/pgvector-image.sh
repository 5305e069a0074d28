#!/usr/bin/env bash
# Makes sure that Docker has the image pgvector/pgvector:pg17: uses the one that is there, pulls the
# official one, or, where it cannot be pulled, makes one of Debian 13's packages. Safe to run again.
. "$(dirname "$0")/lib.sh"

IMAGE=pgvector/pgvector:pg17
ENTRYPOINT=$CI_DIR/pgvector-entrypoint.sh
LABEL=io.hivedb.ci.entrypoint
PULL_PATIENCE=180

has_image() { docker image inspect "$IMAGE" >/dev/null 2>&1; }

# Whether the image was made here, of another entrypoint script than today's. An official one has no
# such label and is left alone.
outdated() {
  local label
  label=$(docker image inspect --format "{{index .Config.Labels \"$LABEL\"}}" "$IMAGE")
  [ -n "$label" ] && [ "$label" != "$sum" ]
}

pull() {
  step "pulling $IMAGE"
  timeout "$PULL_PATIENCE" docker pull --quiet "$IMAGE" >&2
}

import() {
  local tree
  tree=$("$CI_DIR/debian-tree.sh")
  step "making the image $IMAGE of it"
  install -m 0755 "$ENTRYPOINT" "$tree/usr/local/bin/docker-entrypoint.sh"
  tar -C "$tree" -c . | docker import \
    --change 'ENTRYPOINT ["docker-entrypoint.sh"]' \
    --change 'CMD ["postgres"]' \
    --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/17/bin' \
    --change 'ENV PGDATA=/var/lib/postgresql/data' \
    --change 'EXPOSE 5432' \
    --change "LABEL $LABEL=$sum" \
    - "$IMAGE" >&2
}

lock pgvector-image
sum=$(sha256sum "$ENTRYPOINT" | cut -d' ' -f1)
if ! has_image; then
  pull || import
elif outdated; then
  import
fi
step "image $IMAGE is there"
