"""The likeliest way through a text whose words may each be read in several ways. Hides the search (Viterbi)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dannguon.retrieval.usage import Costs, Ids, Usage
from dannguon.syllables import BOUNDARY, OTHER

_DOUBTFUL = 5.0
"""Cost of a word between its neighbours from which it is looked at again: below, no other can be enough cheaper."""
_BEHIND = 9.0
"""How much dearer than the best so far a further way of a word may seem beside the neighbours as they stand."""
_EDGE = np.array([BOUNDARY])
_FREE = np.zeros(1)


@dataclass(frozen=True, slots=True)
class Way:
    """One reading of a word: what it costs, the words it stands for, and what is shown for it (None: as typed)."""

    cost: float
    words: tuple[int, ...]
    meant: str | None = None


class Lattice:
    """The ways of each word in a row; between two words the cost of the one after the other is added."""

    def __init__(self, ways: Sequence[list[Way]], usage: Usage, opens: Sequence[bool]) -> None:
        """Every word has a way, and there is a word. One that `opens` may follow the one before or begin a clause."""
        self._usage = usage
        self._opens = [*opens, False]
        self._ways = [list(each) for each in ways]
        self._weigh()

    def doubtful(self) -> list[int]:
        """The places of words that nobody knows, or that stand strangely beside their neighbours."""
        places = []
        for at, ways in enumerate(self._ways):
            before = self._arrived[at - 1].min() if at else 0.0
            after = (self._own[at + 1] + self._onward[at + 1]).min() if at + 1 < len(self._ways) else 0.0
            if ways[0].words[0] == OTHER or self._through(at) - before - after > _DOUBTFUL:
                places.append(at)
        return places

    def add(self, at: int, ways: Sequence[Way], most: int) -> None:
        """Further ways for the word at a place; at most so many that may be better than what it has are kept."""
        if not ways:
            return
        firsts = np.array([way.words[0] for way in ways])
        cost = np.array([way.cost for way in ways])
        arrived = self._arrived[at - 1] if at else _FREE
        onward = self._own[at + 1] + self._onward[at + 1] if at + 1 < len(self._ways) else _FREE
        into = self._steps(self._ends[at], firsts, at) + arrived[:, None]
        out = self._steps(firsts, self._starts[at + 1], at + 1) + onward[None, :]
        total = into.min(0) + cost + out.min(1)
        limit = self._through(at) + _BEHIND
        self._ways[at] += [ways[n] for n in np.argsort(total)[:most] if total[n] < limit]

    def best(self) -> list[Way]:
        """The cheapest way of each word, all in all; what was added counts."""
        self._weigh()
        at = int((self._arrived[-1] + self._onward[-1]).argmin())
        chosen = [at]
        for back in reversed(self._back[1:]):
            at = int(back[at])
            chosen.append(at)
        return [ways[n] for ways, n in zip(self._ways, reversed(chosen), strict=True)]

    def near(self, most: float) -> list[list[Way]]:
        """For each word its ways by which the whole is at most so much dearer than the cheapest; call `best` before."""
        return [
            [way for way, cost in zip(ways, arrived + onward - self._through(at), strict=True) if cost <= most]
            for at, (ways, arrived, onward) in enumerate(zip(self._ways, self._arrived, self._onward, strict=True))
        ]

    def _through(self, at: int) -> float:
        return float((self._arrived[at] + self._onward[at]).min())

    def _steps(self, before: Ids, after: Ids, at: int) -> Costs:
        flat = self._usage.follow(np.repeat(before, len(after)), np.tile(after, len(before)))
        return self._opened(flat.reshape(len(before), len(after)), after, at)

    def _opened(self, steps: Costs, after: Ids, at: int) -> Costs:
        """The steps to the words at a place, no dearer than the step there from the beginning of a clause."""
        if not self._opens[at]:
            return steps
        return np.minimum(steps, self._usage.follow(np.full(len(after), BOUNDARY), after)[None, :])

    def _weigh(self) -> None:
        """What it costs to have come by each way, and to go on from it; all steps are looked up at once."""
        self._starts = [*(np.array([way.words[0] for way in ways]) for ways in self._ways), _EDGE]
        self._ends = [_EDGE, *(np.array([way.words[-1] for way in ways]) for ways in self._ways)]
        inner = [pair for ways in self._ways for way in ways for pair in pairwise(way.words)]
        first = [np.repeat(a, len(b)) for a, b in zip(self._ends, self._starts, strict=True)]
        second = [np.tile(b, len(a)) for a, b in zip(self._ends, self._starts, strict=True)]
        inside = np.array(inner, np.int64).reshape(-1, 2)
        costs = self._usage.follow(np.concatenate([*first, inside[:, 0]]), np.concatenate([*second, inside[:, 1]]))
        cuts = np.cumsum([len(a) for a in first])
        *flat, rest = np.split(costs, cuts)
        steps = [
            self._opened(c.reshape(len(a), len(b)), b, at)
            for at, (c, a, b) in enumerate(zip(flat, self._ends, self._starts, strict=True))
        ]
        within = iter(rest.tolist())
        self._own = [np.array([way.cost + sum(next(within) for _ in way.words[1:]) for way in ws]) for ws in self._ways]

        self._arrived: list[Costs] = []
        self._back: list[Ids] = []
        come = _FREE
        for step, own in zip(steps, self._own, strict=False):
            ways = come[:, None] + step
            self._back.append(ways.argmin(0))
            come = ways.min(0) + own
            self._arrived.append(come)
        self._onward: list[Costs] = []
        going = steps[-1][:, 0]
        for step, own in zip(reversed(steps[:-1]), reversed(self._own), strict=True):
            self._onward.append(going)
            going = (step + (own + going)[None, :]).min(1)
        self._onward.reverse()
