"""What stands in agency cells, read through misprints. Knows the stock phrases; hides the matching.

A cell is a row of phrases ("Sở Tài chính; các Sở, ban, ngành"). Reading it is a walk: each printed word moves to the
next word of a phrase, starts a new one, or belongs to an agency that we do not know ("Sở" and whatever follows).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from typing import NamedTuple

from dannguon.ingest.channel import load_channel
from dannguon.syllables import load_syllables
from dannguon.text import fold

START, UNKNOWN, WIDE = 0, -1, -2
"""States that are no place in a phrase: a cell's beginning, in an unknown agency, in a cell over many columns."""

_PLAIN, _BLURRED, _LOST, _NEXT, _HEAD, _FREE, _STRAY = 0.1, 0.7, 2.2, 0.3, 1.6, 1.6, 2.6
_LIKELY = 4.0
_READINGS = 4
_MARK, _STUMP, _GLUED, _LOST_MORE, _MORE, _UNLIKE = 0.9, 1.3, 0.3, 0.2, 0.3, 3.0
_ALIKE = 0.5
_WIDE = 0.45
_WIDE_PHRASE = "thuc hien theo"
_HEADS = frozenset(
    "so ban bo cuc trung vien hoi cong van dai uy ubnd hdnd quy doan lien thanh chi benh truong ngan tong".split()
)
_JOINTS = {"va": "và", "-": "-", "–": "-"}
_QUALIFIERS = frozenset("la thuoc cua".split())
_DASH = "-"
STUMP = re.compile("[^\\Waeiouy\\d_]{1,2}[,.;]?", re.IGNORECASE)


class Step(NamedTuple):
    """One way to read a printed word: its cost, the state after it, and the phrase words it is read as (or "")."""

    cost: float
    state: int
    words: str


@dataclass(slots=True, eq=False)
class Phrases:
    """A trie of folded words. `nexts[n]` leads on from node n; `shown[n]` is the word as people write it."""

    nexts: list[dict[str, int]] = field(default_factory=lambda: [{}])
    shown: list[str] = field(default_factory=lambda: [""])
    plain: list[dict[str, list[int]]] = field(default_factory=lambda: [{}])
    roots: set[int] = field(default_factory=set)
    parted: set[int] = field(default_factory=set)
    complete: set[int] = field(default_factory=set)
    wide: int = 0
    vocabulary: set[str] = field(default_factory=set)
    shortened: dict[str, set[str]] = field(default_factory=dict)
    memo: dict[tuple[int, str], list[Step]] = field(default_factory=dict)
    further: dict[int, dict[str, list[tuple[int, str]]]] = field(default_factory=dict)
    matches: dict[str, dict[str, float]] = field(default_factory=dict)

    def add(self, phrase: str) -> None:
        """Know another phrase, printed the way a mended cell should show it."""
        node = START
        for word in phrase.split():
            key = word.strip("(),;:").casefold()
            if key not in self.nexts[node]:
                self.nexts[node][key] = len(self.nexts)
                self.nexts.append({})
                self.plain[node].setdefault(_plain(key), []).append(len(self.shown))
                self.plain.append({})
                self.shown.append(word)
            node = self.nexts[node][key]
            if word[-1] in ",;":
                self.parted.add(node)
            self._learn(_plain(key))
        self.complete.add(node)
        self.roots = set(self.nexts[START].values())
        if fold(phrase) == _WIDE_PHRASE:
            self.wide = node

    def _learn(self, word: str) -> None:
        if word not in self.vocabulary:
            self.vocabulary.add(word)
            for short in _shortened(word):
                self.shortened.setdefault(short, set()).add(word)

    def whole(self, state: int) -> bool:
        """Whether a cell may end here."""
        return state <= START or state in self.complete

    def mismarked(self, before: int, after: int, marked: bool, token: str) -> bool:
        """Whether print has a comma inside a phrase that has none, or none before a phrase that begins small.

        `marked` says whether the word before the token has a comma or semicolon.
        """
        if after in self.roots and before != START:
            return not marked and token[0].islower()
        return marked and before in self.complete and after > START and before not in self.parted

    def steps(self, state: int, token: str) -> list[Step]:
        """The ways to read a printed word after `state`, cheapest first; never empty."""
        key = (state, token)
        if key not in self.memo:
            self.memo[key] = _steps(self, state, token)
        return self.memo[key]


def _steps(phrases: Phrases, state: int, token: str) -> list[Step]:
    reads = readings(token)
    if state == WIDE or (state == phrases.wide and state):
        return [Step(_WIDE, WIDE, "")]
    if not reads and state > START and _DASH in phrases.nexts[state] and fold(token) in _JOINTS:
        node = phrases.nexts[state][_DASH]
        return [Step(_PLAIN, node, phrases.shown[node])]
    if not reads:
        return [Step(_MARK, state, "")]
    found: list[Step] = []
    matched = _matches(phrases, token)
    if state >= START:
        found += _onward(phrases, state, matched, _MORE if state in phrases.complete else 0.0)
        found += _skipping(phrases, state, matched) if state else []
        if state and STUMP.fullmatch(token):
            found += [
                Step(_STUMP + _LOST_MORE * words.count(" "), node, words)
                for node, words in _ahead(phrases, state)
                if _may_begin(phrases.shown[node], token)
            ]
        elif state:
            found += [
                Step(_BLURRED + _UNLIKE * (1 - like), node, phrases.shown[node])
                for word, nodes in phrases.plain[state].items()
                if (like := _likeness(word, token)) >= _ALIKE
                for node in nodes
            ]
    found += _glued(phrases, max(state, START), fold(token.strip(",.;")))
    if phrases.whole(state):
        found += _onward(phrases, START, matched, _NEXT if state else 0.0)
        if reads & _HEADS:
            found.append(Step(_HEAD, UNKNOWN, ""))
        if state and reads & _QUALIFIERS:
            found.append(Step(_FREE, UNKNOWN, ""))
        if state and reads & _JOINTS.keys():
            blurred = 0.0 if fold(token) in _JOINTS else _FREE
            found.append(
                Step(_NEXT + blurred, state, next(shown for joint, shown in _JOINTS.items() if joint in reads))
            )
    if state == UNKNOWN:
        found.append(Step(_FREE, UNKNOWN, ""))
    elif state:
        found += [Step(_STRAY, state, ""), Step(_STRAY, UNKNOWN, "")]
    return sorted(found)[:_READINGS] or [Step(_STRAY, UNKNOWN, "")]


def _onward(phrases: Phrases, state: int, matched: dict[str, float], extra: float) -> list[Step]:
    known = phrases.plain[state]
    return [
        Step(extra + cost, node, phrases.shown[node]) for word, cost in matched.items() for node in known.get(word, ())
    ]


def _skipping(phrases: Phrases, state: int, matched: dict[str, float]) -> list[Step]:
    """The token read as a word further on in the phrase, with the words lost before it."""
    if state not in phrases.further:
        further: dict[str, list[tuple[int, str]]] = {}
        for before, words in _ahead(phrases, state):
            for word, nodes in phrases.plain[before].items():
                further.setdefault(word, []).extend((node, f"{words} {phrases.shown[node]}") for node in nodes)
        phrases.further[state] = further
    known = phrases.further[state]
    return [
        Step(_LOST + _LOST_MORE * (words.count(" ") - 1) + cost, node, words)
        for word, cost in matched.items()
        for node, words in known.get(word, ())
    ]


def _matches(phrases: Phrases, token: str) -> dict[str, float]:
    """The words of the phrases that a token may be, with what that costs."""
    if token not in phrases.matches:
        reads = readings(token)
        likely = ((w, read) for read in reads for s in _shortened(read) for w in phrases.shortened.get(s, ()))
        found = {word: _BLURRED for word, read in likely if _near(word, read)}
        phrases.matches[token] = found | {word: _PLAIN for word in reads & phrases.vocabulary}
    return phrases.matches[token]


def _ahead(phrases: Phrases, state: int, most: int = 4) -> Iterator[tuple[int, str]]:
    """The nodes after `state` with the words that lead there, at most `most` words away."""
    for node in phrases.nexts[state].values() if most else ():
        if node != phrases.wide:
            yield node, phrases.shown[node]
            yield from (
                (further, f"{phrases.shown[node]} {words}") for further, words in _ahead(phrases, node, most - 1)
            )


def _glued(phrases: Phrases, state: int, rest: str, words: tuple[str, ...] = ()) -> list[Step]:
    """Several words of a phrase printed as one ("Khoahocva")."""
    if not rest:
        return [Step(_GLUED, state, " ".join(words))] if len(words) > 1 else []
    if words:
        ends = [node for word, node in phrases.nexts[state].items() if _slip(_plain(word), rest)]
        if ends:
            return [Step(_BLURRED, ends[0], " ".join((*words, phrases.shown[ends[0]])))]
    ways = ((_plain(w), node) for w, node in phrases.nexts[state].items() if rest.startswith(_plain(w)))
    return [
        step for word, node in ways for step in _glued(phrases, node, rest[len(word) :], (*words, phrases.shown[node]))
    ]


@cache
def readings(token: str) -> frozenset[str]:
    """The folded words that a printed token may be: as it stands, and what the engine may have misprinted."""
    core = token.strip("().,;:\"“”'‘’")
    if not any(map(str.isalnum, core)):
        return frozenset()
    if len(core) > 3 and core.isalpha() and core.isupper():
        return frozenset({fold(core)})  # an abbreviation is no misprinted syllable
    found = load_channel().candidates(core)
    likely = {fold(load_syllables().printed[number]) for cost, number in found if cost <= found[0][0] + _LIKELY}
    return frozenset({fold(core), *likely})


def _shortened(word: str) -> set[str]:
    """A word and what is left of it without one letter: words that are near each other share one of these."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _near(word: str, read: str) -> bool:
    """One letter lost, added or changed, in words long enough for that to mean something."""
    if not (len(word) - 2 < len(read) < len(word) + 2 and len(word) > 2 < len(read)):
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, read, strict=False)) if a != b), min(len(word), len(read)))
    return word[at + 1 :] == read[at + 1 :] or word[at:] == read[at + 1 :] or word[at + 1 :] == read[at:]


@cache
def _likeness(word: str, token: str) -> float:
    """The share of letters that a folded word and a printed token have in common, in order; short ones tell little."""
    printed = fold(token).strip(".,;?")
    if len(word) <= 2 >= len(printed):
        return _ALIKE
    shared = len(set(word) & set(printed))
    if 4 * shared < len(word) + len(printed) - 2:  # cannot be alike; most pairs end here
        return 0.0
    ratio = SequenceMatcher(None, word, printed, autojunk=False).ratio()
    return ratio


def _slip(word: str, read: str) -> bool:
    return len(word) == len(read) > 1 and word != read and sum(a != b for a, b in zip(word, read, strict=True)) == 1


def _may_begin(word: str, token: str) -> bool:
    """Whether the first letter of a printed token may be that of the word."""
    return load_channel().cost.get(word[0].lower(), {}).get(token[0].lower(), _LIKELY) < _LIKELY


@cache
def _plain(word: str) -> str:
    return fold(word)


@cache
def load_phrases() -> Phrases:
    """The shipped stock phrases."""
    phrases = Phrases()
    for line in resources.files("dannguon.ingest.data").joinpath("cell_phrases.txt").read_text("utf-8").splitlines():
        phrases.add(line)
    return phrases
