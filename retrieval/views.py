"""What of a record is searched. Knows which words of it help to find it; hides how they are indexed."""

from __future__ import annotations

from dataclasses import dataclass

from dannguon.models import AGENCY_FIELDS, Record
from dannguon.text import fold, squeeze, syllables

_TITLE_LENGTH = 300
"""Characters of a passage's own start that stand in for a title."""


@dataclass(frozen=True, slots=True)
class View:
    """The searched texts of one record, mended where the print is broken.

    `title` is what it is about, `text` all of it, `context` what stands around it: its sections, its number and
    the canonical names of its agencies, which the print may abbreviate or misspell. `passage` is what is embedded.
    """

    document: str
    title: str
    text: str
    context: str

    @property
    def passage(self) -> str:
        return self.text if self.text.startswith(self.title) else f"{self.title}. {self.text}"


def view(record: Record) -> View:
    """The texts under which a record is found."""
    agencies = [
        agency.replace("-", " ")
        for field in record.fields
        if field in AGENCY_FIELDS and isinstance(value := record.value(field), tuple)
        for agency in value
        if isinstance(agency, str)
    ]
    return View(
        document=record.document,
        title=squeeze(record.title)[:_TITLE_LENGTH],
        text=squeeze(record.mended or record.text),
        context=squeeze(" ".join([*record.section, record.ordinal, *agencies])),
    )


def tokens(text: str, *, folded: bool, bigrams: bool) -> list[str]:
    """The syllables of a text in order, then its pairs of neighbours as `first_second`.

    Pairs hold apart what single syllables confuse, most of all without diacritics.
    """
    words = syllables(fold(text) if folded else text)
    return words + [f"{a}_{b}" for a, b in zip(words, words[1:], strict=False)] if bigrams else words
