"""Comparisons and rankings. Knows what two records are compared by, and which of a set come first or last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dannguon.answer import computed, contrasts, echoes
from dannguon.answer.claims import Claim
from dannguon.answer.compose import Mark, Part, Sentence, fill
from dannguon.answer.conditions import where
from dannguon.answer.contrasts import Measure
from dannguon.answer.listing import counted, nothing, short_name
from dannguon.answer.lookup import lookup, value_of
from dannguon.answer.reply import Reply, Situation
from dannguon.answer.sets import complete_set, lacks_document
from dannguon.models import Field, Record
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import ROLE_FIELDS, Intent
from dannguon.retrieval.phrases import aligned
from dannguon.retrieval.reference import referenced
from dannguon.text import fold

_ASKED = frozenset({Intent.LIST, Intent.LOOKUP, Intent.COMPARE, Intent.COUNT})
_TIME = re.compile(r"\b(?:som|muon|tre|han|earl\w+|late\w*|soon\w*|due|deadline)\b")
_LEAST = re.compile(r"\b(?:som|thap|nho|it|earl\w+|soon\w*|low\w*|small\w*|few\w*)\s*(?:hon|nhat|\b)")
_COMPARED = re.compile(
    r"\b(?:som|muon|tre|lon|cao|thap|nho)\s+hon\b(?!\s*\d)|\bso sanh\b"
    r"|\b(?:earlier|later|larger|bigger|higher|smaller|lower|compare)\b(?!\s+than\s+\d)"
)
_EXTREME = re.compile(
    r"\b(?:som|muon|tre|lon|cao|thap|nho|(?:nhieu|it)(?:\s+(?:nhiem vu|chi tieu|dau viec|viec))?)\s+nhat\b(?!\s*\d)"
    r"|\b(?:earliest|latest|largest|highest|biggest|lowest|smallest|most tasks|most targets)\b"
)
_MORE = re.compile(
    r"\b(?:nhieu|it)\s+(?:\w+\s+){0,2}hon\b(?!\s*\d)|\b(?:more|fewer)\s+(?:tasks|targets)\b(?!\s+than\s+\d)"
)
_TALLY = re.compile(
    r"\bnhieu\s+(?:nhiem vu|chi tieu|dau viec|viec)\s+nhat\b|\b(?:chu tri|phoi hop|theo doi)\s+nhieu\s+nhat\b"
    r"|\bmost (?:tasks|targets)\b"
)
_CROWD = re.compile(
    r"\b(?:nhieu|it|dong)\s+(?:co quan|don vi|so nganh|so|ben)\s+(?:(?:cung|dong|tham gia|duoc giao)\s+)*"
    r"(?P<does>chu tri|phoi hop|theo doi|tham gia)\s+nhat\b"
    r"|\b(?:(?P<does2>chu tri|phoi hop|theo doi|tham gia)\s+(?:voi\s+)?)?(?:nhieu|it|dong)"
    r"\s+(?:co quan|don vi|so|ben)\s+nhat\b"
    r"|\b(?:most|fewest)\s+(?P<does3>lead|coordinating|monitoring)?\s*(?:agencies|departments|partners)\b"
)
_SECTION = re.compile(r"^\W*(?:\w+\s+){0,3}?(?:muc|phan|nhom)\s+nao\b|^\W*which section\b")
_SHARE = re.compile(r"%|\b(?:phan tram|ty le|ti le|percent(?:age)?|share|rate)\b")
_DOES = {"chu tri": Measure.LEADS, "lead": Measure.LEADS, "theo doi": Measure.MONITORS, "monitoring": Measure.MONITORS}
"""What agencies do of which a row has most; else they coordinate."""
_TALLIED = (Field.COORDINATING_AGENCIES, Field.MONITORING_AGENCY)
"""Parts of an agency that are counted when they are asked for; else it is what it leads."""
_AROUND = re.compile(
    r"^\W*(?:(?:hay|please)\s+)?(?:so sanh|compare|which (?:is|of)\b[^,:]*[,:])|[,.;:?]\s*\w+(?:\s+\w+)?\s+nao\b.*$"
)
_CANDIDATES = 5
_BETWEEN = re.compile(r"\s(?:va|voi|so voi|hay|hoac|and|or|vs\.?|versus|with|than)\s")


def compare(situation: Situation) -> Reply | None:
    """The larger, the earlier, or the first of a set; None for questions that compare nothing."""
    question = situation.question
    folded = fold(question.text)
    if lacks_document(question):
        return None
    if question.intent not in _ASKED:
        return None
    if _MORE.search(folded) or (question.intent is Intent.COUNT and _COMPARED.search(folded)):
        return _counts(situation)
    if ranks(folded):
        return _first_of_set(situation, folded)
    compared = _COMPARED.search(folded) or (question.intent is Intent.COMPARE and len(question.documents) == 2)
    return _two(situation, folded) if compared else None


def ranks(folded: str) -> bool:
    """Whether a question, folded, asks for the first of a set: the latest, the largest, the one with most agencies."""
    return _EXTREME.search(folded) is not None or _CROWD.search(folded) is not None


# -- two sets ---------------------------------------------------------------------------------------------------


def _counts(situation: Situation) -> Reply | None:
    """How many records each of the sections or agencies has that the question names; None when it names one.

    One that has none is told so; None when none has any.
    """
    asked = situation.question.constraints
    agencies = {one.agency: one for one in asked.agencies}
    variants = [replace(asked, sections=(section,)) for section in asked.sections]
    if len(variants) < 2:
        variants = [replace(asked, agencies=(replace(one, either=False),)) for one in agencies.values()]
    if len(variants) < 2:
        return None
    sides = [replace(situation, question=replace(situation.question, constraints=one)) for one in variants]
    members = [complete_set(side).set.members for side in sides]
    if not any(members):
        return None
    told = zip(members, sides, strict=True)
    stated = [counted(found, side) if found else nothing(side) for found, side in told]
    if len(asked.sections) < 2:
        stated += _more(dict(zip(agencies, members, strict=True)), sides[0])
    return Reply(tuple(stated), separator="\n", about=tuple(record for found in members for record in found))


def _more(held: dict[str, Sequence[Record]], situation: Situation) -> list[Sentence]:
    """Which of the agencies has more, as far as the tally over all their records bears it out."""
    field = ROLE_FIELDS[situation.question.constraints.agencies[0].role][0]
    most = max(map(len, held.values()))
    first = [agency for agency, records in held.items() if len(records) == most]
    union = list({record.id: record for records in held.values() for record in records}.values())
    tally = contrasts.tally(union, field)
    if len(first) != 1 or len(tally.get(first[0], ())) != most or most < max(map(len, tally.values())):
        return []
    words = load_wording(situation.language)
    claim = contrasts.busiest(first[0], tally[first[0]], union, field, situation.language)
    return [fill(words("compare.more"), {"agency": claim, "marks": Mark(tuple(r.id for r in tally[first[0]]))})]


# -- two records ------------------------------------------------------------------------------------------------


def _two(situation: Situation, folded: str) -> Reply | None:
    question = situation.question
    measure = Measure.DUE if _TIME.search(folded) else Measure.VALUE
    measured = contrasts.FIELDS[measure]
    fields: list[Field] = [name for name in question.fields if name is not Field.NAME] or [measured]
    found = _named(situation, None if measured not in fields else measure)
    if len(found) != 2:
        return None
    narrowed = replace(question, fields=tuple(fields))
    shown = [lookup(record, narrowed, situation.kb, situation.language, {}) for record in found]
    verdict = [_verdict(found, measure, folded, situation)] if measured in fields else []
    return Reply((*shown, *verdict), about=tuple(found))


def _named(situation: Situation, measure: Measure | None) -> list[Record]:
    """The records to compare, as the question names them: by place, by what they are about, or one per document."""
    question = situation.question
    documents = question.documents or situation.documents
    if len(documents) == 2:
        return _different([_best(question.text, measure, situation, (slug,)) for slug in documents])
    if question.references:
        rows = [r for r in situation.kb.records if not documents or r.document in documents]
        return [record for one in question.references for record in referenced(one, rows)[:1]]
    folded = aligned(question.text)
    around = [match.span() for match in _AROUND.finditer(folded)]
    start = max((end for at, end in around if at == 0), default=0)
    stop = min((at for at, _ in around if at > 0), default=len(folded))
    cuts = [match.span() for match in _BETWEEN.finditer(folded, start, stop)]
    if not cuts:
        return []
    left, right = min(cuts, key=lambda cut: abs(cut[0] - start - (stop - cut[1])))
    halves = question.text[start:left], question.text[right:stop]
    return _different([_best(half, measure, situation, documents) for half in halves])


def _different(found: Sequence[Record | None]) -> list[Record]:
    """Both records, or none when one is missing or both are the same."""
    records = [record for record in found if record is not None]
    return records if len({record.id for record in records}) == 2 else []


def _best(text: str, measure: Measure | None, situation: Situation, documents: tuple[str, ...]) -> Record | None:
    """The best record for one side of a comparison; one that has the measure."""
    hits = situation.engine.search(text, _CANDIDATES, documents=documents, as_of=situation.as_of)
    records = (situation.kb.get(hit.id) for hit in hits)
    return next((record for record in records if measure is None or contrasts.has(record, measure)), None)


def _verdict(found: Sequence[Record], measure: Measure, folded: str, situation: Situation) -> Sentence:
    words = load_wording(situation.language)
    ids = tuple(record.id for record in found)
    marks = Mark(ids)
    least = _LEAST.search(folded) is not None
    winner = contrasts.first_of(found, measure, least=least)
    if winner is None:
        return (words(f"compare.{measure.value}.apart"), marks, ".")
    if len(winner) > 1:
        return (words(f"compare.{measure.value}.equal"), marks, ".")
    slots: dict[str, Part | Sequence[Part]] = {
        "name": contrasts.leading(winner[0], found, measure, least=least),
        "difference": contrasts.difference(found, measure, situation.language),
        "marks": marks,
    }
    return fill(words(f"compare.{measure.value}.{'least' if least else 'most'}"), slots)


# -- a set ------------------------------------------------------------------------------------------------------


def _first_of_set(situation: Situation, folded: str) -> Reply | None:
    question = situation.question
    if not (question.constraints or question.documents or situation.documents):
        return None
    unread = tuple(phrase for phrase in question.unread if not ranks(fold(phrase)))
    members = complete_set(replace(situation, question=replace(question, unread=unread))).set.members
    least = _LEAST.search(folded) is not None
    if crowd := _CROWD.search(folded):
        measure = _DOES.get(crowd["does"] or crowd["does2"] or crowd["does3"] or "", Measure.PARTNERS)
        return _stated([list(members)], measure, situation, least=least)
    if _TALLY.search(folded) and _SECTION.match(folded):
        return _fullest(members, situation, least=least)
    if _TALLY.search(folded):
        return _busiest(members, situation, least=least)
    if _TIME.search(folded):
        dated = [record for record in members if not contrasts.year_only(record)]
        return _stated([dated or list(members)], Measure.DUE, situation, least=least)
    units = contrasts.by_unit(members)
    shares = [group for group in units if contrasts.is_share(group[0])] if _SHARE.search(folded) else []
    return _stated(shares or units, Measure.VALUE, situation, least=least)


def _stated(sets: Sequence[list[Record]], measure: Measure, situation: Situation, *, least: bool) -> Reply | None:
    """The first of each set under its value; several sets where the units differ."""
    words = load_wording(situation.language)
    shown: list[Record] = []
    body: list[Part] = []
    for records in sets:
        first = contrasts.first_of(records, measure, least=least)
        if not first:
            continue
        value = contrasts.extreme(first, records, measure, situation.language, least=least)
        unit = first[0].printed(Field.UNIT) if measure is Measure.VALUE else None
        body += ["\n", *fill(words(f"compare.{measure.value}.first"), {"value": value})]
        if unit and unit not in value.text:
            body += [" ", Claim(unit, (first[0].id,), Field.UNIT)]
        body.append(":")
        for record in first:
            body += ["\n- ", echoes.item(record, situation.language), ": ", *short_name(record)]
            if measure is not Measure.VALUE:
                body += [" – ", *value_of(record, contrasts.FIELDS[measure], situation.language)]
            body.append(Mark((record.id,)))
        shown += first
    if not shown:
        return None
    head = fill(
        words(f"compare.{measure.value}.{'lowest' if least else 'highest'}"), {"where": where(situation, shown)}
    )
    notes = [(words("compare.units"),)] if len(sets) > 1 else []
    return Reply(((*head, *body), *notes), separator="\n", about=tuple(shown))


def _fullest(members: Sequence[Record], situation: Situation, *, least: bool) -> Reply | None:
    """The sections that hold most (or fewest) of the records, with all they hold."""
    held: dict[str, list[Record]] = {}
    for record in members:
        if record.section:
            held.setdefault(record.section[-1], []).append(record)
    if len(held) < 2:
        return None
    words = load_wording(situation.language)
    chosen = (min if least else max)(map(len, held.values()))
    fullest = [(heading, records) for heading, records in held.items() if len(records) == chosen]
    sentences = tuple(
        fill(
            words("compare.section.lowest" if least else "compare.section.highest"),
            {
                "where": where(situation, members),
                "heading": Claim(heading, (records[0].id,)),
                "count": computed.count(tuple(record.id for record in records)),
                "marks": Mark(tuple(record.id for record in records)),
            },
        )
        for heading, records in fullest
    )
    return Reply(sentences, separator="\n", about=tuple(fullest[0][1]))


def _busiest(members: Sequence[Record], situation: Situation, *, least: bool) -> Reply | None:
    asked = situation.question.fields
    field = next((name for name in _TALLIED if name in asked), Field.LEAD_AGENCY)
    led = contrasts.tally(members, field)
    if not led or least:
        return None
    words = load_wording(situation.language)
    most = max(map(len, led.values()))
    agencies = [agency for agency, records in led.items() if len(records) == most]
    sentences = tuple(
        fill(
            words(f"compare.busiest.{field.value}"),
            {
                "where": where(situation, members),
                "agency": contrasts.busiest(agency, led[agency], members, field, situation.language),
                "count": computed.count(tuple(record.id for record in led[agency])),
                "marks": Mark(tuple(record.id for record in led[agency])),
            },
        )
        for agency in agencies
    )
    return Reply(sentences, separator="\n", about=tuple(led[agencies[0]]))
