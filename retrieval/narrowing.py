"""What narrows a list beside roles, deadlines and places. Knows owners, people and kinds of record by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from dannguon.agencies import Mention
from dannguon.models import DueKind, Field, Kind
from dannguon.retrieval.asked import AgencyConstraint, Role
from dannguon.retrieval.phrases import Match
from dannguon.retrieval.topics import in_topic, is_topic
from dannguon.retrieval.wording import Wording, overlaps

_NOUNS = {"nhiem vu|dau viec|tasks?|assignments?": Kind.TASK, "chi tieu|targets?|indicators?": Kind.TARGET}
_PERSON = re.compile(
    r"\b(?:anh|chị|đồng chí|đ/c|ông|bà|cô|[ac](?=\.)|chuyên viên|cán bộ|mr|mrs|ms|officer)\.?"
    r"\s+(?=(?P<name>\w+(?:\s+\w+){0,3}))",
    re.IGNORECASE,
)


def owned(text: str, free: Sequence[Mention]) -> list[AgencyConstraint]:
    """Agencies of a list without a role word: "nhiệm vụ của Sở Y tế" are those it leads.

    A topic names none, nor does a remark in brackets.
    """
    return [
        AgencyConstraint(m.id, Role.LEAD, text[m.start : m.end])
        for m in free
        if not is_topic(text, m.start) and text.count("(", 0, m.start) == text.count(")", 0, m.start)
    ]


def people_named(text: str, mentions: Sequence[Mention]) -> list[tuple[str, int, int]]:
    """Names after a form of address, in capitals among small letters; with the place of address and name."""
    found = []
    for match in _PERSON.finditer(text):
        words = list(takewhile(lambda word: word[:1].isupper(), match["name"].split()))
        if words and not text.isupper() and not overlaps(match.span(), [(m.start, m.end) for m in mentions]):
            name = " ".join(words)
            found.append((name, match.start(), match.start("name") + len(name)))
    return found


def due_kinds_meant(wording: Wording, cues: Sequence[Match]) -> tuple[DueKind, ...]:
    """The ways of writing a deadline that are asked for ("nhiệm vụ thường xuyên", "hạn theo quý")."""
    said = [
        c
        for c in cues
        if c.section == "due" and c.value in set(DueKind) and not in_topic(wording.text, wording.span(c)[0])
    ]
    return tuple(dict.fromkeys(DueKind(cue.value) for cue in said))


def kinds_meant(wording: Wording, cues: Sequence[Match], listing: bool) -> tuple[Kind, ...]:
    """The kinds of record meant, also by the noun that is listed or of which a figure is asked ("chỉ tiêu … là bao
    nhiêu")."""
    kinds = [Kind(cue.value) for cue in cues if cue.section == "kind"]
    named = [c for c in cues if c.value == Field.VALUE or (listing and c.section == "intent")]
    words = [" ".join(wording.tokens[at].folded for at in cue.words) for cue in named]
    kinds += [kind for noun, kind in _NOUNS.items() if any(re.search(rf"\b{noun}\b", said) for said in words)]
    return tuple(dict.fromkeys(kinds))
