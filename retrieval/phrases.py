"""Phrases of a table, found in what people type. Knows slips, missing tones and gaps; hides the index."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType

from dannguon.retrieval.keyboard import is_syllable, one_slip_away
from dannguon.text import canonical, fold

GAPS = {"*": 3, "**": 12}
"""In a phrase: up to so many words of anything, within one clause and up to the next word that asks."""

_TOKEN = re.compile(r"[^\W_]+(?:&[^\W_]+)*|%")
_BREAKS = frozenset(",;:?!")
_STOPS = frozenset("ai nào nao gì gi do by who which what when".split())
"""Words that no gap runs over: something else is asked there, or begins."""
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_FINAL_Y = re.compile(r"([^aăâuoeê\W])y(\W?)$")
_PLURAL = frozenset(("những", "các", "nhung", "cac"))
"""Words that may stand between any two of a phrase: "là những sở nào" is "là sở nào"."""
_SLIP, _TONE_LOST = 2, 1
"""What a slip costs, and a tone that was left out where others were typed; a phrase may cost one slip."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the question: offsets, as typed, in one spelling, and without diacritics.

    `opens`: a comma or another mark stands before it, so that a clause begins. `also` are other words that one whose
    marks were guessed may be.
    """

    start: int
    end: int
    printed: str
    canonical: str
    folded: str
    opens: bool = False
    also: frozenset[str] = frozenset()


def tokenize(text: str, also: Mapping[str, frozenset[str]] = MappingProxyType({})) -> list[Token]:
    """The words, numbers and percent signs of a text; "KH&CN" is one. `also` are other words that a word may be.

    "AI" among small letters is the technology, not "ai" (who), and matches no phrase.
    """
    shouting = text.isupper()
    tokens = []
    end = 0
    for m in _TOKEN.finditer(text):
        technology = m[0] == "AI" and not shouting
        spelt = ("a.i", "a.i") if technology else (canonical(m[0]), fold(m[0]))
        opens = not _BREAKS.isdisjoint(text[end : m.start()])
        tokens.append(Token(m.start(), m.end(), m[0], *spelt, opens, also.get(spelt[0], frozenset())))
        end = m.end()
    return tokens


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: its section and value in the table, and the tokens [start, end) it spans.

    `words` are the positions of its own words, without those in gaps.
    """

    section: str
    value: str
    start: int
    end: int
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    section: str
    value: str
    words: tuple[str, ...]
    folded: tuple[str, ...]
    commas: frozenset[int]
    heard: frozenset[str]
    exact: bool


@dataclass
class PhraseTable:
    """Phrases by section and value. Build once, then `find` as often as needed.

    A toned word has to agree in tones, an untoned one in letters (a phrase of one word in both, where the text is
    toned: "ban" is not "bạn" there); one slip is forgiven in a phrase: a tone in a
    word that `lexicon` does not have, or a letter where that gives no syllable (a slip that is itself a word is mended
    before, by the words around it); two tones that were only left out count as one. With `exact` none is forgiven.
    """

    lexicon: frozenset[str] = frozenset()
    exact: bool = False
    _by_first: dict[str, list[_Phrase]] = field(default_factory=lambda: defaultdict(list))
    _vocabulary: set[str] = field(default_factory=set)

    def add(self, section: str, value: str, phrase: str, *, exact: bool = False) -> None:
        """Add a phrase in its toned spelling; `*` and `**` are gaps. With `exact` it holds no slip.

        A phrase lies within one clause; only where it is written with a comma may the text have one.
        """
        written = canonical(phrase).split()
        words = tuple(word.rstrip(",") for word in written)
        commas = frozenset(at + 1 for at, word in enumerate(written) if word.endswith(","))
        folded = tuple(map(fold, words))
        heard = frozenset(_sound(word) for word in folded if word not in GAPS)
        self._by_first[folded[0]].append(_Phrase(section, value, words, folded, commas, heard, exact or self.exact))
        self._vocabulary.update(word for word in folded if len(word) > 2 and word.isalpha())

    @cached_property
    def spellings(self) -> frozenset[str]:
        """The words of the phrases, with their tones."""
        phrases = [phrase for group in self._by_first.values() for phrase in group]
        return frozenset(word for phrase in phrases for word in phrase.words if word not in GAPS)

    @cached_property
    def _by_deletion(self) -> dict[str, set[str]]:
        index: dict[str, set[str]] = defaultdict(set)
        for word in self._vocabulary:
            for shorter in _deletions(word):
                index[shorter].add(word)
        return dict(index)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(map(fold, self.lexicon)) | self._vocabulary

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        """The phrases in the text, from left to right; they do not overlap, and the one of most words comes first."""
        near = [self._near(token.folded) for token in tokens]
        toned = sum(token.canonical != token.folded for token in tokens) * 4 > len(tokens)
        heard = {_sound(word) for token, others in zip(tokens, near, strict=True) for word in (token.folded, *others)}
        matches = [
            match
            for at, token in enumerate(tokens)
            for phrase in self._starting(token.folded, near[at])
            if phrase.heard <= heard and (match := self._match(phrase, tokens, near, at, toned)) is not None
        ]
        found: list[Match] = []
        taken: set[int] = set()
        for match in sorted(matches, key=_worth):
            if taken.isdisjoint(match.words):
                found.append(match)
                taken.update(match.words)
        return sorted(found, key=lambda match: match.start)

    def _starting(self, folded: str, near: frozenset[str]) -> Iterator[_Phrase]:
        yield from self._by_first.get(folded, ())
        for word in sorted(near):
            yield from self._by_first.get(word, ())

    def _near(self, folded: str) -> frozenset[str]:
        if self.exact or len(folded) < 3 or not folded.isalpha():
            return frozenset()
        index = self._by_deletion
        candidates = {word for shorter in _deletions(folded) for word in index.get(shorter, ())}
        return one_slip_away(folded, candidates - {folded})

    def _match(
        self, phrase: _Phrase, tokens: Sequence[Token], near: Sequence[frozenset[str]], at: int, toned: bool
    ) -> Match | None:
        if toned and len(phrase.words) == 1 and tokens[at].canonical == tokens[at].folded != phrase.words[0]:
            return None
        words: list[int] = []
        slips = 0
        gap = 0
        for place, (word, folded) in enumerate(zip(phrase.words, phrase.folded, strict=True)):
            if word in GAPS:
                gap = GAPS[word]
                continue
            if words and at < len(tokens) and _is_passed_over(tokens[at]) and word not in _PLURAL:
                at += 1
            for position in range(at, min(at + gap + 1, len(tokens))):
                token = tokens[position]
                if words and token.opens and place not in phrase.commas:
                    return None
                slip = self._slip(phrase, word, folded, token, near[position])
                if slip is not None and slips + slip <= (0 if phrase.exact else _SLIP):
                    break
                if token.canonical in _STOPS:
                    return None
            else:
                return None
            slips += slip
            words.append(position)
            at, gap = position + 1, 0
        return Match(phrase.section, phrase.value, words[0], at, tuple(words))

    def _slip(self, phrase: _Phrase, word: str, folded: str, token: Token, near: frozenset[str]) -> int | None:
        """What it costs to take the token for the word, 0 when it is that; None when it is another."""
        if token.canonical == word or (token.folded == folded and token.canonical == token.folded):
            return 0
        if word in token.also and not phrase.exact:
            return 0
        if len(phrase.words) == 1 and not (token.folded not in self._known and folded in near and len(folded) > 4):
            return None
        if _sound(token.canonical) == _sound(word):
            return _SLIP
        if token.canonical in self.lexicon:
            return None
        if token.folded == folded:
            return _TONE_LOST if token.canonical == _toneless(word) else _SLIP
        is_word = token.folded in self._known or is_syllable(token.folded)
        return _SLIP if folded in near and not is_word else None


def _is_passed_over(token: Token) -> bool:
    return token.canonical in _PLURAL and not token.opens


@lru_cache(maxsize=20_000)
def _toneless(word: str) -> str:
    """The word without its tone; the letters stay: "hợp" → "hơp"."""
    bare = (char for char in unicodedata.normalize("NFD", word) if char not in _TONES)
    return unicodedata.normalize("NFC", "".join(bare))


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    """How a word is heard where ch and tr, s and x, d, gi and r, l and n, ? and ~ fall together: "chũ chì"."""
    decomposed = unicodedata.normalize("NFD", word).replace("\u0303", "\u0309")
    word = unicodedata.normalize("NFC", _FINAL_Y.sub(r"\1i\2", decomposed))
    for written, heard in (("tr", "ch"), ("x", "s"), ("gi", "d"), ("r", "d")):
        if word.startswith(written):
            return heard + word[len(written) :]
    return "l" + word[1:] if word.startswith("n") and word[1:2] not in ("g", "h") else word


def _worth(match: Match) -> tuple[int, bool, int, int]:
    """Sorts more words first, then what asks for a field, the shorter span, and what stands further left."""
    return -len(match.words), match.section != "ask", match.end - match.start, match.start


def _deletions(word: str) -> Iterable[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def aligned(text: str) -> str:
    """`text` folded character by character: every offset stays what it was."""
    return "".join(letter if len(letter := fold(char)) == 1 else char for char in text)
