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
"$cli" log sources --odbc reader --table crm.events | tr -s ' \t' ' ' > columns.txt
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

number=$("$cli" log info copy $cache | sed -n 's/^  import \([0-9]*\):.*/\1/p' | tail -n 1)
ok 'the newest import is taken back' "$cli" log forget "$number" $cache
"$cli" log refresh copy $cache > again.txt
ok 'what was taken back comes again' says '1 events added, 12' again.txt

# --- what events tell besides ---
# Starts and completions in rows of their own; scores and costs that are not always there; starts that nobody completed.
awk 'BEGIN {
  s = 7
  print "case_id,event,timestamp,lifecycle,instance,rating,cost,currency,started"
  for (i = 0; i < 3000; i++) {
    s = (s * 1103515245 + 12345) % 2147483648; c = int(s / 65536) % 300
    s = (s * 1103515245 + 12345) % 2147483648; m = int(s / 65536) % 1440
    s = (s * 1103515245 + 12345) % 2147483648; x = int(s / 65536)
    day = sprintf("2025-%02d-%02d", 1 + i % 12, 1 + i % 28)
    if (x % 7) printf "K%03d,Schritt %c,%sT%02d:%02d:%02dZ,start,i%d,,,,\n", c, 65 + i % 5, day, m / 60, m % 60, x % 60, i
    if (x % 11) printf "K%03d,Schritt %c,%sT%02d:%02d:%02dZ,%s,i%d,%s,%s,EUR,\n", c, 65 + i % 5, day, 23, 59, x % 60, x % 5 ? "complete" : "Complete", i, x % 3 ? x % 11 : "", x % 4 ? (x % 5000) / 100 : ""
    if (x % 13 == 0) printf "K%03d,Schritt %c,%sT23:59:59Z,suspend,i%d,,,,\n", c, 65 + i % 5, day, i
  }
}' > steps.csv
$WAYMARK_PSQL << 'END' > psql.txt
CREATE TABLE crm.steps(case_id text, event text, "timestamp" timestamptz, lifecycle text, instance text, rating int, cost numeric(12,2), currency text, started timestamptz);
\copy crm.steps FROM 'steps.csv' CSV HEADER
CREATE VIEW crm.spans AS SELECT case_id, event, "timestamp", "timestamp" - rating * interval '90 seconds' AS start_time, rating * 1000 AS score, cost::float8 / 3 AS "cost EUR" FROM crm.steps WHERE lifecycle <> 'start';
CREATE VIEW crm.begun AS SELECT case_id, event, "timestamp", lifecycle FROM crm.steps WHERE lifecycle IN ('start', 'suspend');
\copy (SELECT * FROM crm.spans) TO 'spans.csv' CSV HEADER
\copy (SELECT * FROM crm.begun) TO 'begun.csv' CSV HEADER
GRANT SELECT ON crm.steps, crm.spans, crm.begun TO reader;
END
"$cli" log sources --csv --odbc reader --table crm.steps | tr -d '\r' | cut -d, -f1,3 > columns.txt
ok 'what scores, costs and steps are taken for' [ "$(grep -cE '^(lifecycle,lifecycle|instance,instance|rating,score|cost,cost|currency,currency)$' columns.txt)" = 5 ]
all="SELECT cs, part, sq, ts, act, score, cost, svc FROM event('%s') ORDER BY cs, ts, act, score, cost, svc"
both() { # TABLE OPTIONS…: the same from a file and from the warehouse
  of=$1
  shift
  "$cli" log forget f w $cache > said 2>&1 || true
  "$cli" log import --csv $of.csv --name f "$@" $cache 2> said.file | tail -n 1 | cut -d, -f4-9 > made.file
  "$cli" log import --csv --odbc reader --table crm.$of --name w "$@" $cache 2> said.copy | tail -n 1 | cut -d, -f4-9 > made.copy
  for log in f w; do
    "$cli" log query --csv "$(printf "$all" $log)" $cache | cut -d, -f1-2,4- > rows.$log
    "$cli" flow --measures --csv $log $cache > measures.$log 2>&1
    "$cli" log info --json $log $cache | grep -E '"(lifecycle|currency|score|cost|service_time)"' > info.$log
  done
  same made.file made.copy && same rows.f rows.w && same measures.f measures.w && same info.f info.w
}
for which in complete start both pair; do
  ok "lifecycle $which: scores, costs and service times of the copy and of the file" both steps --lifecycle $which
done
ok 'without a word completions count' both steps
ok 'and that starts could be paired is said' says '--lifecycle pair' said.copy
ok 'without scores and costs if that is said' both steps --score '' --cost ''
ok 'a start beside the completion, and a currency in the name of the column' both spans --lifecycle pair
ok 'what only is called a score is none' [ "$(cut -d, -f5 measures.w | sort -u | tr -d '\r\n0')" = score_n ]
ok 'where nothing is completed all of it counts' both begun
ok 'and is said to' grep -q '"both"' info.w
"$cli" log import --odbc reader --table crm.steps --name later --lifecycle pair --until 2025-06-30 $cache > said 2>&1
"$cli" log refresh later --until 2026-01-01 --afresh $cache > said 2>&1
"$cli" log import steps.csv --name f2 --lifecycle pair $cache > said 2>&1
for log in later f2; do
  "$cli" log query --csv "$(printf "$all" $log)" $cache | cut -d, -f1-2,4- > rows.$log
done
ok 'a copy that was brought up to date is the whole' same rows.later rows.f2

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

# --- counting ---
# FILE FILE COLUMNS SHARE: the same rows but for what is off by at most a share of itself (and half a millisecond) in these columns.
near() {
  awk -F, -v other="$2" -v columns="$3" -v share="$4" '
    BEGIN { split(columns, list, " "); for (i in list) loose[list[i]] = 1 }
    { if ((getline line < other) <= 0) { print "more rows here: " $0; bad = 1; exit }
      n = split(line, b, ",")
      for (i = 1; i <= NF || i <= n; i++) {
        d = $i - b[i]; d = d < 0 ? -d : d
        if ($i != b[i] && !(d < 5e-4 && $i + 0 == $i) && !((i in loose) && d <= share * (b[i] < 0 ? -b[i] : b[i]) + 5e-4)) { print i ": " $0 " / " line; bad = 1; exit } } }
    END { if (!bad && (getline line < other) > 0) { print "more rows there: " line; bad = 1 } exit bad }' "$1"
}
rows() {
  tail -n +2 "$1" | tr -d '\r' | sort > "$1.rows"
  [ -s "$1.rows" ]
}
"$cli" flow --csv copy $cache > flow.copy
"$cli" flow --csv --odbc reader --table crm.events --order id counted $cache > flow.counted 2> said
rows flow.copy && rows flow.counted
ok 'counts, means, least and most are equal, quantiles within 1.1 %' near flow.counted.rows flow.copy.rows '4 6' 0.011
ok 'and that is said' says '1.1' said
"$cli" flow --csv counted $cache > flow.again 2> said
ok 'it is kept, and shown without asking' same flow.counted flow.again
"$cli" import events.csv --output map.waymark > said 2>&1
sed 's/id="jn-[a-z0-9]*"/id="jn-another1"/' map.waymark > other.waymark
for what in touchpoints connections unbound summary; do
  "$cli" flow --csv --$what --map map.waymark --dataset file copy $cache > $what.copy 2> said
done
"$cli" flow --csv --touchpoints --map map.waymark --dataset file --again counted $cache > touchpoints.counted 2> said
for what in connections unbound summary; do
  "$cli" flow --csv --$what --map map.waymark --dataset file counted $cache > $what.counted 2> said
done
# Nobody is silent in a count.
cut -d, -f1-8 touchpoints.copy > places.copy
cut -d, -f1-8 touchpoints.counted > places.counted
ok 'touchpoints: events, journeys, begins, ends, returns are equal' same places.counted places.copy
cut -d, -f9-14,16 touchpoints.copy > mature.copy
cut -d, -f9-14,16 touchpoints.counted > mature.counted
ok 'touchpoints: mature, left, drop-off, open are equal, patience within 1.1 %' near mature.counted mature.copy '7' 0.011
cut -d, -f1-11 connections.copy > lines.copy
cut -d, -f1-11 connections.counted > lines.counted
ok 'connections: counts and journeys are equal, quantiles within 1.1 %' near lines.counted lines.copy '7 9 10 11' 0.011
cut -d, -f1-3 unbound.copy > strays.copy
cut -d, -f1-3 unbound.counted > strays.counted
ok 'events that no touchpoint stands for' same strays.counted strays.copy
cut -d, -f1,4-8 summary.copy > whole.copy
cut -d, -f1,4-8 summary.counted > whole.counted
ok 'all of it: journeys, events, how long they take' near whole.counted whole.copy '5 6' 0.011
# Ways as a whole: all but their times, which a count does not know.
for which in '' '--map map.waymark --dataset file'; do
  "$cli" variants --csv $which copy $cache 2> said | cut -d, -f1-4,7 > ways.copy
  "$cli" variants --csv $which counted $cache 2> said | cut -d, -f1-4,7 > ways.counted
  ok "variants are equal ${which:+on a map}" same ways.counted ways.copy
  ok "and nothing is left out ${which:+on a map}" [ ! -s said ]
  for what in '' --variants; do
    "$cli" conformance --csv $what $which copy $cache > fits.copy 2> said
    "$cli" conformance --csv $what $which counted $cache > fits.counted 2> said
    ok "conformance $what ${which:+of the map} is equal" same fits.counted fits.copy
  done
done
# How far journeys get through the phases of the map.
for which in '' --everybody; do
  "$cli" funnel --csv $which --map map.waymark --dataset file copy $cache > funnel.copy 2> said
  "$cli" funnel --csv $which --map map.waymark --dataset file counted $cache > funnel.counted 2> said
  ok "the funnel $which has phases and people in them" awk -F, 'NR == 1 { next } $4 > 0 && $4 < $3 { n++ } END { exit !(n > 0 && NR > 2) }' funnel.copy
  ok "the funnel $which is equal, its medians within 1.1 %" near funnel.counted funnel.copy '8' 0.011
done
ok 'steps of a pattern need single events' fails no.txt "$cli" funnel --steps 'A > B' --map map.waymark counted $cache
for what in copy counted; do
  "$cli" export map.waymark --log $what -o $what.svg $cache > said 2>&1
  tr '>' '\n' < $what.svg | grep -o '[0-9 ]* journeys · the busiest .* ways' > legend.$what
  tr '>' '\n' < $what.svg | grep -c '^[0-9.]* % · ' >> legend.$what || true
done
ok 'an export draws what was counted as it draws a copy' same legend.counted legend.copy
ok 'but marks no rules' fails no.txt "$cli" export map.waymark --log counted --rules -o rules.svg $cache
ok 'and says what to do' says 'Copy the log' no.txt
ok 'what was not counted for a journey is said' fails no.txt "$cli" export other.waymark --log counted -o other.svg $cache
ok 'and how' says 'Count it again' no.txt
"$cli" flow --csv --odbc reader --table crm.events --order id --sample 10 tenth $cache > flow.tenth 2> said
ok 'a sample says so' says 'one journey of 10' said
ok 'and is about a tenth' awk -F, 'NR > 1 { n += $3 } END { exit !(n > 700 && n < 1500) }' flow.tenth
ok 'what needs single events is refused' fails no.txt "$cli" flow --that 'A > B' counted $cache
ok 'and so are other verbs' fails no.txt "$cli" handovers counted $cache
ok 'with a sentence' says 'counted in a data warehouse' no.txt
ok 'whose writing login could do harm, does none' "$cli" flow --odbc writer --table crm.events written $cache
"$cli" log forget counted $cache
ok 'forgotten is gone' fails no.txt "$cli" flow counted $cache

# --- a part of the journeys ---
# Most cases are of one segment, some of another later on; channels are written in two ways, and rows tell of steps.
tr -d '\r' < events.csv | awk -F, -v OFS=, '
  NR == 1 { print $0, "segment", "lifecycle"; next }
  { c = substr($2, 2) + 0
    $5 = $1 % 5 == 4 ? "Chat " : $5
    segment = $1 % 11 == 0 ? "" : (c % 9 == 0 && $1 > 6000) || c % 3 == 0 ? "gold" : "Silver"
    segment = c % 10 == 1 && $1 > 6000 ? "gold" : segment
    print $0, segment, ($1 % 6 == 5 ? "start" : $1 % 7 == 0 ? "COMPLETE" : "complete") }' > parts.csv
$WAYMARK_PSQL << 'END' > psql.txt
CREATE TABLE crm.parts(id int PRIMARY KEY, case_id text, event text, "timestamp" timestamptz, channel text, segment text, lifecycle text);
\copy crm.parts FROM 'parts.csv' CSV HEADER
GRANT SELECT ON crm.parts TO reader;
END
"$cli" log import parts.csv --name parts $cache > said 2>&1
source=reader table=crm.parts
alike() { # OPTIONS…: counted as the passes count the file
  "$cli" flow --csv "$@" parts $cache > flow.copy 2> said
  "$cli" flow --csv --odbc "$source" --table $table --order id "$@" part $cache > flow.counted 2> said.counted
  "$cli" flow --csv --touchpoints --map map.waymark --dataset file "$@" parts $cache 2> said | cut -d, -f1-14 > places.copy
  "$cli" flow --csv --touchpoints --map map.waymark --dataset file --again part $cache 2> said | cut -d, -f1-14 > places.counted
  "$cli" variants --csv "$@" parts $cache 2> said | cut -d, -f1-4,7 > ways.copy
  "$cli" variants --csv part $cache 2> said | cut -d, -f1-4,7 > ways.counted
  "$cli" funnel --csv --map map.waymark --dataset file "$@" parts $cache > funnel.copy 2> said
  "$cli" funnel --csv --map map.waymark --dataset file part $cache > funnel.counted 2> said
  "$cli" log forget part $cache
  rows flow.copy && rows flow.counted && near flow.counted.rows flow.copy.rows '4 6' 0.011 && same places.counted places.copy && same ways.counted ways.copy && near funnel.counted funnel.copy '8' 0.011
}
starts() { # WHICH: rows of a file are told apart when it is imported, those of a warehouse when it counts
  "$cli" log import parts.csv --name "only $1" --lifecycle "$1" $cache > said 2>&1
  "$cli" flow --csv "only $1" $cache > flow.copy 2> said
  "$cli" flow --csv --odbc "$source" --table $table --order id --lifecycle "$1" part $cache > flow.counted 2> said
  "$cli" log forget part $cache
  rows flow.copy && rows flow.counted && near flow.counted.rows flow.copy.rows '4 6' 0.011
}
ok 'only completions are counted' alike
ok 'journeys in a channel, as people type it' alike --in-channel PHONE
ok 'and with blanks behind it' alike --in-channel chat
ok 'journeys of a segment, the first that is told' alike --in-segment gold
ok 'all of that at once, in a time' alike --in-channel phone --in-segment silver --from 2025-03-01 --to 2025-05-31
ok 'and that is said with the figures' says 'Only journeys of the segment “silver” were counted.' said.counted
ok 'starts, if those are asked for' starts start
ok 'or each row' starts both
# The same of SQLite, whose times are texts.
driver=$(ls /usr/lib/*/odbc/libsqlite3odbc.so /usr/lib64/libsqlite3odbc.so /usr/lib/libsqlite3odbc.so 2> said | head -n 1 || true)
if [ -n "$driver" ]; then
  python3 - << 'END'
import csv, sqlite3
rows = list(csv.reader(open("parts.csv")))
base = sqlite3.connect("parts.db")
base.execute('CREATE TABLE parts(id INTEGER, case_id TEXT, event TEXT, "timestamp" TEXT, channel TEXT, segment TEXT, lifecycle TEXT)')
base.executemany("INSERT INTO parts VALUES (?,?,?,?,?,?,?)", [[int(r[0]), r[1], r[2], r[3].replace("T", " ").rstrip("Z")] + [t or None for t in r[4:]] for r in rows[1:]])
base.commit()
END
  source="Driver=$driver;Database=$PWD/parts.db" table=parts
  ok 'SQLite: only completions are counted' alike
  ok 'SQLite: a channel with blanks behind it' alike --in-channel chat
  ok 'SQLite: a channel, a segment and a time' alike --in-channel phone --in-segment silver --from 2025-03-01 --to 2025-05-31
  ok 'SQLite: starts' starts start
else
  ok 'SQLite # SKIP no ODBC driver for it' true
fi
ok 'a channel nobody knows' fails no.txt "$cli" flow --odbc reader --table crm.parts --in-channel fax part $cache
ok 'and its name is said' says '“fax”' no.txt
ok 'pairs need single events' fails no.txt "$cli" flow --odbc reader --table crm.parts --lifecycle pair part $cache
ok 'and that is said' says 'Pairs of starts and completions' no.txt
"$cli" flow --csv --odbc reader --table crm.parts --in-channel phone part $cache > flow.counted 2> said
ok 'other journeys than were counted are not shown as if they were' fails no.txt "$cli" flow --in-channel web part $cache
ok 'and what to do is said' says '--again' no.txt
ok 'nor by other verbs' fails no.txt "$cli" variants --in-channel web part $cache
ok 'again, of all journeys' "$cli" flow --again --in-channel '' part $cache

# --- ended from outside ---
$WAYMARK_PSQL -c 'CREATE VIEW crm.slow AS SELECT * FROM crm.events WHERE pg_sleep(0.1) IS NOT NULL' -c 'GRANT SELECT ON crm.slow TO reader'
active() {
  $WAYMARK_PSQL -A -t -c "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active'"
}
until_active() { # NUMBER: within ten seconds
  for i in $(seq 100); do
    [ "$(active)" != "$1" ] || return 0
    $WAYMARK_PSQL -o /dev/null -c 'SELECT pg_sleep(0.1)'
  done
  return 1
}
"$cli" flow --odbc reader --table crm.slow slow $cache > slow.txt 2>&1 &
ok 'a slow question is under way' until_active 1
kill -TERM $!
wait $! || status=$?
ok 'it is ended as by a signal' [ "$status" = 143 ]
ok 'and the warehouse works no more for it' until_active 0

echo "1..$n"
