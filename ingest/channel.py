"""Which syllables a printed token may have been. Knows the confusions of the engine; hides the search."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from dannguon.syllables import OTHER, load_syllables
from dannguon.text import fold

Node = dict[str, "Node"]
Segments = tuple[str, ...]

_END = "$"
_DEAREST = 13.0
_SPREAD = 7.0
_JUNK = 4.5
_SKELETONS = 7


@dataclass(frozen=True, slots=True)
class Channel:
    """How letters are printed, and the syllables by their skeleton (no marks but the stroke of đ).

    `cost` gives -ln p of a printed string for a letter; `bare` the same for the letter of a skeleton, the likeliest
    of its toned forms; `trie` holds the skeletons and `toned` the ids and spellings behind each.
    """

    cost: dict[str, dict[str, float]]
    bare: dict[str, tuple[tuple[str, float], ...]]
    lost: dict[str, float]
    trie: Node
    toned: dict[str, tuple[tuple[int, str], ...]]
    longest: int
    memo: dict[str, list[tuple[float, int]]] = field(default_factory=dict)

    def candidates(self, token: str) -> list[tuple[float, int]]:
        """The syllables that may stand behind a printed token as (cost, syllable id), cheapest first."""
        if token in self.memo:
            return self.memo[token]
        found: dict[int, float] = {}
        for skeleton, segments in self._skeletons("".join(c if c == "I" else c.lower() for c in token)):
            for number, spelling in self.toned[skeleton]:
                price = self._spelt(spelling, segments)
                if price < found.get(number, _DEAREST):
                    found[number] = price
        ranked = sorted((price, number) for number, price in found.items())
        self.memo[token] = [(price, number) for price, number in ranked if price <= ranked[0][0] + _SPREAD]
        return self.memo[token]

    def _spelt(self, spelling: str, segments: Segments) -> float:
        pairs = zip(spelling, segments, strict=False)
        junk = _JUNK if len(segments) > len(spelling) else 0.0
        return junk + sum(self.cost[letter].get(printed, 99.0) for letter, printed in pairs)

    def _skeletons(self, printed: str) -> list[tuple[str, Segments]]:
        """The cheapest skeletons with the printed string of each letter; a last string beyond them is the junk met.

        Best-first over (place in the print, trie node), with at most one lost letter and one junk character.
        """
        found: list[tuple[str, Segments]] = []
        seen: set[str] = set()
        queue: list[tuple[float, int, int, str, Segments, Node, str, bool]] = [
            (0.0, 0, 0, "", (), self.trie, "", False)
        ]
        tick = 0
        limit = _DEAREST
        while queue and len(found) < _SKELETONS:
            cost, _, at, letters, segments, node, junk, lost = heapq.heappop(queue)
            if cost > limit:
                break
            if at == len(printed) and _END in node and letters not in seen:
                seen.add(letters)
                found.append((letters, (*segments, junk) if junk else segments))
                limit = min(limit, cost + _SPREAD)
            steps = [
                (price, at + width, letter, printed[at : at + width], junk, lost)
                for width in range(1, min(self.longest, len(printed) - at) + 1)
                for letter, price in self.bare.get(printed[at : at + width], ())
                if letter in node
            ]
            if not lost:
                steps += [(self.lost[x], at, x, "", junk, True) for x in node if x in self.lost]
            for price, to, letter, string, rest, gone in steps:
                if cost + price <= limit:
                    tick += 1
                    way = (cost + price, tick, to, letters + letter, (*segments, string), node[letter], rest, gone)
                    heapq.heappush(queue, way)
            if not junk and at < len(printed) and cost + _JUNK <= limit:
                tick += 1
                way = (cost + _JUNK, tick, at + 1, letters, segments, node, printed[at], lost)
                heapq.heappush(queue, way)
        return found


@cache
def load_channel() -> Channel:
    """The shipped confusions over the shipped syllables."""
    table = resources.files("dannguon.ingest.data").joinpath("confusions.txt").read_text("utf-8")
    cost: dict[str, dict[str, float]] = {}
    for line in table.splitlines():
        letter, _, pairs = line.partition("\t")
        words = pairs.split(" ")
        cost[letter] = {"" if p == "_" else p: float(c) for p, c in zip(words[::2], words[1::2], strict=True)}
    cheapest: dict[str, dict[str, float]] = {}
    for letter, prices in cost.items():
        for printed, price in prices.items():
            row = cheapest.setdefault(printed, {})
            row[_bare(letter)] = min(price, row.get(_bare(letter), price))
    trie: Node = {}
    toned: dict[str, list[tuple[int, str]]] = {}
    for number, spelling in enumerate(load_syllables().printed[OTHER + 1 :], OTHER + 1):
        skeleton = "".join(map(_bare, spelling))
        if skeleton not in toned:
            node = trie
            for letter in skeleton:
                node = node.setdefault(letter, {})
            node[_END] = {}
        toned.setdefault(skeleton, []).append((number, spelling))
    return Channel(
        cost=cost,
        bare={printed: tuple(row.items()) for printed, row in cheapest.items() if printed},
        lost=cheapest.get("", {}),
        trie=trie,
        toned={skeleton: tuple(pairs) for skeleton, pairs in toned.items()},
        longest=max(map(len, cheapest)),
    )


@cache
def _bare(letter: str) -> str:
    return letter if letter == "đ" else fold(letter)
