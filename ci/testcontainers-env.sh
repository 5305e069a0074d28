# shellcheck shell=bash
# Sets what Testcontainers must be told about this machine. Source it: . ci/testcontainers-env.sh

# Inside a container or a VM that looks like one, Testcontainers takes the default gateway for the
# Docker host. Here the engine is on this very machine.
if [ -f /.dockerenv ] && [ -S /var/run/docker.sock ]; then
  export TESTCONTAINERS_HOST_OVERRIDE=${TESTCONTAINERS_HOST_OVERRIDE:-localhost}
fi

# Testcontainers removes what a killed JVM left by a container of its own, Ryuk. Where no image can
# be pulled there is none, and without this every start would fail. Any tag tells whether one can be.
if [ -z "${TESTCONTAINERS_RYUK_DISABLED:-}" ] \
  && ! docker image ls --quiet testcontainers/ryuk | grep -q . \
  && ! timeout 120 docker pull --quiet testcontainers/ryuk:0.14.0 >/dev/null 2>&1; then
  export TESTCONTAINERS_RYUK_DISABLED=true
fi
