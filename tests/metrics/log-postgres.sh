#!/bin/sh
# log-postgres.sh WAYMARK-CLI [FILE…]: what follows what and the ways as a whole, of one log, by the passes in memory, by SQL in the cache, and
# by a PostgreSQL that with-postgres.sh has started. TAP. With FILEs: of these logs, whose events PostgreSQL has as the cache tells them.
set -eu
export LC_ALL=C.UTF-8 TZ=UTC

cli=$1
shift
cd "$WAYMARK_PG_FILES"

# NAME: what the passes say of a log, and SQL in the cache; in seconds, as rows in the same order everywhere.
ask() {
  "$cli" flow --csv --detailed "$1" --cache cache/metrics.db | tail -n +2 | tr -d '\r' | cut -d, -f1-8 | sort > flow.ours
  "$cli" variants --csv "$1" --cache cache/metrics.db | tail -n +2 | tr -d '\r' | cut -d, -f1,4,7- | sort > variants.ours
  # The cache's own SQL counts and sums, too; SQLite has no quantiles.
  "$cli" log query --csv "SELECT a, b, count(*), avg(d) / 1000.0, min(d) / 1000.0, max(d) / 1000.0 FROM (SELECT act a, LEAD(act) OVER w b, LEAD(ts) OVER w - ts d
    FROM event('$1') WINDOW w AS (PARTITION BY cs, part ORDER BY sq)) WHERE b IS NOT NULL GROUP BY a, b" --cache cache/metrics.db | tail -n +2 | tr -d '\r' | sort > flow.cache
  "$cli" log query --csv "SELECT count(*), n, v FROM (SELECT max(n) n, max(v) v FROM (SELECT cs, part, count(*) OVER w n, group_concat(act, ' > ') OVER w v
    FROM event('$1') WINDOW w AS (PARTITION BY cs, part ORDER BY sq ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) GROUP BY cs, part) GROUP BY n, v" --cache cache/metrics.db | tail -n +2 | tr -d '\r' | sort > variants.cache
}

# FILE FILE: the same rows, numbers to the millisecond.
agree() {
  awk -F, -v other="$2" '
    { if ((getline line < other) <= 0) { print "more rows here: " $0; bad = 1; exit }
      n = split(line, b, ",")
      if (n != NF) { print $0 " / " line; bad = 1; exit }
      for (i = 1; i <= NF; i++)
        if ($i != b[i] && !($i ~ /^-?[0-9.]+(e[-+][0-9]+)?$/ && b[i] ~ /^-?[0-9.]+(e[-+][0-9]+)?$/ && ($i - b[i]) ^ 2 < 1e-6)) { print $0 " / " line; bad = 1; exit } }
    END { if (!bad && (getline line < other) > 0) { print "more rows there: " line; bad = 1 } exit bad }' "$1" > difference.txt
}

n=0
check() { # NAME FILE FILE
  n=$((n + 1))
  if [ -s "$2" ] && agree "$2" "$3"; then
    echo "ok $n - $1, $(wc -l < "$2") rows"
  else
    echo "not ok $n - $1"
    sed 's/^/# /' difference.txt
  fi
}
check_all() { # NAME
  check "$1: flow by the passes and by PostgreSQL" flow.ours flow.theirs
  cut -d, -f1-3,5,7,8 flow.ours > flow.counts
  check "$1: flow by the passes and by SQL in the cache" flow.counts flow.cache
  check "$1: variants by the passes and by PostgreSQL" variants.ours variants.theirs
  check "$1: variants by the passes and by SQL in the cache" variants.ours variants.cache
}
# What PostgreSQL says of the table ev.
ask_postgres() {
  $WAYMARK_PSQL << 'END' > psql.txt
\copy (SELECT a, b, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY d), avg(d), percentile_cont(0.9) WITHIN GROUP (ORDER BY d), min(d), max(d) FROM (SELECT a, lead(a) OVER w b, extract(epoch FROM lead(t) OVER w - t) d FROM ev WINDOW w AS (PARTITION BY j ORDER BY t, id)) x WHERE b IS NOT NULL GROUP BY a, b) TO 'flow.theirs' CSV
\copy (SELECT count(*), n, v FROM (SELECT count(*) n, string_agg(a, ' > ' ORDER BY t, id) v FROM ev GROUP BY j) x GROUP BY n, v) TO 'variants.theirs' CSV
END
  sort -o flow.theirs flow.theirs
  sort -o variants.theirs variants.theirs
}


# Logs that somebody keeps: the order of ties is ours, all else PostgreSQL finds by itself.
if [ $# -gt 0 ]; then
  echo "1..$(($# * 4))"
  for file in "$@"; do
    "$cli" log import "$file" --name log --cache cache/metrics.db > import.txt 2>&1
    ask log
    "$cli" log query --csv "SELECT cs || '/' || part, sq, CASE WHEN ts IS NOT NULL THEN ts / 1000.0 END, act FROM event('log')" --cache cache/metrics.db | tail -n +2 | tr -d '\r' > single.csv
    $WAYMARK_PSQL << 'END' > psql.txt
SET client_min_messages = warning;
DROP TABLE IF EXISTS ev;
DROP TABLE IF EXISTS single;
CREATE TABLE single(j text, id int, s numeric, a text);
\copy single FROM 'single.csv' CSV
CREATE TABLE ev AS SELECT j, id, to_timestamp(0) + s * interval '1 second' AS t, a FROM single;
END
    ask_postgres
    check_all "$(basename "$file")"
    "$cli" log forget log --cache cache/metrics.db > import.txt
  done
  exit
fi

# Twelve thousand events of a thousand journeys; some at the same time, some long after, some a millisecond apart.
awk 'BEGIN {
  s = 42
  print "case_id,event,timestamp,channel"
  for (i = 0; i < 12000; i++) {
    s = (s * 1103515245 + 12345) % 2147483648; c = int(s / 65536) % 1000
    s = (s * 1103515245 + 12345) % 2147483648; a = int(s / 65536) % 9
    s = (s * 1103515245 + 12345) % 2147483648; d = int(s / 65536) % 300
    s = (s * 1103515245 + 12345) % 2147483648; m = int(s / 65536) % 1000
    printf "C%04d,Ereignis %c,2025-%02d-%02dT%02d:%02d:%02d.%03dZ,%s\n", c, 65 + a, 1 + d % 12, 1 + d % 28, d % 24, m % 60, d % 60, m, m % 3 ? "web" : "phone"
  }
}' > events.csv
"$cli" log import events.csv --name log --gap 40 --cache cache/metrics.db > import.txt
ask log

# PostgreSQL splits the cases at silences by itself, out of the file: it sees nothing that we have made but the order of ties.
$WAYMARK_PSQL << 'END' > psql.txt
CREATE TABLE raw(id serial, c text, a text, t timestamptz, ch text);
\copy raw(c, a, t, ch) FROM 'events.csv' CSV HEADER
CREATE TABLE ev AS SELECT *, c || '/' || sum(gap) OVER (PARTITION BY c ORDER BY t, id) AS j
  FROM (SELECT *, CASE WHEN t - lag(t) OVER (PARTITION BY c ORDER BY t, id) > interval '40 days' THEN 1 ELSE 0 END AS gap FROM raw) x;
END
ask_postgres
echo 1..4
check_all generated
