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
bin=$PWD/.venv/bin

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
