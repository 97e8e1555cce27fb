"""GET /api/v1/examples: things that this corpus can be asked, for a reader who has not asked yet."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter

from dannguon.agencies import load_gazetteer
from dannguon.answer.succession import replaced
from dannguon.api.deps import CurrentAssistant
from dannguon.models import Field, Kind, Record

router = APIRouter(tags=["ask"])

_ASKED = {Kind.TASK: Field.DUE, Kind.TARGET: Field.VALUE, Kind.REPORT_LINE: Field.OFFICERS}
_WORDS = range(6, 19)
"""Names of so many words make a question that fits on a button."""


@router.get("/api/v1/examples")
def examples(assistant: CurrentAssistant) -> dict[str, Any]:
    """For each kind of row a field and the name of a row that has it; and the agency that leads most tasks."""
    kb = assistant.kb
    gone = {document.slug for document in kb.documents if replaced(kb, document)}
    current = [record for record in kb.records if record.document not in gone]
    asked = []
    for kind, name in _ASKED.items():
        fit = (r for r in current if r.kind is kind and r.printed(name) and _reads_well(r))
        found = next(fit, None)
        if found is not None:
            asked.append({"field": name, "name": found.title.rstrip(" .;:")})
    leads = Counter(lead for r in current if r.kind is Kind.TASK for lead in _leads(r))
    agency = load_gazetteer().get(leads.most_common(1)[0][0]).name if leads else None
    return {"examples": asked, "agency": agency, "corpus_revision": kb.revision}


def _reads_well(record: Record) -> bool:
    return record.quality == 1 and len(record.title.split()) in _WORDS


def _leads(record: Record) -> tuple[str, ...]:
    value = record.value(Field.LEAD_AGENCY)
    return tuple(str(agency) for agency in value) if isinstance(value, tuple) else ()
