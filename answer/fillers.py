"""Which words of a question name a subject. Knows those that name none; hides how they are typed."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from dannguon.agencies import load_gazetteer
from dannguon.retrieval.asked import Question
from dannguon.text import canonical, fold

_POINTED = re.compile(
    r"\b(?:ke hoach|van ban|bao cao|de an|du an|chuong trinh|nhiem vu|chi tieu|cong viec|viec|muc|noi dung)"
    r"\s+(?:nay|do|ay|kia|tren|vua neu|neu tren|vua roi)\b"
)
"""A thing pointed at: its noun names no subject."""


def content_words(question: Question) -> list[str]:
    """The words of the topic that name a subject, folded, in order; agencies are not among them."""
    topic = question.topic
    for mention in reversed(load_gazetteer().find(topic)):
        topic = f"{topic[: mention.start]} {topic[mention.end :]}"
    pointed = {word for match in _POINTED.finditer(fold(question.text)) for word in match[0].split()}
    return [word for word in re.findall(r"[^\W_]+", fold(_fillers().sub(" ", canonical(topic)))) if word not in pointed]


@cache
def _fillers() -> re.Pattern[str]:
    table = yaml.safe_load((files("dannguon.answer.data") / "fillers.yaml").read_text("utf-8"))
    said = [phrase for section in ("phrases", "words") for phrase in map(canonical, table[section])]
    return re.compile(r"\b(?:" + "|".join(re.escape(form) for one in said for form in (one, fold(one))) + r")\b")
