#!/bin/sh
# Holds every template and sample against the schema and against its own normal form, one TAP line a file and law.
#
# usage: check-xml.sh schema|format DATA
set -u

law=$1
data=$2

holds () {
  case $law in
    schema) xmllint --nonet --noout --relaxng "$data/waymark.rng" "$1" 2>&1 ;;
    format) xmllint --nonet --format "$1" | cmp - "$1" 2>&1 ;;
    *) echo "no such law: $law"; return 1 ;;
  esac
}

number=0
for file in "$data"/templates/*.waymark "$data"/samples/*.waymark; do
  number=$((number + 1))
  name=${file#"$data"/}
  if said=$(holds "$file"); then
    echo "ok $number - $law $name"
  else
    echo "not ok $number - $law $name"
    echo "$said" | sed 's/^/# /'
  fi
done

# A language that lacks a file would go unseen by the loop above.
for file in "$data"/templates/*.en.waymark "$data"/samples/*.en.waymark; do
  number=$((number + 1))
  german=${file%.en.waymark}.de.waymark
  if [ -f "$german" ]; then echo "ok $number - has ${german#"$data"/}"; else echo "not ok $number - has ${german#"$data"/}"; fi
done
echo "1..$number"
