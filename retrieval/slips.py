"""What a finger makes of a word. Knows what each slip costs; hides how the words a slip away are found."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dannguon.text import fold, nfc

LOST_MARKS = 5.0
"""-ln P of a word without its marks, in a text that has them …"""
_TONE = 6.0
"""… of another tone or another mark on the right letters …"""
_BOTH = 8.0
_DOUBLED = 5.0
"""… of a letter typed twice, …"""
_LOST = 6.0
"""… one left out, …"""
_SWAPPED = 6.5
_NEIGHBOUR = 7.5
_OTHER = 9.0
"""… and of any other letter typed in its place, or beside it."""
_SOUNDS = {frozenset(pair) for pair in ("sx", "ln", "dr", "iy", "dv")}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SOFT = frozenset("\u0303\u0309")


def _beside() -> frozenset[frozenset[str]]:
    places = {key: (row, column) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
    return frozenset(
        frozenset((a, b))
        for a, (row, column) in places.items()
        for b, (other, place) in places.items()
        if a != b and abs(row - other) < 2 and abs(column - place) < 2
    )


_BESIDE = _beside()


class Slips:
    """The words that somebody may have meant, of a vocabulary in small letters."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Read the words once."""
        self._alike: dict[str, list[str]] = defaultdict(list)
        for word in vocabulary:
            self._alike[fold(word)].append(word)
        self._near: dict[str, list[str]] = defaultdict(list)
        for plain in self._alike:
            for key in _shortened(plain):
                self._near[key].append(plain)
        self.meant = lru_cache(maxsize=4_000)(self._meant)

    def alike(self, plain: str) -> list[str]:
        """The words that are `plain` without their marks, in the order of the vocabulary."""
        return self._alike.get(plain, [])

    def _meant(self, word: str, bare: bool) -> tuple[tuple[float, str], ...]:
        """(cost, word) of every other word that one slip makes `word`; in a `bare` text missing marks cost nothing."""
        plain = fold(word)
        found = []
        for near in {other for key in _shortened(plain) for other in self._near.get(key, ())}:
            for other in self._alike[near]:
                cost = slip_cost(word, other, bare)
                if cost is not None and other != word:
                    found.append((cost, other))
        return tuple(found)


def slip_cost(typed: str, meant: str, bare: bool) -> float | None:
    """-ln P of typing so; None where more than one slip lies between. Both are in small letters."""
    plain, wanted = fold(typed), fold(meant)
    if plain == wanted:
        return 0.0 if bare else _marks(typed, meant)
    if typed == plain:
        cost = _letters(plain, wanted)
        if cost is None or bare:
            return cost
        exact = _letters(typed, meant)
        return exact if exact is not None else cost + LOST_MARKS - 2
    (shape, tone), (wanted, _) = _parted(typed), _parted(meant)
    exact = _letters(typed, meant)
    if exact is None and not tone:
        toneless = _letters(shape, wanted)
        return None if toneless is None else toneless + LOST_MARKS - 2
    return exact


def _letters(typed: str, meant: str) -> float | None:
    """The cost of the one letter by which two spellings differ."""
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    if len(typed) == len(meant) + 1:
        if typed[at + 1 :] != meant[at:]:
            return None
        return _DOUBLED if at and typed[at] == typed[at - 1] else _OTHER
    if len(typed) + 1 == len(meant):
        return (_LOST if at else _OTHER) if typed[at:] == meant[at + 1 :] else None
    if len(typed) != len(meant):
        return None
    if typed[at + 1 :] == meant[at + 1 :]:
        pair = frozenset((typed[at], meant[at]))
        return _LOST if pair in _SOUNDS else _NEIGHBOUR if pair in _BESIDE else _OTHER
    if typed[at : at + 2] == meant[at : at + 2][::-1] and typed[at + 2 :] == meant[at + 2 :]:
        return _SWAPPED
    return None


def _marks(typed: str, meant: str) -> float:
    """The cost of the marks by which two spellings of the same letters differ."""
    if typed == fold(typed):
        return LOST_MARKS
    (shape, tone), (wanted, called) = _parted(typed), _parted(meant)
    if shape != wanted:
        return _TONE if tone == called else _BOTH
    soft = not tone or {tone, called} <= _SOFT
    return LOST_MARKS if soft else _TONE


@lru_cache(maxsize=20_000)
def _parted(word: str) -> tuple[str, str]:
    """The word without its tone, and the tone."""
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(c for c in letters if c in _TONES)
    return nfc("".join(c for c in letters if c not in _TONES)), tone


def _shortened(plain: str) -> Iterator[str]:
    """The word and the word without any one letter: two words a slip apart share a key."""
    yield plain
    for at in range(len(plain)):
        yield plain[:at] + plain[at + 1 :]
