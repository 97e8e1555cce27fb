"""Values that no cell prints. Knows how each is computed from the cited records, so that it can be computed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from dannguon.answer import contrasts, echoes
from dannguon.answer.claims import Claim, Computed
from dannguon.answer.outline import parts_of
from dannguon.due_rendering import render
from dannguon.kb import KnowledgeBase
from dannguon.language import Language
from dannguon.models import Due, DueKind, Field, Milestone


def count(records: tuple[str, ...]) -> Claim:
    """How many records there are: stated with all of them cited."""
    return Claim(str(len(records)), records, computed=Computed("count", {"of": list(records)}))


def count_apart(records: tuple[str, ...]) -> Claim:
    """How many records are mentioned beside a list, or in a part of it: no marks, they are no sources of the answer."""
    return Claim(str(len(records)), (), computed=Computed("count_apart", {"of": list(records)}))


def count_parts(document: str, parts: Sequence[str]) -> Claim:
    """How many annexes (containers) or parts (headings) a document has; its text shows them beside the number."""
    return Claim(str(len(parts)), (), computed=Computed("count_parts", {"document": document, "of": list(parts)}))


def as_of(day: date, language: Language = "vi") -> Claim:
    """The day on which a question is answered."""
    return Claim(_day(day, language), (), computed=Computed("as_of", {"day": day.isoformat()}))


def days_left(record: str, end: date, today: date) -> Claim:
    """Days from `today` to the end of the record's deadline; both days are inputs."""
    inputs: dict[str, str | int | list[str]] = {"end": end.isoformat(), "as_of": today.isoformat()}
    return Claim(str((end - today).days), (record,), Field.DUE, Computed("days_left", inputs))


def recompute(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    """The renderings that this computed claim may have; none when its inputs do not fit its records."""
    assert claim.computed is not None
    other = echoes.RULES.get(claim.computed.name) or contrasts.RULES.get(claim.computed.name)
    rule = _RULES.get(claim.computed.name)
    if other is not None:
        yield from other(claim, kb)
    elif rule is not None:
        yield from rule(claim, claim.computed, kb)


def _count(claim: Claim, computed: Computed, kb: KnowledgeBase) -> Iterator[str]:
    if computed.inputs.get("of") == list(claim.records):
        yield str(len(claim.records))


def _count_apart(claim: Claim, computed: Computed, kb: KnowledgeBase) -> Iterator[str]:
    ids = computed.inputs["of"]
    if isinstance(ids, list) and all(kb.find(record_id) for record_id in ids):
        yield str(len(set(ids)))


def _count_parts(claim: Claim, computed: Computed, kb: KnowledgeBase) -> Iterator[str]:
    slug, wanted = computed.inputs["document"], computed.inputs["of"]
    held = {part.container or part.heading for part in parts_of(r for r in kb.records if r.document == slug)}
    if isinstance(wanted, list) and set(wanted) <= held:
        yield str(len(set(wanted)))


def _as_of(claim: Claim, computed: Computed, kb: KnowledgeBase) -> Iterator[str]:
    day = date.fromisoformat(str(computed.inputs["day"]))
    yield from (_day(day, "vi"), _day(day, "en"))


def _days_left(claim: Claim, computed: Computed, kb: KnowledgeBase) -> Iterator[str]:
    end = date.fromisoformat(str(computed.inputs["end"]))
    today = date.fromisoformat(str(computed.inputs["as_of"]))
    for record_id in claim.records:
        due = kb.get(record_id).value(Field.DUE)
        if isinstance(due, Due) and end in {milestone.end for milestone in due.milestones}:
            yield str((end - today).days)


def _day(day: date, language: Language) -> str:
    milestone = Milestone("", DueKind.DAY, day, day)
    return render(milestone, language)


_RULES: dict[str, Callable[[Claim, Computed, KnowledgeBase], Iterator[str]]] = {
    "count": _count,
    "count_apart": _count_apart,
    "count_parts": _count_parts,
    "as_of": _as_of,
    "days_left": _days_left,
}
