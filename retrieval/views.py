"""What of a record is searched. Knows which words of it help to find it; hides how they are indexed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dannguon.models import AGENCY_FIELDS, Field, Kind, Record
from dannguon.retrieval.glossary import load_glossary
from dannguon.text import fold, squeeze, syllables

_TITLE_LENGTH = 300
"""Characters of a passage's own start that stand in for a title."""
_WINDOW = 160
_SHOUTED = 0.6
_SENTENCE_END = re.compile(r"(?<=[.;:!?])\s+")


@dataclass(frozen=True, slots=True)
class View:
    """The searched texts of one record, mended where the print is broken.

    `title` is what it is about, `text` all of it, `context` what stands around it: its sections, its number and
    the canonical names of its agencies, which the print may abbreviate or misspell. `passages` is what is embedded:
    the whole, then the name of a table row, or of a long passage windows of some sentences: what is asked after is
    often there and drowns in the whole.
    """

    document: str
    title: str
    text: str
    context: str
    passages: tuple[str, ...]


def view(record: Record) -> View:
    """The texts under which a record is found."""
    agencies = [
        agency.replace("-", " ")
        for field in record.fields
        if field in AGENCY_FIELDS and isinstance(value := record.value(field), tuple)
        for agency in value
        if isinstance(agency, str)
    ]
    title = squeeze(record.guess.partition(" | ")[0] if record.guess else record.title)[:_TITLE_LENGTH]
    text = squeeze(record.guess or record.mended or record.text)
    whole = text if title in text else f"{title}. {text}"
    is_row = Field.NAME in record.fields and record.kind is not Kind.NEWS
    passages = (whole, title) if is_row else (whole, *_windows(text))
    return View(
        document=record.document,
        title=title,
        text=text,
        context=squeeze(" ".join([*record.section, record.ordinal, *agencies])),
        passages=tuple(calm(load_glossary().in_full(passage)) for passage in passages if passage),
    )


def calm(text: str) -> str:
    """A text in capitals in small letters: to the embedding, capitals are nearest to other capitals."""
    letters = [char for char in text if char.isalpha()]
    return text.lower() if sum(map(str.isupper, letters)) > _SHOUTED * len(letters) else text


def _windows(text: str) -> list[str]:
    """Neighbouring sentences up to _WINDOW characters (a longer sentence stays whole); none of a short text."""
    windows: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        if windows and len(windows[-1]) + len(sentence) < _WINDOW:
            windows[-1] += f" {sentence}"
        else:
            windows.append(sentence)
    return windows if len(windows) > 1 else []


def tokens(text: str, *, folded: bool, bigrams: bool) -> list[str]:
    """The syllables of a text in order, then its pairs of neighbours as `first_second`.

    Pairs hold apart what single syllables confuse, most of all without diacritics.
    """
    words = syllables(fold(text) if folded else text)
    return words + [f"{a}_{b}" for a, b in zip(words, words[1:], strict=False)] if bigrams else words
