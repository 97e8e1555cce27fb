"""Typing slips, mended by the company a word keeps. Knows which words are left alone and how a word may be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dannguon.retrieval.keyboard import decoded
from dannguon.retrieval.lattice import Lattice, Way
from dannguon.retrieval.slips import Slips
from dannguon.retrieval.usage import Usage
from dannguon.syllables import BOUNDARY, NUMBER, OTHER, load_syllables
from dannguon.text import canonical, fold

_TOKEN = re.compile(
    r"(?![bcdđghklmnpqrstvx]+/)[^\W\d_]{2,}(?=/[^\W\d_]{2,}\b)|[^\W_](?:[\w/&.@-]*[^\W_])?|[;:!?()\[\]\"“”\n|–—.]"
)
"""Words, also two joined by a stroke ("số/nền tảng", not "p/hợp"), codes with all their signs, and ends of clauses."""
_WORD = re.compile(r"[^\W\d_]+")
_KEYS = re.compile(r"[^\W\d_]+\d[^\W_]*")
_UNKNOWN = 11.0
"""-ln P of a word that nobody has seen, beside that of any word at all …"""
_SHORTENED = 4.0
"""… and where it has no vowel, so that it shortens something."""
_RESIDUE = 2.0
"""-ln P that an input method was off for a word."""
_RAREST = 9.0
"""… up to here: what is rarer is hardly ever meant."""
_CUT = 3.0
"""-ln P that a word was cut to its first letters and written with the next one."""
_FREQUENT = 0.7
"""How far a word's own frequency is taken back: people ask in words that texts seldom use."""
_REAL, _REAL_BARE, _REAL_SHORT = 2.5, 3.0, 3.5
"""What a word costs more to change than one that is none: with marks, without (where it is one more easily), and
where it is shorthand."""
_NAME = 4.0
"""What a word with a capital costs more to change: names are no phrases of the language."""
_SLOPPY = 0.55
"""Share of words without marks from which a text with some marks counts as typed without care."""
_CARELESS = 2.5
"""-ln P of a word without its marks in such a text."""
_UNSURE = 4.0
"""How much dearer another word may be where one with guessed marks is still unsure."""
_MOST_ALIKE = 14
_MOST_SLIPS = 6


@dataclass(frozen=True, slots=True)
class Mended:
    """A text without its slips.

    `slips` are the words as typed and as meant. `marked` is the text with the marks that a text typed without any
    most likely has, letter for letter; of a text with marks it is `text` itself. `also` are the other words that a
    word with such marks may well be.
    """

    text: str
    marked: str
    slips: tuple[tuple[str, str], ...] = ()
    also: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def unmarked(self, part: str) -> str:
        """Some words of `marked` as they stand in `text`."""
        plain = dict(zip(_WORD.findall(self.marked), _WORD.findall(self.text), strict=True))
        return _WORD.sub(lambda m: plain.get(m[0], m[0]), part)


class Spelling:
    """Words and neighbours of the texts it was built from; safe to share between threads."""

    def __init__(
        self,
        texts: Iterable[str],
        phrases: Iterable[str] = (),
        short: Mapping[str, str] | None = None,
        keep: Collection[str] = (),
        pair: Callable[[str], str | None] = lambda word: None,
    ) -> None:
        """Read the texts once; their words are right by definition. `phrases` are what questions are made of.

        `short` are words of a shorthand with what they stand for, `keep` others that mean something as they are;
        `pair` gives the two words that one may be short for ("qtrị").
        """
        self.pair = pair
        phrases = list(phrases)
        self._usage = Usage(texts, phrases)
        words = [word for word in self._usage if word not in self._usage.own or len(word) > 3]
        self._slips = Slips(sorted(words, key=lambda word: self._usage.rarity([word])))
        self._kept = frozenset(map(fold, keep))
        self._asking = frozenset(word for phrase in phrases for word in canonical(phrase).split())
        self._foreign = load_syllables().foreign
        self._short = {fold(word): canonical(long).split() for word, long in (short or {}).items()}
        self._credits: dict[tuple[str, bool], float] = {}

    def mend(self, text: str) -> Mended:
        """`text` with each word exchanged for the one, a slip away, that its neighbours call for.

        Acronyms, numbers, codes, words of other languages and names that stand among the like stay. A word of the
        language is exchanged only where the other is far likelier there.
        """
        found = list(_TOKEN.finditer(text))
        if not found:
            return Mended(text, text)
        reader = _Reader(self, text)
        opens = ["," in text[before.end() : match.start()] for before, match in pairwise(found)]
        lattice = Lattice([reader.ways(match[0]) for match in found], self._usage, [False, *opens])
        for at in lattice.doubtful():
            if reader.may_slip(found[at][0]):
                for ways, most in reader.slipped(found[at][0], at == 0):
                    lattice.add(at, ways, most)
        ways = lattice.best()
        mended = _told(text, found, ways, reader.bare)
        return replace(mended, also=_also(ways, lattice.near(_UNSURE))) if reader.bare else mended

    def credit(self, word: str, bare: bool) -> float:
        """What is taken back of the rarity of a word, or of all words with these letters; most of a word that asks."""
        key = word, bare
        if key not in self._credits:
            asks = not bare and word in self._asking
            rarity = _RAREST if asks else self._usage.rarity((bare and self._slips.alike(word)) or [word])
            self._credits[key] = -_FREQUENT * min(rarity, _RAREST)
        return self._credits[key]


class _Reader:
    """How each word of one text may be read."""

    def __init__(self, spelling: Spelling, text: str) -> None:
        words = [word for word in _WORD.findall(text) if len(word) > 1]
        plain = sum(fold(word) == word.casefold() for word in words)
        self.bare = plain == len(words)
        self._sloppy = not self.bare and plain > _SLOPPY * len(words)
        self._shouting = text.isupper()
        self._spelling = spelling
        self._usage, self._slips = spelling._usage, spelling._slips

    def ways(self, typed: str) -> list[Way]:
        """The readings of a token that suppose no slip, but marks left out and keys that were not decoded."""
        word, plain = canonical(typed), fold(typed)
        if typed[0].isdigit():
            return [Way(0.0, (NUMBER,))]
        if not typed[0].isalnum():
            return [Way(0.0, (BOUNDARY,))]
        if plain in self._spelling._short and not self._is_acronym(typed):
            return [Way(0.0, tuple(map(self._usage.id, self._spelling._short[plain])))]
        if self._is_fixed(typed):
            spelt = self._as_spelt(word, plain) if self.bare and not self._is_acronym(typed) else []
            return [Way(0.0, (self._usage.id(word),)), *spelt]
        if _KEYS.fullmatch(typed):
            return self._with_figures(typed)
        if not _WORD.fullmatch(typed):
            return [Way(0.0, (OTHER,))]
        return self._as_spelt(word, plain) or self._unknown(typed, plain)

    def may_slip(self, typed: str) -> bool:
        """Whether it is a word by itself, and none that is left alone."""
        free = fold(typed) in self._spelling._short or not self._is_fixed(typed)
        return len(typed) > 1 and _WORD.fullmatch(typed) is not None and free and not self._is_acronym(typed)

    def slipped(self, typed: str, first: bool) -> Iterator[tuple[list[Way], int]]:
        """The words of which one slip makes this one, and how many may be looked into: where only marks are lost, all.

        Words without marks come in rows, so that none is judged by the others.
        """
        word, plain = canonical(typed), fold(typed)
        if plain in self._spelling._short:
            more = _REAL_SHORT
        elif self.bare and self._slips.alike(plain):
            more = _REAL_BARE
        else:
            more = _REAL if word in self._usage else 0.0
        if typed[0].isupper() and not typed.isupper() and not first and (more or plain == word):
            more += _NAME
        unmarked, others = [], []
        for cost, meant in self._slips.meant(word, self.bare):
            if fold(meant) != plain or word != plain:
                others.append(self._way(meant, cost + more))
            elif not self.bare and not self._sloppy:
                unmarked.append(self._way(meant, cost + more / 2))
        yield unmarked, len(unmarked)
        yield others, _MOST_SLIPS

    def _as_spelt(self, word: str, plain: str) -> list[Way]:
        if self.bare:
            return [self._way(meant, 0.0) for meant in self._slips.alike(plain)[:_MOST_ALIKE]]
        known = word in self._usage
        ways = [Way(self._spelling.credit(word, False), (self._usage.id(word),))] if known else []
        if self._sloppy and word == plain:
            others = (other for other in self._slips.alike(plain)[:_MOST_ALIKE] if other != word)
            ways += [self._way(meant, _CARELESS) for meant in others]
        return ways

    def _unknown(self, typed: str, plain: str) -> list[Way]:
        ways = [Way(_SHORTENED if set(plain).isdisjoint("aeiouy") else _UNKNOWN, (OTHER,))]
        pair = self._spelling.pair(canonical(typed))
        if pair:
            ways.append(Way(_CUT, tuple(map(self._usage.id, pair.split()))))
        meant = decoded(typed)
        return [*ways, self._way(meant, _RESIDUE)] if meant else ways

    def _with_figures(self, typed: str) -> list[Way]:
        """Letters with figures: a code, a word with its number, or a word whose tone is still a key."""
        ways = [Way(_SHORTENED, (OTHER,))]
        head = canonical(typed.rstrip("0123456789"))
        if self._is_acronym(typed):
            return ways
        for word in self._slips.alike(head) if fold(head) == head else [head]:
            if word in self._usage:
                ways.append(Way(_RESIDUE + self._spelling.credit(word, False), (self._usage.id(word), NUMBER)))
        meant = decoded(typed)
        return [*ways, self._way(meant, _RESIDUE)] if meant else ways

    def _way(self, meant: str, cost: float) -> Way:
        word = canonical(meant)
        credit = self._spelling.credit(fold(word) if self.bare else word, self.bare)
        return Way(cost + credit, (self._usage.id(word),), meant)

    def _is_fixed(self, typed: str) -> bool:
        plain = fold(typed)
        foreign = plain in self._spelling._foreign and plain == typed.casefold()
        return self._is_acronym(typed) or plain in self._spelling._kept or foreign

    def _is_acronym(self, typed: str) -> bool:
        return typed.isupper() and not self._shouting


def _also(chosen: Sequence[Way], near: Sequence[Sequence[Way]]) -> dict[str, frozenset[str]]:
    """The words that are nearly as likely as the one chosen, by that word."""
    also: dict[str, frozenset[str]] = {}
    for best, ways in zip(chosen, near, strict=True):
        if best.meant is not None:
            others = {canonical(way.meant) for way in ways if way.meant is not None}
            word = canonical(best.meant)
            also[word] = also.get(word, frozenset()) | others - {word}
    return {word: others for word, others in also.items() if others}


def _told(text: str, found: Sequence[re.Match[str]], ways: Sequence[Way], bare: bool) -> Mended:
    """The text in the words meant; where no marks were typed, without them and with them."""
    mended, marked, slips, end = [], [], [], 0
    for match, way in zip(found, ways, strict=True):
        if way.meant is None:
            continue
        typed, meant = match[0], _cased(way.meant, match[0])
        if bare and fold(meant) == fold(typed):
            mended += [text[end : match.start()], typed]
        elif canonical(meant) == canonical(typed):
            continue
        else:
            shown = _cased(fold(meant), typed) if bare and not _KEYS.fullmatch(typed) else meant
            mended += [text[end : match.start()], shown]
            slips.append((typed, shown))
        marked += [text[end : match.start()], meant]
        end = match.end()
    whole = "".join([*mended, text[end:]])
    return Mended(whole, "".join([*marked, text[end:]]) if bare else whole, tuple(slips))


def _cased(word: str, typed: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word.capitalize() if typed[0].isupper() else word
