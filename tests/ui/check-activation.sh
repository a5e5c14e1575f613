#!/bin/sh
# Starts the application as the session bus does and asks it for things over the bus, one TAP line each.
#
# usage: check-activation.sh PROGRAM MAP
set -u

program=$1
map=$2
name=io.github.waymark.Waymark
path=/io/github/waymark/Waymark
number=0

law () { # NAME COMMAND...
  what=$1
  shift
  number=$((number + 1))
  if said=$("$@" 2>&1); then
    echo "ok $number - $what"
  else
    echo "not ok $number - $what"
    echo "$said" | sed 's/^/# /'
  fi
}

# At most a minute; `gdbus wait` knows of names only.
until_true () {
  tries=0
  until "$@" > /dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || { "$@"; return 1; }
    sleep 0.1
  done
}

ask () { # METHOD ARGUMENT...
  method=$1
  shift
  gdbus call --session --dest $name --object-path $path --method "$method" "$@"
}

has_windows () { # NUMBER
  windows=$(gdbus introspect --session --dest $name --object-path $path/window 2> /dev/null | grep -c '^  node [0-9]')
  [ "$windows" = "$1" ] || { echo "$windows windows"; return 1; }
}

# What has a map can be exported.
shows_map () { # WINDOW
  gdbus call --session --dest $name --object-path $path/window/"$1" --method org.gtk.Actions.Describe export | grep -q '^((true'
}

has_ended () {
  gdbus call --session --dest org.freedesktop.DBus --object-path / --method org.freedesktop.DBus.NameHasOwner $name | grep -q false
}

"$program" --gapplication-service &
process=$!
law "it takes its name on the bus" gdbus wait --session --timeout 60 $name
law "it opens no window unasked" has_windows 0
law "it is asked for a window" ask org.freedesktop.Application.Activate '{}'
law "there is one" until_true has_windows 1
law "it is asked for a map" ask org.freedesktop.Application.Open "['file://$map']" '{}'
law "the window shows it" until_true shows_map 1
law "the desktop's menu asks for a new one" ask org.freedesktop.Application.ActivateAction new '[]' '{}'
law "there are two" until_true has_windows 2
law "a second process hands its file over and ends" "$program" "$map"
law "which is open already" has_windows 2
law "a second process asks for a new window and ends" "$program" --new
law "there are three" until_true has_windows 3
law "it is asked to end" ask org.freedesktop.Application.ActivateAction quit '[]' '{}'
law "it ends" until_true has_ended
has_ended || kill "$process"
wait "$process"
law "without an error" [ $? = 0 ]
echo "1..$number"
