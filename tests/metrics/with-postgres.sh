#!/bin/sh
# with-postgres.sh [--odbc] COMMAND…: runs the command beside a PostgreSQL that is started for it on the loopback, as a user who is not
# root. The command finds WAYMARK_PG_PORT, WAYMARK_PSQL (which connects as the owner "waymark"), and a folder of its own in
# WAYMARK_PG_FILES. With --odbc also an odbc.ini; see below who is in it. Where there is no server, or no driver, it says so and that it
# is skipped, in TAP.
set -eu

skip() {
  echo "1..0 # SKIP $1"
  exit 0
}

odbc=
if [ "$1" = --odbc ]; then
  shift
  for odbc in /usr/lib/*/odbc/psqlodbcw.so /usr/lib64/psqlodbcw.so /usr/lib/psqlodbcw.so /nowhere; do
    ! [ -e "$odbc" ] || break
  done
  [ "$odbc" != /nowhere ] || skip 'no ODBC driver for PostgreSQL is installed'
fi

bin=$(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2> /dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v postgres || echo /nowhere/postgres)")
if ! [ -x "$bin/initdb" ] || ! command -v psql > /dev/null; then
  skip 'no PostgreSQL server is installed'
fi

dir=$(mktemp -d)
as_user=
if [ "$(id -u)" = 0 ]; then
  as_user='setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME=/'
  chown nobody "$dir"
fi
chmod 755 "$dir"
mkdir "$dir/files"
trap '$as_user "$bin/pg_ctl" -D "$dir/data" -m immediate stop > "$dir/files/stop" 2>&1 || true; rm -rf "$dir"' EXIT
cd "$dir/files"

# Who is called “guarded…” needs a password.
if ! { $as_user "$bin/initdb" -D "$dir/data" -U waymark -A trust -E UTF8 --no-sync && printf '%s\n' 'host all guarded 127.0.0.1/32 scram-sha-256' 'host all all 127.0.0.1/32 trust' | $as_user tee "$dir/data/pg_hba.conf"; } > start 2>&1; then
  skip "PostgreSQL cannot be started here: $(tail -n 1 start)"
fi
# Somebody may have the port already: a few more are tried, below those that the system hands out by itself.
tries=0
until port=$((20000 + ($$ + tries * 1009) % 12000)) && $as_user "$bin/pg_ctl" -D "$dir/data" -w -t 120 -l "$dir/data/log" -o "-p $port -k $dir/data -c listen_addresses=127.0.0.1 -c fsync=off" start >> start 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 20 ] || skip "PostgreSQL cannot be started here: $(tail -n 1 "$dir/data/log")"
done
export WAYMARK_PG_PORT="$port" WAYMARK_PG_FILES="$dir/files" WAYMARK_PSQL="psql -X -q -h 127.0.0.1 -p $port -U waymark -d postgres -v ON_ERROR_STOP=1"

# One may read, one could write, one needs a password, one may do nothing, and then those that cannot be reached.
if [ -n "$odbc" ]; then
  $WAYMARK_PSQL -c 'CREATE ROLE reader LOGIN' -c 'CREATE ROLE writer LOGIN' -c 'CREATE ROLE stranger LOGIN' -c "CREATE ROLE guarded LOGIN PASSWORD 's%e;c}r{e t'" \
    -c 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader, guarded' -c 'ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO writer'
  for name in reader writer stranger guarded; do
    printf '[%s]\nDriver = %s\nServername = 127.0.0.1\nPort = %s\nDatabase = postgres\nUsername = %s\n\n' "$name" "$odbc" "$port" "$name"
  done > odbc.ini
  printf '[away]\nDriver = %s\nServername = 127.0.0.1\nPort = 1\nDatabase = postgres\nUsername = reader\n\n[driverless]\nDriver = /nowhere/driver.so\n' "$odbc" >> odbc.ini
  export ODBCINI="$dir/files/odbc.ini" ODBCSYSINI="$dir/files" WAYMARK_PSQLODBC="$odbc"
  unset PGPASSWORD PGPASSFILE PGSERVICE
fi
"$@"
