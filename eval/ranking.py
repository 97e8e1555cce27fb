"""The figures of a ranking: recall@k, MRR, nDCG@10. Knows their definitions; hides who ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from math import log2
from time import perf_counter

from dannguon.eval.cases import Case, Place
from dannguon.eval.matching import Located, is_any, normal, normal_id, overlap, states
from dannguon.eval.sheets import Sheet, share
from dannguon.eval.stats import change, estimate, percentiles
from dannguon.models import Record

DEPTH = 10
"""Hits that are looked at."""
READ = 4
"""Passages that a model is usually given: what they hold of the facts is what it could say."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked record, chunk or passage. `quote` is its text."""

    id: str | None
    document: str | None
    lines: tuple[int, int] | None
    quote: str = ""


def hit_of(record: Record) -> Hit:
    """A record of ours as a hit; what is printed and what is mended both count as its text."""
    text = "\n".join([record.text, record.mended or "", *record.section])
    return Hit(record.id, record.document, record.lines, text)


Search = Callable[[str, int], Sequence[Located]]
"""A question and k give at most k hits, best first."""
Same = Callable[[Located, Sequence[Place]], bool]
"""Whether a hit is one of the places."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Figures of one ranking, in [0, 1].

    hit_1: the first is relevant (success@1): the right record first.
    recall_k: share of the relevant items among the first k (Manning, Raghavan and Schütze 2008, section 8.4).
    mrr: reciprocal of the first relevant rank, 0 beyond ten (TREC-8 QA, Voorhees 1999).
    ndcg_10: discounted cumulative gain with binary gains over that of the ideal order (Järvelin and Kekäläinen,
        ACM TOIS 2002); 1 also where one passage holds several items.
    facts_4: share of the expected facts that the first four texts hold; None where no fact is expected.
    """

    hit_1: float
    recall_1: float
    recall_3: float
    recall_10: float
    mrr: float
    ndcg_10: float
    facts_4: float | None = None


RANKING_FIGURES = tuple(figure.name for figure in fields(Ranked))
"""The names of the figures, in the order of a report."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One way to search, over the same questions as the others: a ranking for each, and seconds taken."""

    name: str
    ranked: tuple[Ranked, ...]
    seconds: tuple[float, ...]

    def values(self, figure: str) -> list[float | None]:
        """One figure in the order of the questions."""
        return [getattr(one, figure) for one in self.ranked]


def ranked(ranks: Iterable[int | None], facts: float | None = None) -> Ranked:
    """Figures from the 1-based rank of each relevant item, None where it was not found; at least one item."""
    found = list(ranks)
    inside = sorted(rank for rank in found if rank is not None and rank <= DEPTH)
    gain = sum(1 / log2(rank + 1) for rank in inside)
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(len(found), DEPTH) + 1))

    def recall(k: int) -> float:
        return sum(rank <= k for rank in inside) / len(found)

    mrr = 1 / inside[0] if inside else 0.0
    return Ranked(float(1 in inside), recall(1), recall(3), recall(10), mrr, min(1.0, gain / ideal), facts)


def rank_case(case: Case, hits: Sequence[Located], same: Same = is_any) -> Ranked:
    """Figures of a ranking for an answerable case: each required citation is one relevant item."""
    ranks = [next((n for n, hit in enumerate(hits, 1) if same(hit, group)), None) for group in case.cite]
    held = normal("\n".join(hit.quote for hit in hits[:READ]))
    stated = [states(held, spellings) for spellings in case.facts]
    return ranked(ranks, sum(stated) / len(stated) if stated else None)


def touches(hit: Located, places: Sequence[Place]) -> bool:
    """The looser rule for passages that know no records: a line in common with one of the places."""
    return any(normal_id(hit.document) == normal_id(p.doc) and overlap(hit.lines, p.lines) for p in places)


def rankable(case: Case) -> bool:
    """True for a single-turn case whose records can be searched for: lists and counts are computed, not ranked."""
    return case.answerable and len(case.turns) == 1 and not case.list_ids


def try_search(name: str, search: Search, cases: Sequence[Case], same: Same = is_any) -> Trial:
    """Ask every case (all `rankable`) and keep figures and times."""
    rankings, seconds = [], []
    for case in cases:
        started = perf_counter()
        hits = search(case.turns[0], DEPTH)
        seconds.append(perf_counter() - started)
        rankings.append(rank_case(case, hits, same))
    return Trial(name, tuple(rankings), tuple(seconds))


def compared(title: str, trials: Sequence[Trial], note: str = "") -> Sheet:
    """The trials in one table, each with its difference in hit@1 to the first and how likely chance gives it."""
    first = trials[0].values("hit_1")
    lines = []
    for trial in trials:
        values = [estimate(trial.values(figure)) for figure in RANKING_FIGURES]
        means = [share(value.mean if value else None) for value in values]
        difference = change(first, trial.values("hit_1"))
        told = ("", "") if difference is None else (f"{difference.difference:+.3f}", f"{difference.p:.3f}")
        p50, p95 = percentiles(trial.seconds)
        lines.append((trial.name, *means, *told, f"{1000 * p50:.1f}", f"{1000 * p95:.1f}"))
    headings = ("", *RANKING_FIGURES, "± hit_1", "p", "p50 ms", "p95 ms")
    return Sheet(f"{title} (n = {len(trials[0].ranked)})", headings, lines, note)
