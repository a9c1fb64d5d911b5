#!/usr/bin/env bash
# Makes .venv and looks after the parts from Debian; run it as often as you like.
#   bash deploy/setup.sh          what the office needs
#   bash deploy/setup.sh --dev    and what the tests need
set -euo pipefail
cd "$(dirname "$0")/.."

# Two starts at the same time take turns; --close keeps what apt starts from holding the turn.
if [ -z "${INTRANET_SETUP_TURN:-}" ]; then
    INTRANET_SETUP_TURN=1 exec flock --close deploy/setup.sh bash deploy/setup.sh "$@"
fi
unset INTRANET_SETUP_TURN
. deploy/parts.sh

requirements=requirements.txt
if [ "${1:-}" = --dev ]; then requirements=requirements-dev.txt; fi

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local candidate
    # Debian's own Python first: it is the one the locked requirements were made for.
    for candidate in ${PYTHON:-} /usr/bin/python3.11 python3.11 /usr/bin/python3 python3 python3.12 python3.13; do
        if is_new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

stop() {
    printf '\nChưa chạy được: %s\n' "$1" >&2
    shift
    [ $# = 0 ] || printf '%s\n' "$@" >&2
    exit 1
}

make_environment() {
    local python package log
    python=$(find_python) || { apt_install python3 python3-venv && python=$(find_python); } ||
        stop "máy chưa có Python 3.11 trở lên. Cài bằng lệnh:" "$(install_command python3 python3-venv)"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        package=python3-venv
        case $python in *python3.1?) package=${python##*/}-venv ;; esac
        apt_words >/dev/null && say "• Đang cài $package …"
        apt_install "$package" && "$python" -c 'import ensurepip, venv' 2>/dev/null ||
            stop "máy có Python nhưng thiếu gói $package. Cài bằng lệnh:" "$(install_command "$package")"
    fi
    say "• Đang tạo .venv bằng $("$python" --version) …"
    log=$("$python" -m venv --clear .venv 2>&1) || stop "không tạo được .venv." "$log"
}

# What the environment was made from; when this text changes, the requirements are installed again.
fingerprint() { { .venv/bin/python --version && cat "$1"; } | sha256sum; }
stamp() { echo ".venv/installed-from-$1"; }

install_requirements() {
    local attempt
    say "• Đang cài các thư viện trong $requirements (lần đầu mất một vài phút) …"
    for attempt in 1 2 3; do
        if .venv/bin/python -m pip install -qq --no-input --disable-pip-version-check --progress-bar off \
            --require-hashes --only-binary :all: --retries 5 --timeout 60 -r "$requirements"; then
            return
        fi
        if [ "$attempt" -lt 3 ]; then
            say "  Tải chưa xong, thử lại sau 5 giây …"
            sleep 5
        fi
    done
    stop "không tải được thư viện. Kiểm tra mạng (hoặc cấu hình pip của cơ quan) rồi chạy lại lệnh này." \
        "Phần đã tải không mất."
}

is_new_enough .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null || make_environment
if [ "$(cat "$(stamp $requirements)" 2>/dev/null)" != "$(fingerprint $requirements)" ]; then
    install_requirements
    fingerprint $requirements >"$(stamp $requirements)"
    # The tests' requirements contain the office's.
    fingerprint requirements.txt >"$(stamp requirements.txt)"
fi

# Compiled once here: where the office runs, its folder may be read only.
.venv/bin/python -m compileall -qq intranet deploy wsgi.py || true

part "LibreOffice Writer" has_libreoffice \
    "không tạo được bản PDF và không xem trước được; văn bản Word (.docx) vẫn tạo và tải về bình thường." \
    libreoffice-writer-nogui python3-uno
part "phông chữ Liberation 2" has_fonts \
    "bản PDF có thể sai chữ tiếng Việt hoặc lệch trang. Có thể chép Times New Roman vào instance/fonts." \
    "$(fonts_package)"
part "tesseract (tiếng Việt)" has_tesseract \
    "không đọc được nhiệm vụ từ bản quét và ảnh chụp; tệp Word, PDF có chữ và văn bản thuần vẫn đọc được." \
    tesseract-ocr tesseract-ocr-vie
if [ "$requirements" = requirements-dev.txt ]; then
    part "Chromium" "has_program chromium-headless-shell" "các kiểm thử trong trình duyệt không chạy." \
        chromium-headless-shell
    part "PostgreSQL" has_postgresql "các kiểm thử trên PostgreSQL không chạy." postgresql
    part "poppler-utils" "has_program pdftoppm" "các kiểm thử so hình trang PDF không chạy." poppler-utils
    part "SoftHSM2" "has_program softhsm2-util" "các kiểm thử thiết bị ký số không chạy." softhsm2
fi

# Under CI nothing may be passed over.
if [ "${CI:-}" = true ] && [ ${#missing_parts[@]} -gt 0 ]; then
    stop "thiếu $(printf '%s, ' "${missing_parts[@]}" | sed 's/, $//')."
fi
