#!/usr/bin/env bash
# What `make bench` prints: the time of builds and searches, then answers and searches against slips, peers and public sets.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

$python scripts/bench_build.py --model
$python scripts/bench_search.py

sets=../shared/data/retrieval # XQuAD-vi and PubHealthQA, where they are at hand
more=()
if [ -d "$sets" ]; then
  more=(--external "$sets")
fi
.venv/bin/dannguon eval --twins --peers "${more[@]}"
