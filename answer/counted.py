"""A yes/no question that supposes a number of rows: counted, then confirmed or denied. Knows how it is typed."""

from __future__ import annotations

import re
from dataclasses import replace

from dannguon.answer.listing import listing
from dannguon.answer.reply import Reply, Situation
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import Intent
from dannguon.text import fold

_SUPPOSED = re.compile(
    r"(?<![\w./,-])(?<!vu )(?<!tieu )(?<!so )0*(?P<n>\d{1,3})"
    r"(?= (?:nhiem vu|chi tieu|viec|van ban|muc tieu|dau viec|tasks?|targets?|items?|documents?)\b)"
)
_TAG = re.compile(
    r"[\s,]*\b(?:co )?(?:dung|phai) (?:khong|ko|chua|chu|hong|hem|vay)\b[^?.!]*[?.!]*\s*$"
    r"|[\s,]*\b(?:dung|phai|chu|ha|nhi|right|correct|is that (?:right|correct|true))\W*$"
    r"|^\s*(?:co phai|is it true that|are there|does|do)\s+"
)
_HOW_MANY = {"vi": "bao nhiêu", "en": "how many"}


def supposed_count(situation: Situation) -> Reply | None:
    """All rows that a supposed number speaks of, after "Đúng." or "Không đúng."; None for other questions."""
    question = situation.question
    text, folded = question.text, fold(question.text)
    number = _SUPPOSED.search(folded)
    if question.intent is not Intent.CHECK or number is None or len(folded) != len(text):
        return None
    asked = text[: number.start()] + _HOW_MANY[question.language] + text[number.end() :]
    asked = _without(asked, _TAG)
    read = situation.engine.read(asked, situation.as_of)
    reply = listing(replace(situation, question=read)) if read.intent is Intent.COUNT else None
    if reply is None or not reply.about:
        return None
    right = len(reply.about) == int(number["n"])
    verdict = load_wording(situation.language)("check.right" if right else "check.wrong")
    first, *rest = reply.sentences
    return replace(reply, sentences=((verdict + " ", *first), *rest))


def _without(text: str, tag: re.Pattern[str]) -> str:
    """The text without what only asks for a yes or no."""
    for match in reversed(list(tag.finditer(fold(text)))):
        text = text[: match.start()] + " " + text[match.end() :]
    return text.strip() + "?"
