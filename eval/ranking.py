"""The figures of a ranking: recall@k, MRR, nDCG@10. Knows their definitions; hides who ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from math import log2

from dannguon.eval.cases import Case
from dannguon.eval.matching import Located, is_any

DEPTH = 10
"""Hits that are looked at."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked record, chunk or passage. `quote` is its text."""

    id: str | None
    document: str | None
    lines: tuple[int, int] | None
    quote: str = ""


Search = Callable[[str, int], Sequence[Located]]
"""A question and k give at most k hits, best first."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Figures of one ranking, in [0, 1].

    recall_k: share of the relevant items among the first k (Manning, Raghavan and Schütze 2008, section 8.4).
    mrr: reciprocal of the first relevant rank, 0 beyond ten (TREC-8 QA, Voorhees 1999).
    ndcg_10: discounted cumulative gain with binary gains over that of the ideal order (Järvelin and Kekäläinen,
        ACM TOIS 2002).
    """

    recall_1: float
    recall_3: float
    recall_10: float
    mrr: float
    ndcg_10: float


RANKING_FIGURES = tuple(figure.name for figure in fields(Ranked))
"""The names of the figures, in the order of a report."""


def ranked(ranks: Iterable[int | None]) -> Ranked:
    """Figures from the 1-based rank of each relevant item, None where it was not found; at least one item."""
    found = list(ranks)
    inside = sorted(rank for rank in found if rank is not None and rank <= DEPTH)
    gain = sum(1 / log2(rank + 1) for rank in inside)
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(len(found), DEPTH) + 1))

    def recall(k: int) -> float:
        return sum(rank <= k for rank in inside) / len(found)

    return Ranked(recall(1), recall(3), recall(10), 1 / inside[0] if inside else 0.0, gain / ideal)


def rank_case(case: Case, hits: Sequence[Located], same: Callable[..., bool] = is_any) -> Ranked:
    """Figures of a ranking for an answerable case: each required citation is one relevant item.

    A hit serves one item only: of two required rows that one long passage touches, the passage ranks the first.
    """
    free = list(enumerate(hits[:DEPTH], 1))
    ranks: list[int | None] = []
    for group in case.cite:
        place = next((i for i, (_, hit) in enumerate(free) if same(hit, group)), None)
        ranks.append(None if place is None else free.pop(place)[0])
    return ranked(ranks)


def rankable(case: Case) -> bool:
    """True for a single-turn case whose records can be searched for: lists and counts are computed, not ranked."""
    return case.answerable and len(case.turns) == 1 and not case.list_ids
