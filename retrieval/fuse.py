"""Two lists of scores become one. Knows how scores of different scales are compared."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from statistics import fmean, pstdev

Scores = Mapping[int, float]
"""Score by row; larger is better. Scales differ between retrievers."""


class Fusion(StrEnum):
    """How lists of scores are merged."""

    ZSCORE = "zscore"
    MINMAX = "minmax"
    RECIPROCAL_RANK = "rrf"


_RRF_K = 60
"""Cormack, Clarke and Büttcher, SIGIR 2009."""


def fuse(lists: Mapping[str, tuple[Scores, float]], kind: Fusion = Fusion.ZSCORE) -> dict[int, dict[str, float]]:
    """Return for every row of any list its weighed share from each list; the sum of a row's shares is its score.

    Args:
        lists: scores and weight by name. A row that a list lacks has that list's lowest score. Weights are
            relative to each other; a list of weight 0 adds rows but no score.
        kind: z-scores keep how far the best stands out, which ranks throw away.
    """
    total = sum(weight for _, weight in lists.values()) or 1.0
    rows = {row for scores, _ in lists.values() for row in scores}
    shares: dict[int, dict[str, float]] = {row: {} for row in rows}
    for name, (scores, weight) in lists.items():
        lowest = min(scores.values(), default=0.0)
        scaled = _SCALES[kind]({row: scores.get(row, lowest) for row in rows})
        for row, score in scaled.items():
            shares[row][name] = weight / total * score
    return shares if kind is Fusion.ZSCORE else _in_deviations(shares)


def _in_deviations(shares: dict[int, dict[str, float]]) -> dict[int, dict[str, float]]:
    """The same order in the unit of z-scores, which is the unit of what a search adds."""
    spread = pstdev(sum(share.values()) for share in shares.values()) if shares else 0.0
    return {row: {name: s / (spread or 1.0) for name, s in share.items()} for row, share in shares.items()}


def _zscores(scores: Scores) -> Scores:
    spread = pstdev(scores.values()) if scores else 0.0
    middle = fmean(scores.values()) if scores else 0.0
    return {row: (score - middle) / spread if spread else 0.0 for row, score in scores.items()}


def _minmax(scores: Scores) -> Scores:
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {row: (score - low) / (high - low) if high > low else 0.0 for row, score in scores.items()}


def _reciprocal_ranks(scores: Scores) -> Scores:
    ranked = sorted(scores, key=lambda row: (-scores[row], row))
    return {row: 1 / (_RRF_K + rank) for rank, row in enumerate(ranked, 1)}


_SCALES = {Fusion.ZSCORE: _zscores, Fusion.MINMAX: _minmax, Fusion.RECIPROCAL_RANK: _reciprocal_ranks}
