"""A question in words: mended, cut into tokens, with its cues. Knows what is mended before anything is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dannguon.language import Language
from dannguon.retrieval.cues import find_cues, language_of, load_cues
from dannguon.retrieval.glossary import Glossary
from dannguon.retrieval.keyboard import composed, decode, has_marks, is_syllable, retone, split_glued, unglue
from dannguon.retrieval.phrases import Match, Token, tokenize
from dannguon.text import fold, squeeze

_HEAD, _TAIL = 700, 300
"""Characters that are read of a longer text."""

_WORD = re.compile(r"(?<![\w/.&-])[^\W\d_]+(?:/[^\W\d_]+)?(?![\w/&-])")
_ROMAN = re.compile("[IVX]+")

Span = tuple[int, int]
"""A part [start, end) of the mended text."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The mended text, its tokens, the cues in them, and the language."""

    text: str
    tokens: Sequence[Token]
    cues: Sequence[Match]
    language: Language

    def span(self, cue: Match) -> Span:
        """The part of the text that a cue takes, its gaps included."""
        return self.tokens[cue.start].start, self.tokens[cue.end - 1].end

    def within(self, spans: Iterable[Span]) -> set[int]:
        """The positions of the tokens that lie in any of these parts."""
        spans = list(spans)
        return {at for at, token in enumerate(self.tokens) if overlaps((token.start, token.end), spans)}


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether a part shares a letter with any of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def _ends(text: str) -> str:
    """A pasted text's beginning and end: what is asked stands there."""
    if len(text) <= _HEAD + _TAIL:
        return text
    return f"{text[:_HEAD].rpartition(' ')[0] or text[:_HEAD]} … {text[-_TAIL:].partition(' ')[2] or text[-_TAIL:]}"


def _printable(char: str) -> str:
    """Vietnamese accents are part of their letter in NFC: a mark that is left belongs to none."""
    category = unicodedata.category(char)[0]
    return " " if category == "C" else "" if category == "M" else char


def cleaned(text: str, glossary: Glossary) -> str:
    """The text in one spelling of its letters, without control characters; one typed in capitals in small letters.

    Codes, Roman numbers and short forms keep their capitals: "NV 3 PL II" becomes "nv 3 PL II".
    """
    clean = squeeze("".join(map(_printable, composed(_ends(text)))))
    return _WORD.sub(lambda m: _calmed(m[0], glossary), clean) if clean.isupper() and has_marks(clean) else clean


def _calmed(word: str, glossary: Glossary) -> str:
    """A word, or shorthand, in small letters; "AI" too, since it asks more often than it is asked about."""
    plain, low = fold(word), word.lower()
    is_word = plain in glossary.shorthand or has_marks(low.replace("đ", "d"))
    if not is_word and len(word) > 1 and is_syllable(plain) and not _ROMAN.fullmatch(word):
        is_word = plain not in glossary.short_forms or low in load_cues().spellings
    return low if is_word else word


def worded(text: str, glossary: Glossary, also: Mapping[str, frozenset[str]]) -> Wording:
    """Spell out chat shorthand, Telex and VNI residue, glued numbers; find the language and the cues.

    `also` are the other words that a word whose marks were guessed may be.
    """
    clean = cleaned(text, glossary)
    language = language_of(tokenize(clean))
    if language == "vi":
        clean = retone(unglue(decode(glossary.spell_out(clean), glossary.short_forms)))
        clean = split_glued(clean, load_cues().spellings)
        language = language_of(tokenize(clean))
    tokens = tokenize(clean, also)
    return Wording(clean, tokens, find_cues(tokens), language)


def polite_words(cues: Iterable[Match]) -> set[int]:
    """The positions of words that carry nothing at the edge of a topic; a "không" that no agency has is one."""
    return {word for cue in cues if cue.section == "polite" or cue.value == "negated" for word in cue.words}
