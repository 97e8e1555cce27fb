"""Which words of a question name a subject. Knows those that name none; hides how they are typed."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from dannguon.agencies import load_gazetteer
from dannguon.text import canonical, fold


def content_words(topic: str) -> list[str]:
    """The words of a topic that name a subject, folded, in order; agencies are not among them."""
    for mention in reversed(load_gazetteer().find(topic)):
        topic = f"{topic[: mention.start]} {topic[mention.end :]}"
    return re.findall(r"[^\W_]+", fold(_fillers().sub(" ", canonical(topic))))


@cache
def _fillers() -> re.Pattern[str]:
    table = yaml.safe_load((files("dannguon.answer.data") / "fillers.yaml").read_text("utf-8"))
    said = [phrase for section in ("phrases", "words") for phrase in map(canonical, table[section])]
    return re.compile(r"\b(?:" + "|".join(re.escape(form) for one in said for form in (one, fold(one))) + r")\b")
