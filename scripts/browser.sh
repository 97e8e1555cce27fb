#!/usr/bin/env bash
# The browser tests drive Debian's chromium; install it where it is missing (needs root).
set -euo pipefail
if command -v chromium >/dev/null; then
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "chromium is missing and installing it needs root: apt-get install chromium (the browser tests are skipped)" >&2
  exit 0
fi
apt-get update -q && apt-get install -yq --no-install-recommends chromium
