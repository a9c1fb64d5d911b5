#!/usr/bin/env bash
# For developers: turns requirements*.in into requirements*.txt with hashes. Needs uv; users need only pip.
#   bash deploy/lock.sh             keep what is locked, add what is new
#   bash deploy/lock.sh --upgrade   take the newest releases that the .in files allow
set -euo pipefail
cd "$(dirname "$0")/.."

for name in requirements requirements-dev; do
    uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
        --no-emit-find-links "$@" "$name.in" --output-file "$name.txt"
done
echo "requirements.txt, requirements-dev.txt"
