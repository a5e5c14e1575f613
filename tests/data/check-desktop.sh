#!/usr/bin/env bash
# Holds what ties the application to the desktop against those who read it there, one TAP line a law: the validators, the
# type of files, icons, manual, completion, thumbnails, and what `meson install` puts where.
#
# usage: check-desktop.sh SOURCE BUILD
set -u

source=$1
build=$2
id=io.github.waymark.Waymark
mime=application/vnd.waymark.journey+xml
number=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Nothing of the user's own is looked at, nor changed.
export HOME=$scratch XDG_DATA_HOME=$scratch/home XDG_CACHE_HOME=$scratch/cache XDG_CONFIG_HOME=$scratch/config

law() { # NAME COMMAND...
  local name=$1 said
  shift
  number=$((number + 1))
  if said=$("$@" 2>&1); then
    echo "ok $number - $name"
  else
    echo "not ok $number - $name"
    sed 's/^/# /' <<< "$said"
  fi
}

has_lines() { # FILE LINE...
  local file=$1 line
  shift
  for line in "$@"; do
    grep -qxF -- "$line" "$file" || { echo "“$line” is missing in $file" && return 1; }
  done
}

# By its name; and by what is in it, where the name says nothing.
has_type() { # FILE
  XDG_DATA_DIRS=$scratch/share gio info -a standard::content-type "$1" | grep -qF "standard::content-type: $mime" || { gio info "$1" && return 1; }
}

install_types() {
  mkdir -p "$scratch/share/mime/packages"
  cp "$source/data/waymark.xml" "$scratch/share/mime/packages"
  update-mime-database "$scratch/share/mime"
}

renders() { # SVG SIZE
  rsvg-convert --width "$2" --height "$2" "$1" --output "$scratch/icon.png" && [ "$(wc -c < "$scratch/icon.png")" -gt 150 ]
}

# Each option of --help, and no other.
is_documented() {
  local options
  options=$("$build/src/ui/waymark" --help | sed -n 's/^  \(-., \)\{0,1\}--\([a-z-]*\).*/\2/p' | grep -v '^help\|^gapplication' | sort)
  [ -n "$options" ] || { echo "waymark --help names no options" && return 1; }
  diff <(echo "$options") <(sed -n 's/^\.It Fl -\([a-z-]*\)$/\1/p' "$source/data/man/waymark.1" | grep -v '^help$' | sort)
}

completes() { # WORD EXPECTED
  local offered
  offered=$(bash --norc -c 'source "$1"; COMP_WORDS=("$2" "$3"); COMP_CWORD=1; _waymark; printf "%s\n" "${COMPREPLY[@]}"' - \
    "$source/data/completions/waymark" "$build/src/ui/waymark" "$1")
  [ "$offered" = "$2" ] || { echo "offered: $offered" && return 1; }
}

makes_thumbnail() {
  "$build/src/cli/waymark-thumbnailer" --size 128 "$source/data/samples/car-purchase.en.waymark" "$scratch/small.png" &&
    [ "$(od -An -tx1 -j1 -N3 "$scratch/small.png")" = " 50 4e 47" ] && [ "$(od -An -tu1 -j19 -N1 "$scratch/small.png" | tr -d ' ')" = 128 ]
}

refuses_thumbnail() {
  ! "$build/src/cli/waymark-thumbnailer" "$source/README.md" "$scratch/none.png" 2> "$scratch/said" && [ ! -e "$scratch/none.png" ] && grep -q 'README.md: .' "$scratch/said"
}

# Every file below the prefix that is neither a template nor a sample.
installs() {
  local expected prefix
  meson install -C "$build" --no-rebuild --quiet --destdir "$scratch/root" > "$scratch/log" 2>&1 || { cat "$scratch/log" && return 1; }
  prefix=$(dirname "$(dirname "$(find "$scratch/root" -path '*/bin/waymark')")")
  (cd "$prefix" && find . -type f) | sed 's|^./||' | grep -v '^share/waymark/\(templates\|samples\)/' | sort > "$scratch/installed"
  expected="bin/waymark
bin/waymark-cli
bin/waymark-thumbnailer
share/applications/$id.desktop
share/bash-completion/completions/waymark
share/bash-completion/completions/waymark-cli
share/dbus-1/services/$id.service
share/glib-2.0/schemas/$id.gschema.xml
share/icons/hicolor/scalable/apps/$id.svg
share/icons/hicolor/scalable/mimetypes/${mime/\//-}.svg
share/icons/hicolor/symbolic/apps/$id-symbolic.svg
share/locale/de/LC_MESSAGES/waymark.mo
share/man/man1/waymark-cli.1
share/man/man1/waymark.1
share/metainfo/$id.metainfo.xml
share/mime/packages/waymark.xml
share/thumbnailers/waymark.thumbnailer
share/waymark/waymark.rnc
share/waymark/waymark.rng"
  diff <(echo "$expected" | sort) "$scratch/installed"
}

# What the desktop starts is what was installed.
starts() { # FILE KEY
  local program
  program=$(sed -n "s/^$2=\([^ ]*\).*/\1/p" "$(find "$scratch/root" -name "$1")")
  [ -x "$scratch/root$program" ] || { echo "$program was not installed" && return 1; }
}

law "the desktop file is valid" desktop-file-validate "$build/data/$id.desktop"
law "the desktop file names the type and the bus" has_lines "$build/data/$id.desktop" "MimeType=$mime;" "DBusActivatable=true" "Icon=$id"
law "the metainfo is valid" appstreamcli validate --no-net "$build/data/$id.metainfo.xml"
law "the metainfo has the version of the build" grep -q "<release version=\"$(meson introspect --projectinfo "$build" | sed 's/.*"version": "\([^"]*\)".*/\1/')\"" "$build/data/$id.metainfo.xml"
law "the settings’ schema is valid" glib-compile-schemas --strict --dry-run "$source/data"
law "the type is well-formed" xmllint --nonet --noout "$source/data/waymark.xml"
law "the type is taken" install_types
cp "$source/data/samples/car-purchase.en.waymark" "$scratch/nameless"
law "a map is known by its name" has_type "$source/data/samples/car-purchase.en.waymark"
law "a map is known by its content" has_type "$scratch/nameless"
for icon in "$source"/icons/hicolor/*/*/*.svg; do
  for size in 16 32 128; do
    law "${icon##*/} can be drawn at $size" renders "$icon" "$size"
  done
done
law "the symbolic icon can be recoloured" gtk4-encode-symbolic-svg --output "$scratch" "$source/icons/hicolor/symbolic/apps/$id-symbolic.svg" 16x16
law "the manual has every option" is_documented
law "an option is completed" completes --ne --new
law "a thumbnail is made" makes_thumbnail
law "no thumbnail is made of what is no map" refuses_thumbnail
law "everything is installed" installs
law "the bus starts the program" starts "$id.service" Exec
law "file managers start the thumbnailer" starts waymark.thumbnailer TryExec
echo "1..$number"
