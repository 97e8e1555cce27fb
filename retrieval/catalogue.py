"""Which documents a question names. Knows numbers, types, months and versions; hides what the corpus holds."""

from __future__ import annotations

from dataclasses import dataclass

from dannguon.models import Document, Relation


@dataclass(frozen=True)
class Catalogue:
    """The documents of a knowledge base and what they say of one another."""

    documents: tuple[Document, ...] = ()
    relations: tuple[Relation, ...] = ()
