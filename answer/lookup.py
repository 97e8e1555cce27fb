"""The fields of one record in a sentence. Knows what to state when a cell is empty or nothing was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from dannguon.agencies import load_gazetteer
from dannguon.answer.claims import Claim, Language
from dannguon.answer.compose import Mark, Part, Sentence, fill, joined
from dannguon.answer.renderings import head_en, milestone_line
from dannguon.kb import KnowledgeBase
from dannguon.models import AGENCY_FIELDS, Due, Field, Kind, Record
from dannguon.prompts.wording import Wording, load_wording

_NAME_WORDS = 28
"""An echoed name is cut after so many words: it tells which row is meant, the citation shows the rest."""

DEFAULT_FIELDS: dict[Kind, tuple[Field, ...]] = {
    Kind.TASK: (Field.LEAD_AGENCY, Field.DUE),
    Kind.TARGET: (Field.VALUE, Field.UNIT, Field.MONITORING_AGENCY),
    Kind.REPORT_LINE: (Field.DUE, Field.PROGRESS, Field.OFFICERS),
    Kind.GROUP: (Field.NOTE,),
}
"""What is stated of a record when the question names no field."""


def lookup(record: Record, fields: Sequence[Field], kb: KnowledgeBase, language: Language) -> Sentence:
    """One sentence that states `fields` of `record` in the order asked, cited; its defaults when none is asked."""
    words = load_wording(language)
    wanted = tuple(fields) or DEFAULT_FIELDS.get(record.kind, ())
    facts = [_fact(record, name, kb, language) for name in _shown(record, wanted) if name is not Field.NAME]
    facts_part = joined(facts, words("lookup.separator"))
    slots: dict[str, Part | Sequence[Part]] = {"facts": (*facts_part, Mark((record.id,))), "name": name_of(record)}
    if not facts:
        return fill(words("passage.quote"), {"quote": (name_of(record, whole=True), Mark((record.id,)))})
    kind = record.kind.value if record.kind in (Kind.TASK, Kind.TARGET, Kind.GROUP) else "other"
    return fill(words(f"lookup.{kind}"), slots)


def name_of(record: Record, *, whole: bool = False, limit: int = _NAME_WORDS) -> Claim:
    """What the record is about, as a claim; the first `limit` words of a long name unless `whole`."""
    cell = record.fields.get(Field.NAME)
    text = record.title.rstrip(" .;:,")
    if not whole:
        words = text.split()
        text = " ".join(words[:limit]).rstrip(" .;:,(")
    return Claim(text, (record.id,), Field.NAME if cell is not None and cell.text else None)


def _shown(record: Record, wanted: Sequence[Field]) -> list[Field]:
    shown = [name for name in wanted if name in record.fields]
    if Field.VALUE in shown and Field.UNIT in record.fields and Field.UNIT not in shown:
        value, unit = record.fields[Field.VALUE].text, record.fields[Field.UNIT].text
        if unit and unit not in value:
            shown.insert(shown.index(Field.VALUE) + 1, Field.UNIT)
    return shown


def _fact(record: Record, name: Field, kb: KnowledgeBase, language: Language) -> Sentence:
    words = load_wording(language)
    cell = record.fields[name]
    if cell.text:
        return fill(words(f"lookup.fields.{name.value}"), {"value": value_of(record, name, language)})
    group = kb.find(record.parent) if record.parent else None
    if group is not None and group.printed(name):
        return fill(
            words("lookup.group_has"),
            {
                "field": words(f"fields.{name.value}"),
                "group": name_of(group),
                "value": value_of(group, name, language),
            },
        )
    return (words("lookup.empty.any").replace("{field}", words(f"fields.{name.value}")),)


def value_of(record: Record, name: Field, language: Language) -> Sentence:
    """The claims that show one cell: the print (mended where it is broken) with the typed reading where it helps."""
    cell = record.fields[name]
    words = load_wording(language)
    if isinstance(cell.value, Due):
        return _deadlines(record, cell.value, language, words)
    if language == "en" and name in AGENCY_FIELDS and isinstance(cell.value, tuple):
        english = _agencies_en(record, name)
        if english:
            return english
    return (Claim(cell.best, (record.id,), name),)


def _deadlines(record: Record, due: Due, language: Language, words: Wording) -> Sentence:
    lines = [(Claim(milestone_line(m, language), (record.id,), Field.DUE),) for m in due.milestones]
    return joined(lines, words("lookup.milestones"))


def _agencies_en(record: Record, name: Field) -> Sentence | None:
    """English names with the print in brackets; None when any part of the cell has no English name."""
    cell = record.fields[name]
    gazetteer = load_gazetteer()
    if name is Field.ACCOUNTABLE_HEAD:
        english = head_en(cell.best)
        names = [english] if english else []
    else:
        ids = cell.value if isinstance(cell.value, tuple) else ()
        names = [gazetteer.get(str(agency)).english[0] for agency in ids if gazetteer.get(str(agency)).english]
        if len(names) != len(ids):
            return None
    if not names:
        return None
    listed = joined([(Claim(n, (record.id,), name),) for n in names], ", ")
    return (*listed, " (", Claim(cell.best, (record.id,), name), ")")
