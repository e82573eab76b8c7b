#!/bin/sh
# ./kontor test: everything that must hold, in one command. Brings what it needs; never passes by leaving something out in CI.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/../../.." && pwd -P)

case ${1:-} in
    -h | --help)
        cat <<'HELP'
Usage: kontor test [--fast] [NAME...]
Formats, compiles with Error Prone and NullAway, checks the rooms and the SQL, runs unit, property, database and browser
tests on the bundled PostgreSQL, and the database tests again on an installed PostgreSQL 15 or newer.
      --fast   without the second database and without browsers
      NAME     only the test classes of that name
HELP
        exit 0
        ;;
esac

say() { printf '%s\n' "$*" >&2; }

installer() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then
        echo apt-get
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        echo "sudo -n apt-get"
    else
        return 1
    fi
}

install_package() {
    apt=$(installer) || return 1
    say "Installing $* for the tests."
    # shellcheck disable=SC2086
    { DEBIAN_FRONTEND=noninteractive $apt install -y -q --no-install-recommends "$@" ||
        { $apt update -q && DEBIAN_FRONTEND=noninteractive $apt install -y -q --no-install-recommends "$@"; }; } >/dev/null 2>&1
}

find_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name" 2>/dev/null; then return; fi
    done
    for path in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        if [ -x "$path" ]; then printf '%s\n' "$path"; return; fi
    done
    return 1
}

# The newest installed server of version 15 or later: folder and major version.
find_postgres() {
    for bin in $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin 2>/dev/null); do
        [ -x "$bin/postgres" ] && [ -x "$bin/initdb" ] || continue
        major=$("$bin/postgres" --version | sed -n 's/[^0-9]*\([0-9]*\).*/\1/p')
        if [ "$major" -ge 15 ]; then printf '%s %s\n' "$bin" "$major"; return; fi
    done
    return 1
}

missing() {
    say "$1"
    if [ -n "${CI:-}" ]; then exit 1; fi
}

cd "$here"
if [ "${1:-}" = --fast ]; then
    shift
    exec mvn -q -B verify -DexcludedGroups=browser ${1:+"-Dtest=$1"}
fi
if [ $# -gt 0 ]; then
    names=$(printf '%s,' "$@")
    exec mvn -q -B test "-Dtest=${names%,}"
fi

chromium=$(find_chromium) || { install_package chromium && chromium=$(find_chromium); } || chromium=
if [ -n "$chromium" ]; then
    mvn -q -B verify "-Dkontor.test.chromium=$chromium"
else
    missing "The browser tests need Chromium and none was found or could be installed. Install it: apt-get install chromium."
    mvn -q -B verify -DexcludedGroups=browser
fi

outside=$(find_postgres) || { install_package postgresql && outside=$(find_postgres); } || outside=
if [ -n "$outside" ]; then
    say "Database tests again, on PostgreSQL ${outside#* }."
    mvn -q -B surefire:test -Dgroups=database "-Dkontor.test.postgres=${outside% *}" "-Dkontor.test.postgres.major=${outside#* }"
else
    missing "The second database run needs an installed PostgreSQL 15 or newer, and none was found or could be installed."
fi
say "Everything holds."
