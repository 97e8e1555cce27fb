"""Public Vietnamese retrieval sets, as a check that search is not fitted to our documents. Hides their files.

The data stay outside the package; only figures and licences go into a report.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from dannguon.errors import SuiteError
from dannguon.eval.ranking import DEPTH, Trial, ranked

LICENCES = {
    "xquad_vi_retrieval": "XQuAD (vi), CC BY-SA 4.0",
    "pubhealth_retrieval": "PubHealthQA, MIT",
}
"""The sets we know, by folder, and under what they may be used."""


@dataclass(frozen=True, slots=True)
class External:
    """`passages` are (id, title, text); `queries` (id, text); `relevant` the ids of passages by query id."""

    name: str
    licence: str
    passages: tuple[tuple[str, str, str], ...]
    queries: tuple[tuple[str, str], ...]
    relevant: dict[str, frozenset[str]]


IdSearch = Callable[[str, int], Sequence[str]]
"""A question and k give at most k passage ids, best first."""


def load_external(folder: Path) -> External:
    """Read a set in BEIR's form: corpus.jsonl, queries.jsonl, qrels.tsv.

    Raises:
        SuiteError: a file is missing, or the licence of the set is not known to us.
    """
    if folder.name not in LICENCES:
        raise SuiteError(f"{folder}: a set whose licence we do not know; known are {', '.join(LICENCES)}.")
    relevant: defaultdict[str, set[str]] = defaultdict(set)
    try:
        with (folder / "qrels.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                if int(row["score"]) > 0:
                    relevant[row["query-id"]].add(row["corpus-id"])
        passages = tuple((p["_id"], p["title"], p["text"]) for p in _lines(folder / "corpus.jsonl"))
        queries = tuple((q["_id"], q["text"]) for q in _lines(folder / "queries.jsonl") if q["_id"] in relevant)
    except OSError as error:
        raise SuiteError(f"{folder}: not a retrieval set ({error}).") from error
    sets = {query: frozenset(ids) for query, ids in relevant.items()}
    return External(folder.name, LICENCES[folder.name], passages, queries, sets)


def try_external(external: External, name: str, search: IdSearch) -> Trial:
    """Ask every query; each passage that is relevant to it is one item."""
    rankings, seconds = [], []
    for query, text in external.queries:
        started = perf_counter()
        hits = list(search(text, DEPTH))
        seconds.append(perf_counter() - started)
        rankings.append(ranked(hits.index(i) + 1 if i in hits else None for i in external.relevant[query]))
    return Trial(name, tuple(rankings), tuple(seconds))


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
