"""The fields of one record in a sentence. Knows what to state when a cell is empty or nothing was asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dannguon.agencies import load_gazetteer
from dannguon.answer import echoes
from dannguon.answer.claims import Claim
from dannguon.answer.compose import Mark, Part, Sentence, fill, joined
from dannguon.answer.renderings import CLOSING, head_en, milestone_line
from dannguon.doc_number import find_numbers
from dannguon.kb import KnowledgeBase
from dannguon.language import Language
from dannguon.models import AGENCY_FIELDS, Due, Field, Kind, Record
from dannguon.prompts.wording import Wording, load_wording
from dannguon.retrieval.asked import NEAR_FIELDS, Question
from dannguon.retrieval.views import tokens
from dannguon.text import fold

_NAME_WORDS = 40
"""A longer name is cut: it tells which row is meant, the citation shows the rest."""
_TOUCHED = 0.06
"""A cell that holds this share of the question's rarity, in words that nothing shown so far has, is asked for too.

A new word and a pair of words are needed: a pair alone may be two other words that fold alike.
"""
_REMARK = re.compile(r"\(.*\)")
"""What stands in brackets behind the names of officers tells how far they are ("A. Huấn (đã hoàn thành)")."""
_ASKS_WHO = re.compile(r"\b(?:ai|who)\b")
_ASKS_DONE = re.compile(r"\bda (?:\w+ ){1,4}(?:ai|gi|nao|nhung|bao nhieu|may|chua|den dau|toi dau)\b|\bchua\W*$")
"""What has been done stands in a report's progress, whatever else is asked of the line."""
_ASKS_FIGURE = re.compile(r"bao nhieu|\bmay (?!chu|tinh|moc)|\bbn\b|how (?:many|much)|what share|percentage|ty le")

DEFAULT_FIELDS: dict[Kind, tuple[Field, ...]] = {
    Kind.TASK: (Field.LEAD_AGENCY, Field.DUE),
    Kind.TARGET: (Field.VALUE, Field.MONITORING_AGENCY),
    Kind.REPORT_LINE: (Field.DUE, Field.PROGRESS, Field.OFFICERS),
    Kind.GROUP: (Field.NOTE,),
}
"""What is stated of a record when the question names no field."""

_COLUMNS_ONLY = frozenset({Field.COORDINATING_AGENCIES, Field.AUTHORITY, Field.NOTE})
"""What stands in a column or nowhere; a day, a figure or who is in charge may also stand in the text of a row."""

_TOUCHABLE = (Field.DELIVERABLE, Field.VALUE, Field.PROGRESS, Field.NOTE, Field.COORDINATING_AGENCIES)


def lookup(
    record: Record, question: Question, kb: KnowledgeBase, language: Language, rarity: Mapping[str, float]
) -> Sentence:
    """One sentence that states the asked fields of `record` in the order asked, cited; its defaults when none is asked.

    `rarity` weighs the terms of the question: a cell that holds rare ones which no shown cell has is stated too.
    """
    words, fields = load_wording(language), question.fields
    shown = _shown(record, question, rarity)
    facts = [_fact(record, name, kb, language) for name in shown]
    if _asks_heading(record, fields):
        facts.append(heading(record, language))
    if facts:
        facts += [_unstated(name, words) for name in fields if _lacks_column(record, name)]
    whole = Field.NAME in fields or not facts
    name = name_of(record, whole=whole)
    if not facts:
        return ("“", name, "”", Mark((record.id,)), ".")
    kind = record.kind.value if record.kind in (Kind.TASK, Kind.TARGET, Kind.GROUP) else "other"
    slots: dict[str, Part | Sequence[Part]] = {
        "facts": (*joined(facts, words("lookup.separator")), Mark((record.id,))),
        "name": name,
    }
    return fill(words(f"lookup.{kind}"), slots)


def name_of(record: Record, *, whole: bool = False, limit: int = _NAME_WORDS) -> Claim:
    """What the record is about, as a claim; the first `limit` words of a long name unless `whole`."""
    cell = record.fields.get(Field.NAME)
    text = record.title.rstrip(CLOSING)
    if not whole:
        text = " ".join(text.split()[:limit]).rstrip(CLOSING + "(")
    return Claim(text, (record.id,), Field.NAME if cell is not None and cell.text else None)


def _shown(record: Record, question: Question, rarity: Mapping[str, float]) -> list[Field]:
    """The cells to state, in order: asked, or the defaults; then what the question's rare words point at.

    A target always states its value, and a task its deliverable when a figure is asked for that no shown cell has.
    """
    asked = question.fields
    present = _present(record, asked)
    if not present and Field.NAME not in asked:
        present = [name for name in DEFAULT_FIELDS.get(record.kind, ()) if name in record.fields]
        present = [name for name in present if record.fields[name].text] or present
    if record.printed(Field.PROGRESS) and Field.PROGRESS not in present and _ASKS_DONE.search(fold(question.text)):
        present.append(Field.PROGRESS)
    if (
        Field.PROGRESS in present
        and Field.OFFICERS not in present
        and _REMARK.search(record.printed(Field.OFFICERS) or "")
    ):
        present.append(Field.OFFICERS)
    if Field.LEAD_AGENCY in present and _ASKS_WHO.search(fold(question.text)):
        present = _with_head(record, present)
    total = sum(rarity.values()) or 1.0
    covered = _held(record, Field.NAME, rarity).union(*(_held(record, name, rarity) for name in present))
    for name in _TOUCHABLE:
        fresh = _held(record, name, rarity) - covered if name in record.fields and name not in present else set()
        words_and_pairs = {"_" in term for term in fresh} == {True, False}
        if words_and_pairs and sum(rarity[term] for term in fresh) / total > _TOUCHED:
            present.append(name)
            covered |= fresh
    if record.kind is Kind.TARGET and Field.VALUE in record.fields and Field.VALUE not in present:
        present.insert(0, Field.VALUE)
    if _wants_figure(record, question, present):
        present.append(Field.DELIVERABLE)
    if Field.VALUE in present and Field.UNIT in record.fields and Field.UNIT not in present:
        value, unit = record.fields[Field.VALUE].text, record.fields[Field.UNIT].text
        if unit and unit not in value:
            present.insert(present.index(Field.VALUE) + 1, Field.UNIT)
    return present


def blanks(record: Record, question: Question, kb: KnowledgeBase) -> list[Field]:
    """The cells asked for when all of them are empty, in the record and in its group; none when any says something."""
    asked = [] if Field.NAME in question.fields else _present(record, question.fields)
    group = kb.find(record.parent) if record.parent else None
    stated = any(record.printed(name) or (group is not None and group.printed(name)) for name in asked)
    return [] if stated or _asks_heading(record, question.fields) else asked


def columnless(record: Record, question: Question) -> tuple[Field, ...]:
    """The cells asked for when the table of the record has a column for none of them, nor says it elsewhere."""
    if not question.fields or not _COLUMNS_ONLY.issuperset(question.fields) or record.kind not in DEFAULT_FIELDS:
        return ()
    return () if _present(record, question.fields) else question.fields


def _lacks_column(record: Record, name: Field) -> bool:
    return name in _COLUMNS_ONLY and record.kind in DEFAULT_FIELDS and not _present(record, [name])


def _unstated(name: Field, words: Wording) -> Sentence:
    return (words("lookup.empty.column").replace("{field}", words(f"fields.{name.value}")),)


def _present(record: Record, asked: Sequence[Field]) -> list[Field]:
    """The asked cells that the record has; for a column that its table lacks, those that say nearly the same."""
    present: dict[Field, None] = {}
    for name in asked:
        stand_ins = [name] if name in record.fields else [n for n in NEAR_FIELDS.get(name, ()) if record.printed(n)]
        present |= dict.fromkeys(one for one in stand_ins if one is not Field.NAME)
    return list(present)


def _with_head(record: Record, present: list[Field]) -> list[Field]:
    """Who leads is an agency and the person who answers for it, where the table names both."""
    if Field.ACCOUNTABLE_HEAD not in record.fields or Field.ACCOUNTABLE_HEAD in present:
        return present
    after = present.index(Field.LEAD_AGENCY) + 1
    return [*present[:after], Field.ACCOUNTABLE_HEAD, *present[after:]]


def _wants_figure(record: Record, question: Question, present: Sequence[Field]) -> bool:
    deliverable = record.fields.get(Field.DELIVERABLE)
    if deliverable is None or not deliverable.value or Field.DELIVERABLE in present:
        return False
    return _ASKS_FIGURE.search(fold(question.text)) is not None


def _held(record: Record, name: Field, rarity: Mapping[str, float]) -> set[str]:
    cell = record.fields.get(name)
    return set() if cell is None else rarity.keys() & set(tokens(cell.best, folded=True, bigrams=True))


def _fact(record: Record, name: Field, kb: KnowledgeBase, language: Language) -> Sentence:
    words = load_wording(language)
    cell = record.fields[name]
    if cell.text:
        value = (*value_of(record, name, language), *_merged(record, name, language))
        return fill(words(f"lookup.fields.{name.value}"), {"value": value})
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


def _asks_heading(record: Record, asked: Sequence[Field]) -> bool:
    """Is something asked that has no column but stands in the heading: who assigned it, who is in charge?"""
    if not record.section:
        return False
    lacks_number = Field.DOCUMENT_NUMBER in asked and Field.DOCUMENT_NUMBER not in record.fields
    lacks_officers = Field.OFFICERS in asked and Field.OFFICERS not in record.fields and ":" in record.section[-1]
    return lacks_officers or (lacks_number and bool(find_numbers(record.section[-1])))


def heading(record: Record, language: Language) -> Sentence:
    """What the heading over a record states, quoted; the record has a section."""
    value = Claim(record.section[-1].rstrip(CLOSING), (record.id,))
    return fill(load_wording(language)("lookup.heading"), {"value": value})


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
    return (Claim(cell.best.rstrip(CLOSING), (record.id,), name),)


def _merged(record: Record, name: Field, language: Language) -> Sentence:
    """Which agencies of the cell are part of another one today: "(nay là Sở Xây dựng)"; the print stays as it is."""
    value = record.value(name)
    if name not in AGENCY_FIELDS or not isinstance(value, tuple):
        return ()
    words, gazetteer = load_wording(language), load_gazetteer()
    ids = [agency for agency in value if isinstance(agency, str)]
    merged = [agency for agency in ids if gazetteer.get(agency).merged_into and gazetteer.current(agency) not in ids]
    template = words("agency.now" if len(ids) == 1 else "agency.now_of_several")
    slots = ({"old": echoes.agency(a, language), "new": echoes.successor(a, language)} for a in merged)
    return tuple(part for one in slots for part in (" ", *fill(template, one)))


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
    return (*listed, " (", Claim(cell.best.rstrip(CLOSING), (record.id,), name), ")")
