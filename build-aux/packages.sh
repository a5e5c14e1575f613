# What has to be installed, and how: the one list. Sourced by the scripts beside it, in bash.
#
# packages_install PURPOSE...   installs what is missing for "build", "test" or "bench"; says nothing and asks nobody when all is there.
#
# Debian 12 is the system we build on; Fedora and Arch are a fair try. README.md says what each package is for.

packages_names() {
  case "$1:$2" in
    debian:build) echo gcc libc6-dev meson ninja-build pkg-config gettext libglib2.0-dev libxml2-dev libcairo2-dev \
      libpango1.0-dev libgdk-pixbuf-2.0-dev zlib1g-dev libsqlite3-dev unixodbc-dev libgtk-4-dev libadwaita-1-dev librsvg2-common fonts-cantarell ;;
    debian:test) echo clang-format libxml2-utils locales poppler-utils qpdf postgresql odbc-postgresql libsqliteodbc \
      xvfb xauth x11-utils x11-xkb-utils openbox xdotool dbus-daemon at-spi2-core python3-pyatspi \
      desktop-file-utils appstream shared-mime-info librsvg2-bin libgtk-4-bin libglib2.0-bin ;;
    debian:bench) echo libxml2-utils librsvg2-bin sqlite3 libx11-dev gnome-text-editor xvfb xauth dbus-daemon ;;

    fedora:build) echo gcc glibc-devel meson ninja-build pkgconf-pkg-config gettext glib2-devel libxml2-devel cairo-devel \
      pango-devel gdk-pixbuf2-devel zlib-devel sqlite-devel unixODBC-devel gtk4-devel libadwaita-devel librsvg2 abattis-cantarell-fonts ;;
    fedora:test) echo libasan libubsan clang-tools-extra glibc-locale-source libxml2 poppler-utils qpdf postgresql-server postgresql-odbc \
      xorg-x11-server-Xvfb xorg-x11-xauth xprop setxkbmap openbox xdotool dbus-daemon at-spi2-core python3-pyatspi \
      desktop-file-utils appstream shared-mime-info librsvg2-tools gtk4-devel-tools ;;
    fedora:bench) echo libxml2 librsvg2-tools sqlite libX11-devel gnome-text-editor xorg-x11-server-Xvfb xorg-x11-xauth dbus-daemon ;;

    arch:build) echo gcc meson ninja pkgconf gettext glib2 libxml2 cairo pango gdk-pixbuf2 zlib sqlite unixodbc gtk4 libadwaita librsvg \
      cantarell-fonts ;;
    arch:test) echo clang libxml2 poppler qpdf postgresql psqlodbc xorg-server-xvfb xorg-xauth xorg-xprop xorg-setxkbmap openbox xdotool dbus at-spi2-core \
      python-atspi desktop-file-utils appstream shared-mime-info librsvg ;;
    arch:bench) echo libxml2 librsvg sqlite libx11 gnome-text-editor xorg-server-xvfb xorg-xauth dbus ;;
  esac
}

packages_distribution() {
  if command -v apt-get > /dev/null; then
    echo debian
  elif command -v dnf > /dev/null; then
    echo fedora
  elif command -v pacman > /dev/null; then
    echo arch
  else
    echo unknown
  fi
}

# Status 0 when the package, or one that provides it, is installed.
packages_is_installed() {
  case "$1" in
    debian) [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$2" 2> /dev/null)" = installed ] ;;
    fedora) rpm --query --quiet --whatprovides "$2" ;;
    arch) pacman -T "$2" > /dev/null ;;
  esac
}

packages_as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo > /dev/null; then
    sudo "$@"
  else
    echo "This has to be run as root, and sudo is not installed: $*" >&2
    return 1
  fi
}

packages_install() {
  local distribution purpose name
  local -a missing=()
  distribution=$(packages_distribution)
  if [ "$distribution" = unknown ]; then
    echo "No apt, dnf or pacman here. Please install what README.md lists; the build goes on and says what it lacks." >&2
    return 0
  fi
  for purpose in "$@"; do
    for name in $(packages_names "$distribution" "$purpose"); do
      packages_is_installed "$distribution" "$name" || missing+=("$name")
    done
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  echo "Installing: ${missing[*]}"
  case "$distribution" in
    debian)
      packages_as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
      packages_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
      ;;
    fedora) packages_as_root dnf install -y --setopt=install_weak_deps=False "${missing[@]}" ;;
    arch) packages_as_root pacman -Sy --noconfirm --needed "${missing[@]}" ;;
  esac
}
