"""The one public verb: a request becomes a checked, cited answer. Knows the order of the steps."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from dannguon.answer.cautions import cautions
from dannguon.answer.claims import Answer, Claim, Request
from dannguon.answer.compose import Sentence, compose
from dannguon.answer.conversation import Thread, Turn, advance, follow
from dannguon.answer.handlers import HANDLERS
from dannguon.answer.lookup import name_of
from dannguon.answer.parts import joined_replies, questions_in, sides, without_thanks
from dannguon.answer.reply import Reply, Situation
from dannguon.answer.verify import Misstatement, checked, verify
from dannguon.kb import KnowledgeBase, published
from dannguon.labels import label
from dannguon.language import Language
from dannguon.prompts.wording import load_wording, prompt_hash
from dannguon.retrieval.embedding import Embedder, load_embedder
from dannguon.retrieval.search import Engine, Hit

_log = logging.getLogger(__name__)
_NAME = 14
"""Words of a record's name in the line that says how a question was read."""
_TURNS = 12
"""Turns of a person that are read again; what was said before them is forgotten."""


class Assistant:
    """One generation of the knowledge base with its indexes, ready to answer; safe to share between threads."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """Open the generation in `folder`; raises KnowledgeBaseError."""
        self.kb = KnowledgeBase(folder)
        self.engine = Engine(self.kb, embedder)
        self.engine.search("Cơ quan nào chủ trì?", 1)  # builds tables and kernels before anybody waits for them

    def search(self, question: str, k: int, documents: tuple[str, ...] = ()) -> list[Hit]:
        """The `k` best records for a question, best first; within `documents` (slugs) when given."""
        return self.engine.search(question, k, documents=documents)

    def explain(self, question: str) -> list[str]:
        """How a question is read, as lines for people."""
        return self.engine.read(question, date.today()).explain()

    def ask(self, request: Request) -> Answer:
        """Answer the last message of the request; never raises for what a person may type."""
        started = time.perf_counter()
        said = [message.content for message in request.messages if message.role == "user"][-_TURNS:] or [""]
        asked = [without_thanks(text) for text in said]
        thread: Thread | None = None
        for text in asked[:-1]:
            turn = follow(self.engine.read(text, request.as_of), thread, self.kb, self.engine)
            thread = advance(turn, self._reply(turn, request), thread)
        replies: list[Reply] = []
        for part in questions_in(asked[-1]):
            turn, answered, thread = self._answered(part, thread, request)
            replies += answered
        reply = joined_replies(replies)
        found = time.perf_counter()
        answer = self._shown(reply, _language(turn, request))
        ended = time.perf_counter()
        timing = {
            "retrieve": 1e3 * (found - started),
            "compose": 1e3 * (ended - found),
            "total": 1e3 * (ended - started),
        }
        reading = self._reading(turn, reply, _language(turn, request))
        return replace(answer, reading=reading, timing_ms={name: round(ms, 2) for name, ms in timing.items()})

    def _answered(self, part: str, thread: Thread | None, request: Request) -> tuple[Turn, list[Reply], Thread | None]:
        """The replies to a question: to each of its two sides when both have one, else to the whole.

        Where the whole has none either, the side that has one is told, with what the other lacks.
        """
        read = partial(self.engine.read, as_of=request.as_of)
        partly: tuple[Turn, list[Reply], Thread | None] | None = None
        for parts in dict.fromkeys((tuple(sides(part, read)), (part,))):
            replies, after = [], thread
            for one in parts:
                turn = follow(read(one), after, self.kb, self.engine)
                replies.append(self._reply(turn, request))
                after = advance(turn, replies[-1], after)
            if all(reply.reason is None for reply in replies):
                return turn, replies, after
            if partly is None and any(reply.reason is None for reply in replies):
                partly = turn, replies, after
        return partly or (turn, replies, after)

    def _reply(self, turn: Turn, request: Request) -> Reply:
        language = _language(turn, request)
        situation = Situation(
            turn.question, request.as_of, language, request.documents, self.kb, self.engine, turn.focus
        )
        return next(reply for handler in HANDLERS if (reply := handler(situation)) is not None)

    def _reading(self, turn: Turn, reply: Reply, language: Language) -> str | None:
        """What a follow-up was taken to be about, in a line; None for a question that speaks for itself."""
        if not turn.inherits or not reply.about:
            return None
        record = reply.about[0]
        topic = f"{label(record, self.kb.document(record.document))} – {name_of(record, limit=_NAME).text}"
        return load_wording(language)("reading.about").replace("{topic}", topic)

    def _shown(self, reply: Reply, language: Language) -> Answer:
        """The answer with every sentence that `verify` does not let through left out."""
        sentences = list(reply.sentences)
        while sentences:
            answer = compose(sentences, self.kb, language, separator=reply.separator, warnings=reply.warnings)
            wrong = verify(answer, self.kb)
            if not wrong:
                return replace(
                    checked(answer),
                    warnings=(*answer.warnings, *cautions(answer, self.kb, language)),
                    abstained=reply.reason is not None,
                    reason=reply.reason,
                    nearest=tuple(record.id for record in reply.nearest),
                    prompt_hash=prompt_hash(),
                )
            for misstatement in wrong:
                _log.error("withheld: %s: %r", misstatement.reason, misstatement.text)
            sentences = _without(sentences, wrong)
        reason = load_wording(language)("refusal.not_found")
        return Answer(
            reason, language, abstained=True, reason=reason, revision=self.kb.revision, prompt_hash=prompt_hash()
        )


def _language(turn: Turn, request: Request) -> Language:
    return turn.question.language if request.language == "auto" else request.language


def _without(sentences: list[Sentence], wrong: list[Misstatement]) -> list[Sentence]:
    """The sentences that no misstatement is about; none when a value stands outside of all claims."""
    claims: list[Claim] = [m.claim for m in wrong if m.claim is not None]
    if len(claims) < len(wrong):
        return []
    return [sentence for sentence in sentences if not any(part in claims for part in sentence)]


class Assistants:
    """Hands out the assistant of the published generation; opens a newer one when it appears."""

    def __init__(self, home: Path, cache: Path, embedding: str | None) -> None:
        """Nothing is opened yet."""
        self._home = home
        self._cache = cache
        self._embedding = embedding
        self._lock = threading.Lock()
        self._embedder: Embedder | None = None
        self._assistant: Assistant | None = None

    def current(self) -> Assistant:
        """The assistant of the generation published now; raises KnowledgeBaseError before the first build."""
        folder = published(self._home)
        with self._lock:
            if self._assistant is None or self._assistant.kb.folder != folder:
                if folder is None:
                    KnowledgeBase.open(self._home)  # raises with its sentence
                self._embedder = self._embedder or load_embedder(self._cache, self._embedding)
                assert folder is not None
                self._assistant = Assistant(folder, self._embedder)
            return self._assistant
