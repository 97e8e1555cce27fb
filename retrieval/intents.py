"""What kind of answer a question wants. Knows which cue wins over which; hides the exceptions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dannguon.models import Field
from dannguon.retrieval.asked import Intent
from dannguon.retrieval.phrases import Match
from dannguon.retrieval.wording import Wording

_LIST_VERBS = frozenset("liet ke danh list enumerate show give name".split())
_PLURALS = frozenset("cac nhung tat toan moi all".split())
_YES_NO_EN = frozenset("is are does do did has have was were will can".split())
_WHAT_IS_DUE = re.compile(r"\b(?:có|những|co|nhung)\s+(?:những\s+|nhung\s+)?(?:gì|gi)\b", re.IGNORECASE)
_ORDER = (Intent.INJECTION, Intent.CHECK, Intent.VERSION, Intent.COUNT, Intent.COMPARE, Intent.LIST, Intent.SUMMARY)


def intent_of(wording: Wording, cues: Sequence[Match], bound: bool, narrowed: bool) -> Intent:
    """What kind of answer is wanted.

    Args:
        bound: an agency has a role.
        narrowed: an agency or a deadline is named, so that a bare noun phrase may be a list.
    """
    values = {cue.value for cue in cues if cue.section == "intent"}
    asked = {Intent(value) for value in values if value != "count_if_narrowed"}
    if "count_if_narrowed" in values and bound:
        asked.add(Intent.COUNT)
    strong = any(cue.section == "ask" and not (Intent.LIST in asked and _is_told(wording, cue)) for cue in cues)
    if Intent.COUNT in asked and any(cue.section == "ask" and cue.value == Field.VALUE for cue in cues):
        asked.discard(Intent.COUNT)
    if Intent.LIST in asked and strong and not bound and not _explicit_list(wording, cues):
        asked.discard(Intent.LIST)
    for intent in _ORDER:
        if intent in asked:
            return intent
    if narrowed and _WHAT_IS_DUE.search(wording.text) and any(cue.section == "due" for cue in cues):
        return Intent.LIST
    if not strong and _is_yes_no(wording):
        return Intent.CHECK
    if not strong and narrowed and _starts_with_kind(cues):
        return Intent.LIST
    for intent in (Intent.OFFTOPIC, Intent.SMALLTALK):
        if intent in asked:
            return intent
    return Intent.LOOKUP


def _is_told(wording: Wording, cue: Match) -> bool:
    """Whether the words of a note only lead to what stands in it: "nhiệm vụ nào có ghi chú Thông báo số 17"."""
    asking = {"gi", "nao", "sao", "what", "any"} & {wording.tokens[at].folded for at in cue.words}
    return cue.value == Field.NOTE and not asking and cue.end < len(wording.tokens)


def _starts_with_kind(cues: Sequence[Match]) -> bool:
    """Whether the question opens with the kind of record meant: "nhiệm vụ thường xuyên của Công an Thành phố"."""
    content = [cue for cue in cues if cue.section != "polite"]
    return bool(content) and content[0].section == "kind" and content[0].start < 3


def _explicit_list(wording: Wording, cues: Sequence[Match]) -> bool:
    """Whether many records are asked for although a field is, too: "liệt kê", or "các nhiệm vụ …" at the head."""
    for cue in cues:
        if cue.section == "intent" and cue.value == Intent.LIST:
            first = wording.tokens[cue.start].folded
            if first in _LIST_VERBS or (cue.start < 2 and first in _PLURALS):
                return True
    return False


def _is_yes_no(wording: Wording) -> bool:
    words = [token.folded for token in wording.tokens]
    while words and words[-1] in ("a", "vay", "nhi", "em", "ban", "the", "nhe"):
        words.pop()
    if wording.language == "en":
        return bool(words) and words[0] in _YES_NO_EN and words[1:2] != ["there"]
    return (
        len(words) > 3
        and words[-1] in ("khong", "ko", "hong")
        and "co" in words[:-1]
        and not {"nao", "gi"} & set(words)
    )


def without_subject(intent: Intent, has_subject: bool, topic: str) -> Intent:
    """A greeting before a question is only politeness; an off-topic word in a question about a document is none."""
    if intent is Intent.SMALLTALK and (has_subject or len(topic.split()) > 3):
        return Intent.LOOKUP
    return Intent.LOOKUP if intent is Intent.OFFTOPIC and has_subject else intent
