"""What comes out of a comparison, as claims that can be computed again. Knows how values and deadlines are ordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dannguon.agencies import load_gazetteer
from dannguon.answer.claims import Claim, Computed
from dannguon.answer.echoes import agency_name
from dannguon.answer.lookup import name_of
from dannguon.due_rendering import render
from dannguon.figures import render_number
from dannguon.kb import KnowledgeBase
from dannguon.language import LANGUAGES, Language
from dannguon.models import Due, DueKind, Field, Figure, Milestone, Record
from dannguon.text import canonical


class Measure(StrEnum):
    """What records are ordered by: a target's figure, the last day of a deadline, or the agencies a cell names."""

    VALUE = "value"
    DUE = "due"
    LEADS = "lead_agency"
    PARTNERS = "coordinating_agencies"
    MONITORS = "monitoring_agency"


FIELDS = {measure: Field(measure.value) for measure in Measure}
_NAME_WORDS = 24


def first_of(records: Sequence[Record], measure: Measure, *, least: bool) -> list[Record] | None:
    """The records with the least (or most) of a measure, ties in order; None when they cannot be compared.

    Figures of different units are not compared; records without a figure or an end are passed over in a set of
    more than two.
    """
    keys = {record.id: key for record in records if (key := _key(record, measure)) is not None}
    if not keys or (len(records) == 2 and len(keys) < 2):
        return None
    if measure is Measure.VALUE and len({_unit(record) for record in records if record.id in keys}) > 1:
        return None
    best = min(keys.values()) if least else max(keys.values())
    return [record for record in records if keys.get(record.id) == best]


def has(record: Record, measure: Measure) -> bool:
    """Whether the record states one figure, or a deadline that ends."""
    return _key(record, measure) is not None


def year_only(record: Record) -> bool:
    """Whether the deadline says no more than a year, whose last day nobody has set."""
    due = record.value(Field.DUE)
    return isinstance(due, Due) and all(milestone.kind is DueKind.YEAR for milestone in due.milestones)


def by_unit(records: Sequence[Record]) -> list[list[Record]]:
    """The records with a figure, by unit; units of one record only are left out where others have several."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if has(record, Measure.VALUE):
            groups[_unit(record)].append(record)
    return [group for group in groups.values() if len(group) > 1] or list(groups.values())


def leading(winner: Record, of: Sequence[Record], measure: Measure, *, least: bool) -> Claim:
    """The name of the one of two records that comes out first."""
    name = name_of(winner, limit=_NAME_WORDS).text
    return Claim(name, _ids(of), FIELDS[measure], Computed("leading", _inputs(of, measure, least)))


def extreme(
    first: Sequence[Record], of: Sequence[Record], measure: Measure, language: Language, *, least: bool
) -> Claim:
    """The value or the last day that the first records of a set share; cited are they alone."""
    inputs = _inputs(of, measure, least)
    return Claim(_shown(first[0], measure, language), _ids(first), FIELDS[measure], Computed("extreme", inputs))


def difference(two: Sequence[Record], measure: Measure, language: Language) -> Claim:
    """What two records differ by: in their unit, or in days."""
    inputs = _inputs(two, measure, least=False)
    return Claim(_difference(two, measure, language), _ids(two), FIELDS[measure], Computed("difference", inputs))


def tally(records: Sequence[Record], field: Field) -> dict[str, list[Record]]:
    """The records in whose `field` each named agency stands; agencies in general ("các sở") are left out."""
    led: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for agency in _named(record, field):
            led[agency].append(record)
    return dict(led)


def busiest(agency: str, held: Sequence[Record], of: Sequence[Record], field: Field, language: Language) -> Claim:
    """The agency that stands in `field` of most records of a set; cited are those."""
    inputs: dict[str, str | int | list[str]] = {"of": list(_ids(of)), "agency": agency, "field": field.value}
    return Claim(agency_name(agency, language), _ids(held), field, Computed("busiest", inputs))


def _ids(records: Sequence[Record]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


def _inputs(of: Sequence[Record], measure: Measure, least: bool) -> dict[str, str | int | list[str]]:
    return {"of": list(_ids(of)), "measure": measure.value, "least": int(least)}


def _key(record: Record, measure: Measure) -> Decimal | int | None:
    if measure is Measure.DUE:
        due = record.value(Field.DUE)
        return due.end.toordinal() if isinstance(due, Due) and due.end is not None else None
    if measure is not Measure.VALUE:
        return len(_named(record, FIELDS[measure])) or None
    figure = _figure(record)
    return None if figure is None else figure.low


def _named(record: Record, field: Field) -> list[str]:
    """The agencies that a cell names, each once; agencies in general ("các sở") are left out."""
    value = record.value(field)
    ids = dict.fromkeys(one for one in value if isinstance(one, str)) if isinstance(value, tuple) else ()
    return [agency for agency in ids if load_gazetteer().get(agency).kind != "generic"]


def _figure(record: Record) -> Figure | None:
    value = record.value(Field.VALUE)
    figures = [one for one in value if isinstance(one, Figure)] if isinstance(value, tuple) else []
    return figures[0] if len(figures) == 1 else None


def _unit(record: Record) -> str:
    figure = _figure(record)
    return canonical(figure.unit) if figure is not None else ""


def _shown(record: Record, measure: Measure, language: Language) -> str:
    if measure is Measure.VALUE:
        return record.fields[Field.VALUE].text
    if measure is not Measure.DUE:
        return str(_key(record, measure))
    end = date.fromordinal(int(_key(record, measure) or 0))
    day = Milestone("", DueKind.DAY, end, end)
    return render(day, language)


def _difference(two: Sequence[Record], measure: Measure, language: Language) -> str:
    first, second = (_key(record, measure) or 0 for record in two)
    number = abs(Decimal(first) - Decimal(second))
    return render_number(number) if language == "vi" else f"{number:,f}"


# -- computed again ---------------------------------------------------------------------------------------------


def _leading_again(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    of, measure, least = _read(claim, kb)
    winners = first_of(of, measure, least=least) or []
    if claim.records == _ids(of) and len(winners) == 1:
        yield name_of(winners[0], limit=_NAME_WORDS).text


def _extreme_again(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    of, measure, least = _read(claim, kb)
    first = first_of(of, measure, least=least) or []
    if first and claim.records == _ids(first):
        yield from (_shown(first[0], measure, language) for language in LANGUAGES)


def _difference_again(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    two, measure, _ = _read(claim, kb)
    if claim.records == _ids(two) and len(two) == 2:
        yield from (_difference(two, measure, language) for language in LANGUAGES)


def _busiest_again(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    of, agency = _of(claim, kb), str(claim.computed.inputs["agency"]) if claim.computed else ""
    field = Field(str(claim.computed.inputs["field"])) if claim.computed else Field.LEAD_AGENCY
    led = tally(of, field)
    if claim.records == _ids(led.get(agency, ())) and len(claim.records) == max(map(len, led.values())):
        yield from (agency_name(agency, language) for language in LANGUAGES)


def _read(claim: Claim, kb: KnowledgeBase) -> tuple[list[Record], Measure, bool]:
    assert claim.computed is not None
    inputs = claim.computed.inputs
    return _of(claim, kb), Measure(str(inputs["measure"])), bool(inputs["least"])


def _of(claim: Claim, kb: KnowledgeBase) -> list[Record]:
    ids = claim.computed.inputs["of"] if claim.computed is not None else []
    return [kb.get(record_id) for record_id in ids] if isinstance(ids, list) else []


RULES: dict[str, Callable[[Claim, KnowledgeBase], Iterator[str]]] = {
    "leading": _leading_again,
    "extreme": _extreme_again,
    "difference": _difference_again,
    "busiest": _busiest_again,
}
"""How each outcome is computed again, by the name of its computation."""
