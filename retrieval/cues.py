"""What the words of a question ask for. Knows the table of cues; hides which words those are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

import yaml

from dannguon.language import Language
from dannguon.models import Field
from dannguon.retrieval.doers import Doers
from dannguon.retrieval.glossary import load_glossary
from dannguon.retrieval.phrases import Match, PhraseTable, Token
from dannguon.text import canonical, fold

_ENGLISH = frozenset(
    "who what when which how whose why is are was were does did of for by with this these those list show tell give"
    " many much lead leads leading led due deadline task tasks agency agencies department responsible should must about"
    " and please compare summarize summarise from all has have still where will result results target plan"
    " report".split()
)
_VIETNAMESE = frozenset(
    "ai gi nao la cua co nhung cac bao nhieu khi gio khong va duoc thi nhiem vu chu tri phoi hop han hoan thanh"
    " quan co don vi ket qua tham quyen tien do trong nam thang quy muc phu luc ke hoach bao cao so phai dau".split()
)


_ASIDES = frozenset({"injection", "harmful", "offtopic"})
"""What is refused is refused by the letter: a slip would make "ròng bằng" a sum ("cộng bằng")."""


_DOERS = ("whom", "part")
"""Sections whose words are read together, see `retrieval/doers.py`."""


@cache
def _table() -> dict[str, Any]:
    """`cues.yaml` with the intents of `asides.yaml` among its own."""
    folder = files("dannguon.retrieval.data")
    table, asides = (
        yaml.load(folder.joinpath(name).read_text("utf-8"), yaml.CSafeLoader) for name in ("cues.yaml", "asides.yaml")
    )
    table["intent"] |= asides
    return dict(table)


@cache
def load_cues() -> PhraseTable:
    """The cues of the package; read and built once. Sections and values are those of `data/cues.yaml`."""
    return _table_of(set(_table()) - {"parts", *_DOERS})


@cache
def _doers() -> Doers:
    """Question words for agencies and people, and the words for what they do."""
    return Doers(*(_table_of({section}) for section in _DOERS))


def _table_of(sections: Set[str]) -> PhraseTable:
    phrases = list(_phrases())
    words = frozenset(word for _, _, phrase in phrases for word in canonical(phrase).split())
    cues = PhraseTable(lexicon=load_glossary().lexicon | words)
    for section, value, phrase in phrases:
        if section in sections:
            cues.add(section, value, phrase, exact=value in _ASIDES)
    return cues


def cue_phrases() -> list[str]:
    """All phrases that ask for something, as written in the table; those that are refused are left out."""
    return [phrase for _, value, phrase in _phrases() if value not in _ASIDES]


def _phrases() -> Iterator[tuple[str, str, str]]:
    table = _table()
    for section, values in table.items():
        if section == "parts":
            continue
        if isinstance(values, list):
            values = {section: values}
        for value, phrases in values.items():
            for phrase in phrases:
                yield from ((section, value, whole) for whole in _expand(phrase, table["parts"]))


def _expand(phrase: str, parts: dict[str, list[str]]) -> Iterator[str]:
    used = [name for name in parts if f"{{{name}}}" in phrase]
    for choice in product(*(parts[name] for name in used)):
        whole = phrase
        for name, words in zip(used, choice, strict=True):
            whole = whole.replace(f"{{{name}}}", words)
        yield whole


@cache
def field_names() -> Mapping[str, Field]:
    """What the columns are called, without diacritics; read once."""
    return {fold(name): Field(value) for value, names in _table()["name"].items() for name in names}


def find_cues(tokens: Sequence[Token]) -> list[Match]:
    """The cues of a question, from left to right; who is asked for comes before what its words may be else."""
    cues = load_cues().find(tokens)
    doers = [
        doer
        for doer in _doers().find(tokens, cues)
        if not any(len(cue.words) >= len(doer.words) for cue in cues if cue.section == "kind" and _shared(cue, doer))
    ]
    others = [cue for cue in cues if not any(_shared(cue, doer) for doer in doers)]
    return sorted([*others, *doers], key=lambda cue: cue.start)


def _shared(cue: Match, other: Match) -> bool:
    return not set(cue.words).isdisjoint(other.words)


def language_of(tokens: Sequence[Token]) -> Language:
    """Vietnamese unless English function words clearly outweigh the Vietnamese ones and the toned words."""
    head = tokens[:400]
    english = sum(2 for t in head if t.canonical in _ENGLISH) + sum(t.canonical == "the" for t in head)
    vietnamese = sum(2 if t.folded in _VIETNAMESE else t.canonical != t.folded for t in head)
    return "en" if english > vietnamese else "vi"
