"""How sure a figure is. Knows the bootstrap and the paired tests; hides the random numbers (seeded)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

DRAWS = 2000
_SEED = 57


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % interval. `n` cases counted, `excluded` did not apply. `low <= mean <= high`."""

    mean: float
    low: float
    high: float
    n: int
    excluded: int


@dataclass(frozen=True, slots=True)
class Change:
    """The mean difference (now minus before) over the `n` cases that both have, and how likely chance alone gives it.

    `p` is two-sided; 1.0 when nothing differs.
    """

    difference: float
    p: float
    n: int


def estimate(values: Sequence[float | None]) -> Estimate | None:
    """Mean and percentile-bootstrap interval (Efron and Tibshirani 1993, chapter 13). None when nothing applies.

    The interval of a handful of equal values has no width: read it with `n`.
    """
    counted = np.array([value for value in values if value is not None])
    if not counted.size:
        return None
    mean = float(counted.mean())
    excluded = len(values) - counted.size
    if np.all(counted == counted[0]):
        return Estimate(mean, mean, mean, counted.size, excluded)
    picks = np.random.default_rng(_SEED).integers(0, counted.size, (DRAWS, counted.size))
    low, high = np.percentile(counted[picks].mean(axis=1), [2.5, 97.5])
    return Estimate(mean, float(low), float(high), counted.size, excluded)


def change(before: Sequence[float | None], now: Sequence[float | None]) -> Change | None:
    """Compare two runs over the same cases, in the same order. None when no case has a value in both.

    Figures of yes and no get the exact McNemar test (McNemar 1947, binomial form); others a paired permutation test
    of 2000 sign flips (Dror et al., ACL 2018, section 3).
    """
    pairs = [(b, n) for b, n in zip(before, now, strict=True) if b is not None and n is not None]
    if not pairs:
        return None
    differences = np.array([n - b for b, n in pairs])
    whole = all(value in (0, 1) for pair in pairs for value in pair)
    p = _mcnemar(differences) if whole else _sign_flips(differences)
    return Change(float(differences.mean()), p, len(pairs))


def _mcnemar(differences: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    gains, losses = int((differences > 0).sum()), int((differences < 0).sum())
    changed = gains + losses
    tail: float = sum(comb(changed, k) for k in range(min(gains, losses) + 1)) / 2**changed
    return min(1.0, 2 * tail)


def _sign_flips(differences: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    signs = np.random.default_rng(_SEED).choice([-1.0, 1.0], (DRAWS, differences.size))
    as_large = np.abs(signs @ differences) >= abs(differences.sum()) - 1e-12
    return float((as_large.sum() + 1) / (DRAWS + 1))


def percentiles(values: Sequence[float]) -> tuple[float, float]:
    """The 50th and 95th percentile, linear between neighbours; at least one value."""
    p50, p95 = np.percentile(np.array(values), [50, 95])
    return float(p50), float(p95)
