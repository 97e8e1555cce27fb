"""What of a record is searched. Knows which words of it help to find it; hides how they are indexed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dannguon.models import AGENCY_FIELDS, Field, Kind, Record
from dannguon.retrieval.glossary import load_glossary
from dannguon.text import fold, squeeze, syllables

_TITLE_LENGTH = 300
"""Characters of a name, or of a passage's start that stands in for one."""
_WINDOW = 160
_LONG_WINDOW = 240
_SHOUTED = 0.6
_SENTENCE_END = re.compile(r"(?<=[.;:!?])\s+")


@dataclass(frozen=True, slots=True)
class View:
    """The searched texts of one record, mended where the print is broken.

    `title` is what it is about (where it has no name, the text, so that its words weigh as much as a row's), `text` all
    of it, `context` what stands around it: its sections, its number and the canonical names of its agencies, which
    the print may abbreviate or misspell. `passages` is what is embedded: the whole, then the name of a table row, or of
    a long passage windows of some sentences: what is asked after is often there and drowns in the whole.
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
    named = Field.NAME in record.fields
    passages = (whole, title) if named and record.kind is not Kind.NEWS else (whole, *_windows(text))
    return View(
        document=record.document,
        title=title if named else text,
        text=text,
        context=squeeze(" ".join([*record.section, record.ordinal, *agencies])),
        passages=tuple(calm(load_glossary().in_full(passage)) for passage in passages if passage),
    )


def calm(text: str) -> str:
    """A text in capitals in small letters: to the embedding, capitals are nearest to other capitals."""
    letters = [char for char in text if char.isalpha()]
    return text.lower() if sum(map(str.isupper, letters)) > _SHOUTED * len(letters) else text


def _windows(text: str) -> list[str]:
    """Windows of neighbouring sentences, short ones apart and long ones that share a sentence with the one before.

    What is asked may stand in one sentence, or in two at whose seam a window would end.
    """
    sentences = _SENTENCE_END.split(text)
    short, long = _joined(sentences, _WINDOW, 0), _joined(sentences, _LONG_WINDOW, 1)
    return [window for window in dict.fromkeys([*short, *long]) if window != text]


def _joined(sentences: Sequence[str], length: int, shared: int) -> Iterator[str]:
    """Neighbours up to `length` characters (a longer sentence stays whole), each with `shared` of those before."""
    window: list[str] = []
    for sentence in sentences:
        if window and len(" ".join([*window, sentence])) > length:
            yield " ".join(window)
            kept = window[-shared:] if shared else []
            window = kept if len(" ".join([*kept, sentence])) <= length else []
        window.append(sentence)
    yield " ".join(window)


def tokens(text: str, *, folded: bool, bigrams: bool) -> list[str]:
    """The syllables of a text in order, then its pairs of neighbours as `first_second`.

    Pairs hold apart what single syllables confuse, most of all without diacritics.
    """
    words = syllables(fold(text) if folded else text)
    return words + [f"{a}_{b}" for a, b in zip(words, words[1:], strict=False)] if bigrams else words
