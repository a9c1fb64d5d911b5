#!/usr/bin/env bash
# Runs every check of the house: bash deploy/test.sh [--full] [words for pytest]
#   --full   the long campaigns too
set -uo pipefail
cd "$(dirname "$0")/.."

chosen=(-m "not campaign and not bench")
if [ "${1:-}" = --full ]; then
    chosen=(-m "not bench")
    shift
fi

bash deploy/setup.sh --dev || exit 1
export FLASK_APP=wsgi PYTHONUTF8=1
unset PYTHONDONTWRITEBYTECODE # some hundred programs are started; each would compile the office anew
bin=$PWD/.venv/bin

# The tests make and remove some hundred thousand small files: in memory, where there is enough of it and programs may
# run from there, making and removing databases costs a tenth.
memory=/dev/shm
enough_kb=$((6 * 1024 * 1024))
if [ -z "${TMPDIR:-}" ] && [ -w $memory ] && [ "$(df --output=avail -k $memory | tail -1)" -gt $enough_kb ] &&
    [ "$(awk '/^MemAvailable/ {print $2}' /proc/meminfo)" -gt $((2 * enough_kb)) ]; then
    TMPDIR=$(mktemp -d $memory/intranet-XXXXXX)
    chmod 755 "$TMPDIR" # PostgreSQL's user goes through it
    trap 'rm -rf "$TMPDIR"' EXIT
    printf '#!/bin/sh\n' > "$TMPDIR/may-run" && chmod +x "$TMPDIR/may-run"
    if "$TMPDIR/may-run" 2> /dev/null; then export TMPDIR; else unset TMPDIR; fi
fi

results=()
failed=0
check() {
    local name=$1 began=$SECONDS
    shift
    printf '\n── %s\n' "$name"
    if "$@"; then
        results+=("đạt    $name ($((SECONDS - began)) giây)")
    else
        results+=("HỎNG   $name ($((SECONDS - began)) giây)")
        failed=1
    fi
}

check "ruff" "$bin/ruff" check .
check "ruff format" "$bin/ruff" format --check --quiet .
check "mypy" "$bin/mypy"
check "import-linter" "$bin/lint-imports" --no-cache
check "djlint" "$bin/djlint" --lint --quiet intranet/templates
check "pytest" "$bin/python" -m pytest -n "${TEST_PROCESSES:-2}" "${chosen[@]}" "$@"

printf '\n── Tổng hợp\n'
printf '%s\n' "${results[@]}"
exit $failed
