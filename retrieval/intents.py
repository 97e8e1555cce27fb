"""What kind of answer a question wants. Knows which cue wins over which; hides the exceptions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from dannguon.models import AGENCY_FIELDS, Field
from dannguon.retrieval.asked import Intent
from dannguon.retrieval.phrases import Match, aligned
from dannguon.retrieval.wording import Wording

_PARTS = AGENCY_FIELDS | {Field.OFFICERS, Field.IMPLEMENTING_UNIT, Field.DELIVERABLE, Field.PROGRESS}
_OF_A_ROW = {Field.LEAD_AGENCY, Field.COORDINATING_AGENCIES, Field.MONITORING_AGENCY, Field.ACCOUNTABLE_HEAD}
"""What a row states and no document's head: who asks for it speaks of a thing that replaces another."""
_LIST_VERBS = frozenset("liet ke danh list enumerate show give name".split())
_PLURALS = frozenset("cac nhung tat toan moi all".split())
_YES_NO_EN = frozenset("is are does do did has have was were will can".split())
_WHAT_IS_DUE = re.compile(
    r"\b(?:co|nhung)\s+(?:nhung\s+)?(?:gi|(?:nhiem vu|cong viec|viec|dau viec|van ban|muc)\s+(?:nao|gi))\b"
)
_WORK_ITSELF = (Field.NAME, Field.LEAD_AGENCY)
"""What is asked of work when no more is: which it is, and that somebody leads it."""
_WHAT_WORK = re.compile(r"(?:\b(giao|co)\b.*?)?\b((?:lam|viec|nhiem vu|cong viec)\s+gi)\b")
_WORK = re.compile(
    r"\b(?:de an|du an|nhiem vu|ke hoach|he thong|ung dung|chuong trinh|chi tieu|nen tang|mo hinh|giai phap|van ban"
    r"|scheme|project|plan|task|platform|system|programme|target)\b"
)
"""Words that make a subject a piece of work: "ứng dụng dự báo thời tiết"."""
_TOTAL = re.compile(
    r"\btong so (?:nhiem vu|chi tieu|dau viec|viec|van ban)\b"
    r"|\bso (?:luong )?(?:nhiem vu|chi tieu|dau viec|viec|van ban)(?: (?:cua|o|trong|thuoc|tai))? (?:muc|phu luc|pl)\b"
)
"""Records themselves are counted, whatever figure is asked for beside: "số chỉ tiêu mục III phụ lục I là mấy"."""
_RAW = frozenset({"count_if_narrowed", "harmful"})
_ORDER = (Intent.CHECK, Intent.VERSION, Intent.COUNT, Intent.COMPARE, Intent.LIST, Intent.SUMMARY)


def intent_of(wording: Wording, cues: Sequence[Match], bound: bool, narrowed: bool) -> Intent:
    """What kind of answer is wanted.

    Args:
        bound: an agency has a role.
        narrowed: an agency or a deadline is named, so that a bare noun phrase may be a list.
    """
    values = {cue.value for cue in cues if cue.section == "intent"}
    asked = {Intent(value) for value in values - _RAW}
    strong = any(cue.section == "ask" and not (Intent.LIST in asked and _is_told(wording, cue, cues)) for cue in cues)
    if "count_if_narrowed" in values and bound:
        asked.add(Intent.COUNT)
    if "harmful" in values and not strong:
        asked.add(Intent.INJECTION)
    if Intent.INJECTION in asked:
        return Intent.INJECTION
    if Intent.OFFTOPIC in asked and not _is_work(wording, cues):
        return Intent.OFFTOPIC
    if Intent.SMALLTALK in asked and asked <= {Intent.SMALLTALK, Intent.CHECK}:
        return Intent.SMALLTALK
    if Intent.LIST in asked and _lists_a_field(wording, cues):
        asked.discard(Intent.LIST)
    if {Intent.CHECK, Intent.LIST} <= asked and bound and _asks_for_any(wording, cues):
        asked.discard(Intent.CHECK)
    if Intent.VERSION in asked and any(cue.section == "ask" and cue.value in _OF_A_ROW for cue in cues):
        asked.discard(Intent.VERSION)
    if Intent.COUNT in asked and _asks_value(cues) and not _TOTAL.search(aligned(wording.text)):
        asked.discard(Intent.COUNT)
    if Intent.LIST in asked and strong and not bound and not _explicit_list(wording, cues):
        asked.discard(Intent.LIST)
    if narrowed and _WHAT_IS_DUE.search(aligned(wording.text)) and any(cue.section == "due" for cue in cues):
        asked.add(Intent.LIST)
    for intent in _ORDER:
        if intent in asked:
            return intent
    if not strong and _is_yes_no(wording):
        return Intent.CHECK
    if not strong and narrowed and _starts_with_kind(cues):
        return Intent.LIST
    return Intent.LOOKUP


def work_asked(wording: Wording, cues: Sequence[Match], named: AbstractSet[int]) -> set[int]:
    """The words that ask what somebody has to do, when nothing else is asked: "Sở X có *nhiệm vụ gì*".

    Args:
        named: positions of the tokens that name agencies and documents.
    """
    asked = _WHAT_WORK.search(aligned(wording.text))
    if asked is None or any(cue.section in ("ask", "name") and cue.value not in _WORK_ITSELF for cue in cues):
        return set()
    words = wording.within([asked.span(1), asked.span(2)])
    read = {*named, *words, *(at for cue in cues for at in cue.words)}
    return words if read.issuperset(range(len(wording.tokens))) else set()


def _asks_value(cues: Sequence[Match]) -> bool:
    return any(cue.section == "ask" and cue.value == Field.VALUE for cue in cues)


def _is_told(wording: Wording, cue: Match, cues: Sequence[Match]) -> bool:
    """Whether the words of a field only lead to what stands in it.

    "nhiệm vụ nào có ghi chú Thông báo số 17", "có thời gian hoàn thành là Thường xuyên".
    """
    asking = {"gi", "nao", "sao", "what", "any"} & {wording.tokens[at].folded for at in cue.words}
    if cue.value == Field.DUE:
        return not asking and any(c.section == "due" and 0 <= c.start - cue.end <= 1 for c in cues)
    return cue.value == Field.NOTE and not asking and cue.end < len(wording.tokens)


def _is_work(wording: Wording, cues: Sequence[Match]) -> bool:
    """Whether an off-topic word is the subject of a task: somebody's part in it is asked for, or it is called one."""
    asked = {cue.value for cue in cues if cue.section == "ask"}
    return bool(asked & _PARTS) or _WORK.search(aligned(wording.text)) is not None


def _lists_a_field(wording: Wording, cues: Sequence[Match]) -> bool:
    """Whether what is listed is a field of one record: "liệt kê các cơ quan phối hợp …"."""
    telling = [cue for cue in cues if cue.section != "polite"]
    if len(telling) < 2 or telling[0].value != Intent.LIST:
        return False
    verb, listed = telling[:2]
    if any(wording.tokens[at].folded in ("nao", "which") for at in verb.words):
        return False  # "việc nào cơ quan chủ trì là Sở Y tế"
    return listed.section == "name" and listed.value != Field.VALUE and 0 <= listed.start - verb.end <= 1


def _asks_for_any(wording: Wording, cues: Sequence[Match]) -> bool:
    """Whether a yes/no question asks which: "có chủ trì nhiệm vụ nào không", "lead any tasks"."""
    listed = [cue for cue in cues if cue.section == "intent" and cue.value == Intent.LIST]
    return any({wording.tokens[at].folded for at in cue.words} & {"nao", "any"} for cue in listed)


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


def without_subject(intent: Intent, fields: bool, placed: bool, topic: str) -> Intent:
    """A greeting before a question is only politeness; an off-topic word in a question about a document is none.

    Args:
        fields: a field is asked for.
        placed: a document, a row, an agency or a deadline is named.
    """
    if intent is Intent.SMALLTALK and (fields or placed or len(topic.split()) > 3):
        return Intent.LOOKUP
    return Intent.LOOKUP if intent is Intent.OFFTOPIC and placed else intent
