#!/bin/sh
# odbc-log.sh WAYMARK-CLI: an event log in a PostgreSQL that with-postgres.sh has started, copied and counted through ODBC, and the same
# events from a file: the same figures. TAP.
set -eu
export LC_ALL=C.UTF-8 TZ=UTC

cli=$1
cd "$WAYMARK_PG_FILES"
cache="--cache cache/metrics.db"

# Twelve thousand events of a thousand journeys; some at the same time, some a millisecond apart, three letters that are hard to send.
awk 'BEGIN {
  s = 42
  print "id,case_id,event,timestamp,channel"
  for (i = 0; i < 12000; i++) {
    s = (s * 1103515245 + 12345) % 2147483648; c = int(s / 65536) % 1000
    s = (s * 1103515245 + 12345) % 2147483648; a = int(s / 65536) % 9
    s = (s * 1103515245 + 12345) % 2147483648; d = int(s / 65536) % 300
    s = (s * 1103515245 + 12345) % 2147483648; m = int(s / 65536) % 1000
    printf "%d,C%04d,Ereignis ’%c𝄞 é,2025-%02d-%02dT%02d:%02d:%02d.%03dZ,%s\n", i, c, 65 + a, 1 + d % 12, 1 + d % 28, d % 24, m % 60, d % 60, m, m % 3 ? "web" : "phone"
  }
}' > events.csv
$WAYMARK_PSQL << 'END' > psql.txt
CREATE SCHEMA crm;
GRANT USAGE ON SCHEMA crm TO reader, writer, guarded;
CREATE TABLE crm.events(id int PRIMARY KEY, case_id text, event text, "timestamp" timestamptz, channel text);
\copy crm.events FROM 'events.csv' CSV HEADER
GRANT SELECT ON crm.events TO reader, guarded;
GRANT ALL ON crm.events TO writer;
END

n=0
ok() { # NAME COMMAND…
  n=$((n + 1))
  name=$1
  shift
  if "$@" > said.txt 2>&1; then
    echo "ok $n - $name"
  else
    echo "not ok $n - $name"
    sed 's/^/# /' said.txt | head -n 20
  fi
}
same() {
  [ -s "$1" ] && diff "$1" "$2"
}
says() { # WORDS FILE
  grep -qF -- "$1" "$2" || { cat "$2"; false; }
}
fails() { # FILE COMMAND…: with a sentence
  into=$1
  shift
  if "$@" > "$into" 2>&1; then
    cat "$into"
    false
  fi
}

# --- copying ---
"$cli" log import events.csv --name file $cache > file.txt
"$cli" log sources > sources.txt
ok 'the sources of odbc.ini' says reader sources.txt
"$cli" log sources --odbc reader > tables.txt
ok 'the tables of a source' says crm.events tables.txt
"$cli" log sources --odbc reader --table crm.events | tr '\t' ' ' > columns.txt
ok 'the columns, and what they are taken for' says 'timestamp time time' columns.txt
"$cli" log import --odbc reader --table crm.events --order id --name copy $cache > copy.txt
ok 'a copy says what it took' says '000 events added, 0 known before, 997 new journeys' copy.txt
for what in flow variants; do
  "$cli" $what --csv file $cache > $what.file
  "$cli" $what --csv copy $cache > $what.copy
  ok "$what of the copy and of the file" same $what.file $what.copy
done
"$cli" log query --csv "SELECT cs, part, sq, ts, act, ch FROM event('file')" $cache > rows.file
"$cli" log query --csv "SELECT cs, part, sq, ts, act, ch FROM event('copy')" $cache > rows.copy
ok 'every event of the copy and of the file' same rows.file rows.copy

# --- the watermark ---
"$cli" log refresh copy $cache > again.txt
ok 'again: nothing is new, and only the overlap is read' grep -qE 'nothing new, [0-9]{1,3} events known before' again.txt
$WAYMARK_PSQL -c "INSERT INTO crm.events VALUES (20000, 'C0001', 'Late', (SELECT max(\"timestamp\") - interval '12 hours' FROM crm.events), 'web'), (20001, 'New', 'Newest', '2026-01-01 00:00:00.001Z', NULL), (20002, 'C0002', 'Ancient', '2024-01-01', 'web')"
"$cli" log refresh copy $cache > again.txt
ok 'what is new, and what came a little late' says '2 events added' again.txt
"$cli" log refresh --afresh copy $cache > again.txt
ok 'afresh: what came very late as well' says '1 events added, 12' again.txt
"$cli" log query "SELECT count(*) FROM event('copy')" $cache > count.txt
ok 'all of it is there once' says 12003 count.txt

# --- what is refused ---
ok 'a password in a connection string' fails no.txt "$cli" log import --odbc 'DSN=guarded;PWD=geheim' --table crm.events --name no $cache
ok 'and where it belongs is said' says .odbc.ini no.txt
ok 'a table nobody knows' fails no.txt "$cli" log import --odbc reader --table nothing --name no $cache
ok 'and its name is said' says '“nothing”' no.txt
ok 'a column nobody knows' fails no.txt "$cli" log import --odbc reader --table crm.events --time nothing --name no $cache
ok 'and which ones there are is said' says 'case_id, event, timestamp' no.txt
ok 'a table one may not read' fails no.txt "$cli" log import --odbc stranger --table crm.events --name no $cache
"$cli" log list $cache > list.txt
ok 'and nothing of that is stored' fails no.txt grep -q '^no' list.txt

# --- the password ---
ok 'without a password' fails no.txt setsid "$cli" log import --odbc guarded --table crm.events --name guarded $cache
ok 'and how to give it is said' says WAYMARK_ODBC_PASSWORD no.txt
ok 'with one' env WAYMARK_ODBC_PASSWORD='s%e;c}r{e t' "$cli" log import --odbc guarded --table crm.events --name guarded $cache
cat cache/* > bytes
ok 'it is in no byte of the cache' fails no.txt grep -qaF 's%e;c}r{e t' bytes
ok 'nor are the customers' fails no.txt grep -qaF C0001 bytes

echo "1..$n"
