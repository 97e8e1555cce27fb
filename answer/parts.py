"""Several questions typed as one. Knows where one ends and how their replies are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dannguon.answer.compose import Sentence
from dannguon.answer.reply import Reply

_END = re.compile(r"(?<=\?)\s+")
_LEAST = 4
"""A part with fewer words is a tag ("đúng không?") and stays with what stands before it."""
_MOST = 4


def questions_in(text: str) -> list[str]:
    """The questions of one message in order; the whole text when it is one question."""
    parts: list[str] = []
    for piece in _END.split(text.strip()):
        if parts and (len(piece.split()) < _LEAST or len(parts[-1].split()) < _LEAST):
            parts[-1] += " " + piece
        else:
            parts.append(piece)
    return parts if len(parts) <= _MOST else [text]


def joined_replies(replies: Sequence[Reply]) -> Reply:
    """One reply to all parts: what was answered, in order; the first refusal when nothing was."""
    answered = [reply for reply in replies if reply.reason is None]
    if len(replies) == 1 or not answered:
        return replies[0]
    sentences: list[Sentence] = []
    for sentence in (sentence for reply in answered for sentence in reply.sentences):
        if sentence not in sentences:  # a claim with computed inputs has no hash
            sentences.append(sentence)
    return Reply(
        sentences=tuple(sentences),
        separator="\n" if any(reply.separator != " " for reply in answered) else " ",
        warnings=tuple(dict.fromkeys(warning for reply in answered for warning in reply.warnings)),
        about=tuple({record.id: record for reply in answered for record in reply.about}.values()),
    )
