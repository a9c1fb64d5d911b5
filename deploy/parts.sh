# The parts that come from Debian's packages: which are missing, what fails without them, and installing them.
# Sourced by setup.sh; INTRANET_APT=no forbids every installation.

say() { printf '%s\n' "$*"; }

has_program() { command -v "$1" >/dev/null 2>&1; }
has_libreoffice() { has_program soffice && /usr/bin/python3 -c 'import uno' 2>/dev/null; }
has_fonts() {
    local folder
    for folder in /usr/share/fonts/truetype/liberation2 "${INTRANET_INSTANCE:-instance}/fonts"; do
        [ -n "$(find "$folder" -iname '*.ttf' -print -quit 2>/dev/null)" ] && return
    done
    # Newer releases of Debian keep the fonts with Vietnamese letters in fonts-liberation itself.
    [ -e /usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf ] && ! apt_knows fonts-liberation2
}
has_tesseract() { has_program tesseract && tesseract --list-langs 2>/dev/null | grep -qx vie; }
has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; }

apt_knows() { apt-cache show "$1" >/dev/null 2>&1; }

# How this user may install packages: the words before apt-get, or a failure.
apt_words() {
    [ "${INTRANET_APT:-}" != no ] && has_program apt-get || return 1
    if [ "$(id -u)" = 0 ]; then
        echo env
    elif has_program sudo && sudo -n true 2>/dev/null; then
        echo sudo -n env
    else
        return 1
    fi
}

apt_get() {
    local words
    words=$(apt_words) || return 1
    # shellcheck disable=SC2086  # the words are meant to be split
    $words DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 \
        -o Dpkg::Use-Pty=0 "$@" </dev/null
}

# The package lists are fetched only when a package is not to be had with those that are here.
apt_install() {
    local log result=1
    log=$(mktemp)
    if apt_get install --yes --no-install-recommends "$@" >"$log" 2>&1; then
        result=0
    elif apt_get update >>"$log" 2>&1 && apt_get install --yes --no-install-recommends "$@" >>"$log" 2>&1; then
        result=0
    elif [ "$(id -u)" = 0 ] || apt_words >/dev/null; then
        tail -n 5 "$log" >&2
    fi
    rm -f "$log"
    return $result
}

install_command() { say "    sudo apt-get update && sudo apt-get install --no-install-recommends $*"; }

# part NAME CHECK WITHOUT PACKAGES…: leaves a part that is there alone, else installs it, else says what is lost.
missing_parts=()
part() {
    local name=$1 check=$2 without=$3
    shift 3
    $check && return
    if apt_words >/dev/null; then
        say "• Đang cài $name (gói Debian: $*) …"
        apt_install "$@" && $check && return
    fi
    missing_parts+=("$name")
    say "• Chưa có $name: $without"
    say "  Người quản trị máy cài bằng lệnh:"
    install_command "$@"
}

fonts_package() { if apt_knows fonts-liberation2; then echo fonts-liberation2; else echo fonts-liberation; fi; }
