"""How likely a word is after another: in the language, in this corpus, in questions. Hides how these are mixed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dannguon.syllables import BOUNDARY, NUMBER, OTHER, STEP, load_syllables
from dannguon.text import canonical

Ids = NDArray[np.int64]
Costs = NDArray[np.float64]

_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,/%]*|[.,;:!?()\[\]\"“”\n\t|–—]")
_DISCOUNT = 0.75
_HOME = 0.5
"""Share of what the texts say in a probability; the rest is the language's."""
_SHIFT = 1 << 20


class Usage:
    """A mixture of two bigram models: the shipped one of the language, and one counted in the texts given."""

    def __init__(self, texts: Iterable[str], phrases: Iterable[str] = ()) -> None:
        """Count the pairs of `texts`, and of `phrases`, whose ends count as the ends of a clause."""
        table = load_syllables()
        self._ids = dict(table.index)
        pairs: Counter[tuple[int, int]] = Counter()
        for text in texts:
            pairs.update(pairwise(self._numbered(text)))
        self.own = frozenset(list(self._ids)[len(table.printed) :])
        for phrase in phrases:
            pairs.update(pairwise([BOUNDARY, *self._numbered(phrase), BOUNDARY]))
        self._mix(pairs)

    def __contains__(self, word: str) -> bool:
        return word in self._ids

    def __iter__(self) -> Iterator[str]:
        """Every word that has a probability."""
        return iter(list(self._ids)[OTHER + 1 :])

    def id(self, word: str) -> int:
        """The number of a canonical word; that of any other word where it was never seen."""
        return self._ids.get(word, OTHER)

    def rarity(self, words: Iterable[str]) -> float:
        """-ln P of any of these words, wherever it stands."""
        ids = np.array([self.id(word) for word in words], np.int64)
        return -float(np.log(((1 - _HOME) * self._table_single[ids] + _HOME * self._home_single[ids]).sum()))

    def follow(self, first: Ids, second: Ids) -> Costs:
        """-ln P(second | first), elementwise."""
        wanted = first * _SHIFT + second
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        known = self._keys[at] == wanted
        unseen = (
            self._table_rest[first] * self._table_single[second] + self._home_rest[first] * self._home_single[second]
        )
        likely: Costs = np.where(known, self._pairs[at], unseen)
        cost: Costs = -np.log(likely)
        return cost

    def _numbered(self, text: str) -> list[int]:
        """Words as numbers, new ones numbered as they come; commas are passed over, other marks end a clause."""
        found: list[int] = []
        for token in _TOKEN.findall(canonical(text)):
            if token[0].isdigit():
                found.append(NUMBER)
            else:
                found.append(self._ids.setdefault(token, len(self._ids)) if token[0].isalpha() else BOUNDARY)
        return found

    def _mix(self, pairs: Counter[tuple[int, int]]) -> None:
        table, size = load_syllables(), len(self._ids)
        keys = np.array([a * _SHIFT + b for a, b in pairs], np.int64)
        counts = np.array(list(pairs.values()), np.float64)
        first, second = keys // _SHIFT, keys % _SHIFT
        after = np.bincount(first, counts, size)
        single = np.bincount(second, counts, size) / max(1.0, counts.sum())
        share = np.where(after > 0, _HOME, 0.0)
        rest = _DISCOUNT * np.bincount(first, minlength=size) / np.maximum(after, 1.0)

        extra = size - len(table.printed)
        self._table_single = np.exp(-np.concatenate([table.unigram, np.full(extra, 12.0)]).astype(np.float64))
        self._home_single = single
        self._table_rest = (1 - share) * np.exp(-np.concatenate([table.backoff, np.zeros(extra)]).astype(np.float64))
        self._home_rest = share * rest

        known = (table.keys >> 16).astype(np.int64) * _SHIFT + (table.keys & 0xFFFF).astype(np.int64)
        self._keys = np.union1d(known, keys)
        a, b = self._keys // _SHIFT, self._keys % _SHIFT
        language = self._table_rest[a] * self._table_single[b]
        step = np.exp(table.bigram * -STEP)
        at = np.searchsorted(self._keys, known)
        language[at] = (1 - share[a[at]]) * step
        home = self._home_rest[a] * single[b]
        at = np.searchsorted(self._keys, keys)
        home[at] += share[first] * (counts - _DISCOUNT) / after[first]
        self._pairs = language + home
