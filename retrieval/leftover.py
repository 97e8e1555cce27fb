"""What is left of a question once it is read: its topic. Knows which words a reading has used up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dannguon.models import Field
from dannguon.retrieval.asked import ROLE_FIELDS, Role
from dannguon.retrieval.phrases import Match
from dannguon.retrieval.roles import Binding, role_of
from dannguon.retrieval.wording import Span, Wording, polite_words


def used_words(
    wording: Wording, cues: Sequence[Match], asking: Sequence[Match], bindings: Sequence[Binding], listing: bool
) -> set[int]:
    """The tokens that have been read as something."""
    polite = polite_words(cues)
    used = {at for cue in asking for at in range(cue.start, cue.end) if at in cue.words or at in polite}
    used |= {word for cue in cues if cue.section == "intent" for word in cue.words}
    used |= {word for cue in cues if cue.section == "polite" and len(cue.words) > 1 for word in cue.words}
    used |= {at for binding in bindings for at in binding.used}
    if listing:
        nouns = [cue for cue in cues if cue.section in ("kind", "due") or cue.value == Field.VALUE]
        used |= {word for cue in nouns for word in cue.words}
    return used


def repeated_words(cues: Sequence[Match], asking: Sequence[Match], roles: Iterable[Role], used: set[int]) -> set[int]:
    """Words that only repeat a field asked for, beside what was read: "giao ai | chủ trì", "khi nào | xong"."""
    asked = {Field(cue.value) for cue in asking} | {ROLE_FIELDS[role][0] for role in roles}
    polite = polite_words(cues)
    more: set[int] = set()
    for cue in cues:
        role = role_of(cue)
        repeats = (
            (cue.section == "name" and Field(cue.value) in asked)
            or (role is not None and ROLE_FIELDS[role][0] in asked)
            or (cue.section == "due" and Field.DUE in asked)
        )
        before = next((at for at in range(cue.start - 1, -1, -1) if at not in polite or at in used), -1)
        if repeats and ({before, cue.end} & (used | more)):
            more.update(cue.words)
    return more


def segments_of(wording: Wording, used: set[int], cues: Sequence[Match]) -> list[Span]:
    """The stretches of text between what was read, without polite words at their ends."""
    polite = polite_words(cues)
    segments: list[Span] = []
    run: list[int] = []
    for at in [*range(len(wording.tokens)), None]:
        if at is not None and at not in used:
            run.append(at)
            continue
        while run and run[0] in polite:
            run.pop(0)
        while run and run[-1] in polite:
            run.pop()
        if run:
            segments.append((wording.tokens[run[0]].start, wording.tokens[run[-1]].end))
        run = []
    return segments
