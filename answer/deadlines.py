"""Where the day of a question stands to a deadline. Knows how people ask for it; never says that a task is late."""

from __future__ import annotations

import re

from dannguon.answer import computed
from dannguon.answer.compose import Mark, Sentence, fill
from dannguon.answer.reply import Situation
from dannguon.models import Due, Field, Record
from dannguon.prompts.wording import load_wording
from dannguon.text import fold

_ASKS = re.compile(
    r"\b(?:tre|qua|het|con|den|toi)\s+(?:thoi\s+)?han\b(?=.*\b(?:chua|khong|ko|chu|phai)\b)"
    r"|\bcon\s+(?:kip|bao\s+lau|bao\s+nhieu\s+ngay|may\s+ngay)\b|\b(?:bao\s+nhieu|may)\s+ngay\s+nua\b"
    r"|\boverdue\b|\bpast\s+(?:due|its\s+deadline)\b|\bdays\s+(?:are\s+)?(?:left|remain\w*)\b"
    r"|\bstill\s+(?:in\s+)?time\b|\bhow\s+long\s+until\b"
)


def standing(found: Record, situation: Situation) -> list[Sentence]:
    """The days left to the last day of the record's deadline, or that it has passed; empty when not asked for."""
    due = found.value(Field.DUE)
    if not _ASKS.search(fold(situation.question.text)) or not isinstance(due, Due) or due.end is None:
        return []
    words = load_wording(situation.language)
    today, mark = computed.as_of(situation.as_of, situation.language), Mark((found.id,))
    if due.end < situation.as_of:
        return [fill(words("deadline.past"), {"day": today, "mark": mark})]
    left = computed.days_left(found.id, due.end, situation.as_of)
    return [fill(words("deadline.left"), {"day": today, "days": left, "mark": mark})]
