# Shell functions that samples/run, tests/run and .ci/run share (POSIX sh, to be sourced):
# the packages, the pinned test tools, the build. Each does nothing when nothing is missing,
# so a second run needs neither root nor the network.
#
#     setup_packages SECTION...      Debian packages of these sections of packages.txt
#     setup_tools                    the pinned tools of tests/tools (npm, Maven)
#     setup_build DIR [ARGUMENT...]  meson setup with the ARGUMENTs, then ninja
#     setup_tests DIR [ARGUMENT...]  the same, with the C tests
#     run_tests DIR [NAME...]        the tests whose names begin so
#     quietly WORDS COMMAND...       run a command, show its output only if it fails
#
# The caller sets `top` to the project's folder. A failure ends the script with status 1.

# say TEXT...: what is going on, apart from results on standard output.
say() {
    printf '%s\n' "$*" >&2
}

quietly() {
    words=$1
    shift
    say "· $words"
    log=$(mktemp)
    if "$@" </dev/null >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    cat "$log" >&2
    rm -f "$log"
    say "✗ $words: $*"
    exit 1
}

# listed_packages SECTION...: the lines of these sections, without comments.
listed_packages() {
    awk -v wanted=" $* " '
        /^\[/ { section = substr($1, 2, length($1) - 2); next }
        /^#/ || NF == 0 { next }
        index(wanted, " " section " ") && !seen[$1]++
    ' "$top/packages.txt"
}

# have_commands COMMAND...: are all of them found? No: also when none is named.
have_commands() {
    [ $# -gt 0 ] || return 1
    for command; do
        command -v "$command" >/dev/null 2>&1 || return 1
    done
}

have_package() {
    case $(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null) in
    ii*) return 0 ;;
    *) return 1 ;;
    esac
}

missing_packages() {
    listed_packages "$@" | while read -r package commands; do
        # shellcheck disable=SC2086 # the commands are words
        have_package "$package" || have_commands $commands || printf '%s ' "$package"
    done
}

setup_packages() {
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    install="apt-get install -y --no-install-recommends ${missing% }"
    if [ "$(id -u)" -ne 0 ]; then
        say "Thiếu một số gói. Hãy gõ dòng sau rồi chạy lại:"
        say "Some packages are missing. Type this line, then run again:"
        say "    sudo $install"
        exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    quietly "apt-get update" apt-get update
    # shellcheck disable=SC2086 # the packages are words
    quietly "$install" $install
}

# setup_npm: the locked npm packages; a copy of the lock file says which are there.
setup_npm() {
    tools=$top/tests/tools
    cmp -s "$tools/package-lock.json" "$tools/node_modules/.locked" && return 0
    PUPPETEER_SKIP_DOWNLOAD=1 quietly "npm ci (tests/tools)" \
        npm ci --prefix "$tools" --ignore-scripts --no-audit --no-fund
    cp "$tools/package-lock.json" "$tools/node_modules/.locked"
}

setup_tools() {
    setup_npm
    "$top/tests/tools/verapdf/run" --ready ||
        quietly "veraPDF (Maven)" "$top/tests/tools/verapdf/run" --prepare
}

# configure DIR [ARGUMENT...]: meson setup the first time, and again when tests were added or
# removed, which meson does not see. (The list goes through a file, so that a failure shows.)
configure() {
    build=$1
    shift
    list=$(mktemp)
    python3 -B "$top/tests/list.py" >"$list" || exit 1
    if [ ! -e "$build/build.ninja" ]; then
        quietly "meson setup $build" meson setup "$build" "$top" "$@"
    elif ! cmp -s "$list" "$build/tests.list"; then
        quietly "meson setup --reconfigure $build" meson setup --reconfigure "$build" "$top"
    fi
    cp "$list" "$build/tests.list"
    rm -f "$list"
}

setup_build() {
    configure "$@"
    quietly "ninja -C $1" ninja -C "$1"
}

# setup_tests DIR [ARGUMENT...]: the build with the C tests.
setup_tests() {
    configure "$@"
    quietly "ninja -C $1" ninja -C "$1" all meson-test-prereq
}

# run_tests DIR [NAME...]: runs the tests of a build whose names begin so, or all.
run_tests() {
    build=$1
    shift
    names=$(python3 -B "$top/tests/results.py" names "$build" "$@") || return 1
    # shellcheck disable=SC2086 # the names are words
    meson test -C "$build" --no-rebuild --print-errorlogs $names </dev/null
}
