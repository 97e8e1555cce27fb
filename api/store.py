"""Conversations and feedback: one SQLite file in the data folder. Knows the tables; hides who waits for whom."""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from dannguon.errors import DanNguonError

Json = dict[str, Any]
Verdict = Literal["right", "wrong_row", "missing"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, changed TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS of_owner ON conversations (owner, changed);
CREATE TABLE IF NOT EXISTS turns (
  row INTEGER PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  asked TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS of_conversation ON turns (conversation);
CREATE TABLE IF NOT EXISTS feedback (row INTEGER PRIMARY KEY, given TEXT NOT NULL, body TEXT NOT NULL) STRICT;
"""


class UnknownConversation(DanNguonError):
    """A conversation that is not there, or that belongs to another browser."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One entry of the list; `changed` is the time of its last turn or renaming."""

    id: str
    title: str
    changed: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and the whole answer as it was sent."""

    asked: str
    question: str
    answer: Json


class Store:
    """Safe to share between threads and processes; the file appears with the first use.

    Every method that names a conversation raises UnknownConversation unless `owner` has it.
    """

    def __init__(self, path: Path) -> None:
        """Nothing is opened yet."""
        self._path = path
        self._lock = threading.Lock()
        self._made = False

    @classmethod
    def of(cls, home: Path) -> Store:
        """The store in a data folder."""
        return cls(home / "conversations.sqlite")

    def start(self, owner: str, title: str, at: datetime) -> Conversation:
        """A new conversation without turns."""
        conversation = Conversation(secrets.token_urlsafe(12), title, at.isoformat())
        with self._open() as db:
            db.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?)",
                (conversation.id, owner, conversation.title, conversation.changed),
            )
        return conversation

    def conversations(self, owner: str | None) -> list[Conversation]:
        """All of an owner, the last changed first."""
        with self._open() as db:
            found = db.execute(
                "SELECT id, title, changed FROM conversations WHERE owner = ? ORDER BY changed DESC", (owner,)
            )
            return [Conversation(*row) for row in found]

    def conversation(self, owner: str | None, conversation: str) -> tuple[Conversation, list[Turn]]:
        """A conversation and its turns, oldest first."""
        with self._open() as db:
            head = _owned(db, owner, conversation)
            turns = db.execute(
                "SELECT asked, question, answer FROM turns WHERE conversation = ? ORDER BY row", (conversation,)
            )
            return head, [Turn(asked, question, json.loads(answer)) for asked, question, answer in turns]

    def add_turn(self, owner: str | None, conversation: str, question: str, answer: Json, at: datetime) -> None:
        """Append a turn."""
        with self._open() as db:
            _owned(db, owner, conversation)
            db.execute(
                "INSERT INTO turns (conversation, asked, question, answer) VALUES (?, ?, ?, ?)",
                (conversation, at.isoformat(), question, json.dumps(answer, ensure_ascii=False)),
            )
            db.execute("UPDATE conversations SET changed = ? WHERE id = ?", (at.isoformat(), conversation))

    def rename(self, owner: str | None, conversation: str, title: str, at: datetime) -> Conversation:
        """Give a conversation another title."""
        with self._open() as db:
            _owned(db, owner, conversation)
            db.execute(
                "UPDATE conversations SET title = ?, changed = ? WHERE id = ?", (title, at.isoformat(), conversation)
            )
            return _owned(db, owner, conversation)

    def delete(self, owner: str | None, conversation: str) -> None:
        """Remove a conversation with all its turns."""
        with self._open() as db:
            _owned(db, owner, conversation)
            db.execute("DELETE FROM conversations WHERE id = ?", (conversation,))

    def add_feedback(self, body: Json, at: datetime) -> None:
        """Keep what a reader said of an answer."""
        with self._open() as db:
            db.execute(
                "INSERT INTO feedback (given, body) VALUES (?, ?)",
                (at.isoformat(), json.dumps(body, ensure_ascii=False)),
            )

    def feedback(self) -> list[Json]:
        """All feedback, oldest first, each with the time it was given: the raw material of new eval cases."""
        with self._open() as db:
            found = db.execute("SELECT given, body FROM feedback ORDER BY row")
            return [{"given": given} | json.loads(body) for given, body in found]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection and a transaction: all of a method's statements or none."""
        self._make()
        with closing(sqlite3.connect(self._path, timeout=10)) as db:
            db.execute("PRAGMA foreign_keys = ON")
            with db:
                yield db

    def _make(self) -> None:
        """Create the file once: turning WAL on does not wait for others, so threads must not do it together."""
        with self._lock:
            if not self._made:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with closing(sqlite3.connect(self._path, timeout=10)) as db:
                    db.execute("PRAGMA journal_mode = WAL")
                    db.executescript(_SCHEMA)
                self._made = True


def _owned(db: sqlite3.Connection, owner: str | None, conversation: str) -> Conversation:
    row = db.execute(
        "SELECT id, title, changed FROM conversations WHERE id = ? AND owner = ?", (conversation, owner)
    ).fetchone()
    if row is None:
        raise UnknownConversation("Không có cuộc hỏi đáp này; có thể nó đã được xóa. Hãy mở một cuộc mới.")
    return Conversation(*row)
