"""Short forms, English terms and everyday words in those of the documents. Knows the tables; hides how they match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from dannguon.language import Language
from dannguon.models import Record
from dannguon.retrieval.asked import Term
from dannguon.retrieval.initials import Initials
from dannguon.retrieval.keyboard import is_syllable
from dannguon.retrieval.phrases import Match, PhraseTable, Token, tokenize
from dannguon.text import canonical, fold, squeeze

_DEFINITION = re.compile(r"((?:[^\W\d_]+[ -]+){1,8}[^\W\d_]+)\s*\(([A-ZĐ][A-ZĐ&]{1,8})(?:\s*[-–:][^()]*)?\)")
_SHORTENED = re.compile(r"(?<![\w./-])[a-zà-ỹđ]{1,3}/?[a-zà-ỹđ]{2,6}(?![\w./-])")
_PRINTED_SHORT = re.compile(r"(?<![\w./&-])[A-ZĐ][A-ZĐ&-]+[A-ZĐ](?![\w./&-])")
_VOWEL = re.compile("[aeiouy]")
_ALTERNATIVE = 0.6
_SPELT_OUT = 0.8


@dataclass(frozen=True)
class Glossary:
    """English phrases, short forms, everyday words and chat shorthand, each with what stands for it in documents.

    `learnt` are short forms that the corpus itself defines; they come before those of the table. `initials` reads
    those that stand in neither.
    """

    english: Mapping[str, tuple[str, ...]]
    abbreviations: Mapping[str, tuple[str, ...]]
    chat: Mapping[str, str]
    spoken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    learnt: Mapping[str, str] = field(default_factory=dict)
    initials: Initials = field(default_factory=lambda: Initials(()))

    @cached_property
    def lexicon(self) -> frozenset[str]:
        """The toned Vietnamese words of the tables: words that are no slips of others."""
        phrases = [*self.abbreviations.values(), *self.english.values()]
        return frozenset(word for group in phrases for phrase in group for word in canonical(phrase).split())

    @cached_property
    def short_forms(self) -> frozenset[str]:
        """The short forms known, folded: words that are no typing residue."""
        return frozenset(map(fold, (*self.abbreviations, *self.learnt)))

    @cached_property
    def shorthand(self) -> frozenset[str]:
        """The words of chat shorthand, folded."""
        return frozenset(self._chat_words)

    def expand(self, tokens: Sequence[Token], language: Language) -> list[Term]:
        """What else to search for, in the order of the text; terms that were typed are left out.

        A short form gives its long form, an English phrase (the longest that fits) its Vietnamese terms. Weights:
        1 for the usual translation, less for a long form and for further translations.
        """
        known = self._short_forms.find(tokens)
        terms = [term for match in known for term in self._spelt_out(match, tokens)]
        if language == "vi":
            listed = {at for match in known for at in match.words}
            terms += self._guessed([token for at, token in enumerate(tokens) if at not in listed])
        if language == "en":
            singular = [Token(t.start, t.end, t.printed, _singular(t.canonical), _singular(t.folded)) for t in tokens]
            terms += [term for match in self._english.find(singular) for term in self._translated(match, tokens)]
        unique: dict[str, Term] = {}
        for term in terms:
            key = canonical(term.text)
            if key not in unique or unique[key].weight < term.weight:
                unique[key] = term
        return list(unique.values())

    def synonyms(self, tokens: Sequence[Token]) -> list[Term]:
        """What documents write for everyday words, in the order of the text: "ùn tắc giao thông" for "kẹt xe".

        Without diacritics a single word may be too many others, so that only phrases count.
        """
        toned = any(token.canonical != token.folded for token in tokens)
        return [
            Term(text, _SPELT_OUT if at == 0 else _ALTERNATIVE, source)
            for match in self._spoken.find(tokens)
            if toned or len(match.words) > 1
            for source in [" ".join(token.printed for token in tokens[match.start : match.end])]
            for at, text in enumerate(self.spoken[match.value])
        ]

    def shortened(self, text: str) -> list[str]:
        """The text with a long form in it replaced by each short form in capitals: "trí tuệ nhân tạo" is AI."""
        said = canonical(text)
        longs = [(short, canonical(long)) for short, many in self.abbreviations.items() for long in many]
        longs += [(short, canonical(long)) for short, long in self.learnt.items()]
        return [
            short if said == long else said.replace(long, short)
            for short, long in longs
            if short.isupper() and re.search(rf"(?<!\w){re.escape(long)}(?!\w)", said)
        ]

    def spell_out(self, text: str) -> str:
        """Chat shorthand exchanged for words ("nv" → "nhiệm vụ"); most capitals stay, since they may be names."""
        text = self._chat_pattern.sub(lambda m: self._chat_words[fold(m[0])], text)
        return _SHORTENED.sub(lambda m: m[0] if self._is_short(m[0]) else self.initials.pair(m[0]) or m[0], text)

    def in_full(self, text: str) -> str:
        """Printed text with its short forms in capitals spelt out; a foreign one, or one for several things, stays."""
        return _PRINTED_SHORT.sub(lambda m: self._only_form.get(m[0].casefold(), m[0]), text)

    @cached_property
    def _only_form(self) -> dict[str, str]:
        return {
            short.casefold(): long[0] for short, long in self.abbreviations.items() if self._stands_alone(short, long)
        }

    @staticmethod
    def _stands_alone(short: str, long: Sequence[str]) -> bool:
        unlike = {re.sub(r"\bvà ", "", phrase) for phrase in long}
        initials = "".join(word[0] for word in fold(min(unlike)).split())
        return short.isupper() and len(short) > 2 and len(unlike) == 1 and initials == _key(short)

    def _is_short(self, word: str) -> bool:
        return _key(word) in self.short_forms

    def _guessed(self, tokens: Sequence[Token]) -> list[Term]:
        """What a short form may be that is in no table as typed; words in small letters only without a vowel."""
        short = [
            token
            for token in tokens
            if token.printed.isalpha()
            and not is_syllable(token.folded)
            and (token.printed.isupper() or not _VOWEL.search(token.folded))
        ]
        return [
            Term(phrase, _SPELT_OUT, token.printed)
            for token in short
            for phrase in self._long_forms.get(_key(token.printed)) or self.initials.phrases(token.printed)
        ]

    def _spelt_out(self, match: Match, tokens: Sequence[Token]) -> list[Term]:
        printed = [token.printed for token in tokens[match.start : match.end]]
        shouting = all(token.printed.isupper() or not token.printed.isalpha() for token in tokens)
        if is_syllable(match.value) and (shouting or not all(word.isupper() for word in printed)):
            return []
        source = " ".join(printed)
        long = self._long_forms[match.value]
        return [Term(text, _SPELT_OUT if at == 0 else _ALTERNATIVE, source) for at, text in enumerate(long)]

    def _translated(self, match: Match, tokens: Sequence[Token]) -> list[Term]:
        source = " ".join(token.printed for token in tokens[match.start : match.end])
        return [
            Term(text, 1.0 if at == 0 else _ALTERNATIVE, source) for at, text in enumerate(self.english[match.value])
        ]

    @cached_property
    def _long_forms(self) -> dict[str, tuple[str, ...]]:
        forms: dict[str, tuple[str, ...]] = {}
        for short, long in self.abbreviations.items():
            forms[_key(short)] = tuple(dict.fromkeys([*forms.get(_key(short), ()), *long]))
        for short, known in self.learnt.items():
            forms[_key(short)] = tuple(dict.fromkeys([known, *forms.get(_key(short), ())]))
        return forms

    @cached_property
    def _short_forms(self) -> PhraseTable:
        table = PhraseTable(exact=True)
        for short in (*self.abbreviations, *self.learnt):
            table.add("abbreviation", _key(short), short.replace("-", " "))
        return table

    @cached_property
    def _spoken(self) -> PhraseTable:
        table = PhraseTable(exact=True)
        for said in self.spoken:
            for phrase in said.split("|"):
                table.add("spoken", said, phrase)
        return table

    @cached_property
    def _english(self) -> PhraseTable:
        table = PhraseTable()
        for english in self.english:
            for phrase in english.split("|"):
                table.add("english", english, " ".join(_singular(t.canonical) for t in tokenize(phrase)))
        return table

    @cached_property
    def _chat_words(self) -> dict[str, str]:
        return {fold(short): words for short, words in self.chat.items()}

    @cached_property
    def _chat_pattern(self) -> re.Pattern[str]:
        shorts = sorted({*self.chat, *map(str.lower, self.chat), *self._chat_words}, key=len, reverse=True)
        return re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, shorts))})(?![\w./-])")


@cache
def load_glossary() -> Glossary:
    """The glossary of the package, without what a corpus defines; read once."""
    return Glossary(
        english={english: tuple(terms) for english, terms in _table("glossary.yaml").items()},
        abbreviations={short: tuple(long) for short, long in _table("abbreviations.yaml").items()},
        chat=_table("chat.yaml"),
        spoken={said: tuple(terms) for said, terms in _table("synonyms.yaml").items()},
    )


def learn_abbreviations(records: Iterable[Record]) -> dict[str, str]:
    """Short forms that the records define: "Trung tâm điều hành thông minh (IOC)" gives IOC.

    The long form is as many words as the short form has letters when their initials agree; otherwise the name before
    it ("Chỉ số Nhận thức Tham nhũng (CPI)"): its words back to the first of the capitals that follow each other at
    most two words apart, two words a letter at most. The first definition in the order of `records` counts.
    """
    learnt: dict[str, str] = {}
    for record in records:
        for match in _DEFINITION.finditer(record.mended or record.text):
            long = _long_form(squeeze(match[1]).split(" "), match[2])
            if long is not None:
                learnt.setdefault(match[2], long)
    return learnt


def _long_form(words: Sequence[str], short: str) -> str | None:
    letters = short.replace("&", "")
    initials = "".join(fold(word[0]) for word in words)
    if initials.endswith(fold(letters)):
        return " ".join(words[-len(letters) :])
    start = len(words)
    for at, word in reversed(list(enumerate(words))):
        if word[0].isupper() and (start == len(words) or start - at <= 2) and len(words) - at <= 2 * len(letters):
            start = at
    return " ".join(words[start:]) if len(words) - start >= 2 else None


def _key(short: str) -> str:
    return re.sub(r"\W", "", fold(short))


def _singular(word: str) -> str:
    if not word.isascii() or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = yaml.load(
        files("dannguon.retrieval.data").joinpath(name).read_text("utf-8"), yaml.CSafeLoader
    )
    return table
