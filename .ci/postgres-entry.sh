#!/bin/sh
# The entry of shiyu-test/postgres: the ordinary image's variables, for a machine that reaches no image registry.
set -e
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    umask 077
    printf '%s' "${POSTGRES_PASSWORD:?}" >/tmp/password
    initdb -D "$PGDATA" -U postgres --pwfile /tmp/password --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    rm /tmp/password
    printf 'host all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
fi
exec "$@" -D "$PGDATA" -c listen_addresses=0.0.0.0 -c unix_socket_directories=/tmp
