"""What a handler sees and what it gives back: the situation of one question, and the sentences that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from dannguon.answer.compose import Sentence
from dannguon.kb import KnowledgeBase
from dannguon.language import Language
from dannguon.models import Record
from dannguon.retrieval.asked import Question
from dannguon.retrieval.search import Engine, Hit

_CANDIDATES = 8
"""Records that an answer may be made of."""


@dataclass(frozen=True)
class Situation:
    """One question, read, on the day `as_of`, over one generation.

    `focus` are the ids of records that the conversation has settled on; () when the question speaks for itself.
    """

    question: Question
    as_of: date
    language: Language
    documents: tuple[str, ...]
    kb: KnowledgeBase
    engine: Engine
    focus: tuple[str, ...] = ()

    @cached_property
    def hits(self) -> list[Hit]:
        """The best records, of the documents asked about, best first."""
        return self.engine.ranked(self.question, _CANDIDATES, documents=self.documents or self.question.documents)

    @cached_property
    def rarity(self) -> dict[str, float]:
        """The folded terms of the question and of what the glossary adds to it, each with its rarity."""
        return self.engine.rarity(" . ".join([self.question.text, *(term.text for term in self.question.terms)]))

    @cached_property
    def asked(self) -> dict[str, float]:
        """As `rarity`, without the words that only name a document: every sentence of it is of that document."""
        topic = " . ".join([self.question.topic, *(term.text for term in self.question.terms)])
        return (self.engine.rarity(topic) if self.question.documents else {}) or self.rarity

    @cached_property
    def typed(self) -> dict[str, float]:
        """As `rarity`, of the question's own words only; with the glossary's where those are not Vietnamese."""
        return self.rarity if self.question.language == "en" else self.engine.rarity(self.question.text)

    def near(self, passages: Sequence[str]) -> list[float] | None:
        """How near each passage is to an English question, whose words the print lacks; None when words are enough."""
        return self.engine.nearness(self.question.text, passages) if self.question.language == "en" else None


@dataclass(frozen=True, slots=True)
class Reply:
    """Sentences in reading order, or a refusal: then `reason` is set and `nearest` may help.

    `separator` stands between sentences in the text: a space for prose, a line break for lists.
    """

    sentences: tuple[Sentence, ...]
    separator: str = " "
    reason: str | None = None
    nearest: tuple[Record, ...] = ()
    warnings: tuple[str, ...] = ()
    about: tuple[Record, ...] = ()


class Handler(Protocol):
    """Answers the questions of its kind; None leaves the question to the next handler."""

    def __call__(self, situation: Situation) -> Reply | None: ...
