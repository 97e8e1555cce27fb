"""A question as officials type it becomes a Question. Knows the order in which its parts are read."""

from __future__ import annotations

from datetime import date

from dannguon.text import fold, nfc, squeeze

from .asked import Question
from .catalogue import Catalogue

__all__ = ["Catalogue", "Question", "read_question"]


def read_question(text: str, *, catalogue: Catalogue, as_of: date) -> Question:
    """Read a question; never raises. `as_of` is the day that "trong 30 ngày tới" counts from."""
    clean = squeeze(nfc(text))
    return Question(text=text, toned=fold(clean) != clean.casefold(), topic=clean)
