#!/usr/bin/env bash
# Starts the intranet on this machine: bash deploy/run.sh (HOST and PORT from the environment).
# Ctrl-C or SIGTERM stops all of it. The data stay under instance/.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE # read ready-made, the program starts a quarter sooner

bash deploy/setup.sh

export HOST=${HOST:-127.0.0.1} PORT=${PORT:-8000}
export FLASK_APP=wsgi PYTHONUTF8=1
umask 027
python=$PWD/.venv/bin/python

# What a step complains of matters only when it fails.
step() {
    local complaints
    complaints=$(mktemp)
    if ! "$@" 2>"$complaints"; then
        cat "$complaints" >&2
        rm -f "$complaints"
        printf '\n\nChưa chạy được: bước "%s" không xong; xem các dòng ở trên. Dữ liệu giữ nguyên.\n' "${*:2}" >&2
        exit 1
    fi
    rm -f "$complaints"
}

if ! "$python" -c 'import os, sys; sys.path.insert(0, "deploy"); import supervise
sys.exit(not supervise.free_port(os.environ["HOST"], int(os.environ["PORT"])))'; then
    echo "Không mở được cổng $PORT ở địa chỉ $HOST: có chương trình khác đang dùng, hoặc địa chỉ không thuộc máy này." >&2
    echo "Nếu hệ thống đã chạy, mở http://$HOST:$PORT. Nếu muốn dùng cổng khác: PORT=$((PORT + 1)) bash deploy/run.sh" >&2
    exit 1
fi

step "$python" -m intranet.settings >/dev/null
# Demonstration people have known passwords: made only where nobody else can reach them.
step "$python" -m flask prepare --host "$HOST"

exec "$python" deploy/supervise.py
