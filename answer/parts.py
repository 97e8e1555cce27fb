"""Several questions typed as one. Knows where one ends and how their replies are joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dannguon.answer.compose import Sentence
from dannguon.answer.reply import Reply
from dannguon.retrieval.asked import Question
from dannguon.text import fold

_END = re.compile(r"(?<=\?)\s+")
_LEAST = 4
"""A part with fewer words is a tag ("đúng không?") and stays with what stands before it."""
_MOST = 4
_CLAUSE = re.compile(r"\s*[,;]\s*(?:(?:còn|con|và|va)\s+)?|\s+(?:còn|và)\s+")
_ASKS = re.compile(r"\b(?:bao nhieu|may|ai|nao|gi|sao|den dau)\b")
_SIDES = 2
_GOAL = re.compile(r"\b(?:chỉ tiêu|mục tiêu|chi tieu|muc tieu)\b", re.IGNORECASE)
_REACHED = re.compile(r"\b(?:thực tế|đã đạt|đạt được|thuc te|da dat|dat duoc)\b", re.IGNORECASE)
_THANKS = re.compile(
    r"^(?:(?:dạ|vâng|ok|oke|được rồi|rồi)\W+)*(?:cảm ơn|cám ơn|cam on|thanks?(?: you)?|tks)\b[^,.!;?]*[,.!;]\s*"
    r"(?=\S+\s+\S)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\s*(?:năm|nam)?\s*\b20\d\d\b")


def without_thanks(text: str) -> str:
    """A turn without the thanks that it begins with, when something is asked after them."""
    return _THANKS.sub("", text)


def questions_in(text: str) -> list[str]:
    """The questions of one message in order; the whole text when it is one question."""
    parts: list[str] = []
    for piece in _END.split(text.strip()):
        if parts and (len(piece.split()) < _LEAST or len(parts[-1].split()) < _LEAST):
            parts[-1] += " " + piece
        else:
            parts.append(piece)
    return parts if len(parts) <= _MOST else [text]


def sides(text: str, read: Callable[[str], Question]) -> list[str]:
    """The questions in which two places are asked about one subject; the whole text when it is not so.

    "X: chỉ tiêu 2026 là bao nhiêu, báo cáo 6/2025 ghi bao nhiêu?" asks for two records that no one document holds.
    Two documents of which the same is asked are left together: the row of one tells its twin in the other.
    """
    head, colon, rest = text.partition(": ")
    clauses = _asking_clauses(rest if colon else text)
    if len(clauses) != _SIDES:
        return [text]
    readings = [read(clause) for clause in clauses]
    places = [_place(one) for one in readings]
    alike = all(one.documents and not one.topic for one in readings)
    if not all(places) or places[0] == places[1] or (alike and colon):
        return [text]
    subject = head if colon else _YEAR.sub("", _GOAL.sub("", readings[0].topic)).strip()
    if not subject or (not colon and not _is_goal(readings[1])):
        return [text]
    return [f"{subject} {clause}" if colon or at else clause for at, clause in enumerate(clauses)]


def _place(question: Question) -> tuple[object, ...]:
    """Where a clause says that its answer stands; empty when it says nothing of it."""
    asked = question.constraints
    named = (*question.documents, *question.unknown_documents, *asked.containers, *question.references)
    kind = "target" if _is_goal(question) else "reached" if _REACHED.search(question.text) else ""
    return named or ((kind,) if kind else ())


def _is_goal(question: Question) -> bool:
    return not question.documents and _GOAL.search(question.text) is not None


def _asking_clauses(text: str) -> list[str]:
    """The clauses that ask something; a clause that asks nothing belongs to the next one, or to the last."""
    clauses: list[str] = []
    start = 0
    for cut in [*_CLAUSE.finditer(text), None]:
        end = cut.start() if cut else len(text)
        if _ASKS.search(fold(text[start:end])):
            clauses.append(text[start:end].strip())
            start = cut.end() if cut else end
        elif cut is None and clauses and text[start:end].strip():
            return []
    return clauses


def joined_replies(replies: Sequence[Reply]) -> Reply:
    """One reply to all parts, in order; the first refusal when nothing was answered."""
    answered = [reply for reply in replies if reply.reason is None]
    if len(replies) == 1 or not answered:
        return replies[0]
    sentences: list[Sentence] = []
    for sentence in (sentence for reply in replies for sentence in reply.sentences):
        if sentence not in sentences:  # a claim with computed inputs has no hash
            sentences.append(sentence)
    return Reply(
        sentences=tuple(sentences),
        separator="\n" if any(reply.separator != " " for reply in answered) else " ",
        warnings=tuple(dict.fromkeys(warning for reply in answered for warning in reply.warnings)),
        about=tuple({record.id: record for reply in answered for record in reply.about}.values()),
    )
