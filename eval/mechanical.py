"""Whether each value shown is its claim's own. Knows what may support a value; hides how values are found.

The check reads the answer alone: it parses the cells that the citations carry anew, with none of the code that
wrote the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dannguon.eval.cases import Case
from dannguon.eval.given import Citation, Claim, Given
from dannguon.eval.matching import normal
from dannguon.eval.shown import Shown, What, meanings, shown

_NAMES: dict[What, str] = {"agency": "cơ quan", "date": "ngày", "document number": "số hiệu", "number": "số"}


@dataclass(frozen=True, slots=True)
class WrongValue:
    """A value that is shown without support, and why."""

    value: Shown
    reason: str

    def __str__(self) -> str:
        return f"{_NAMES[self.value.what]} “{self.value.text}”: {self.reason}"


def wrong_values(case: Case, given: Given) -> list[WrongValue]:
    """Every value shown that is not supported; empty for an answer that passes.

    A claim that is not `computed` shows only values of its own field, as printed, mended or in a registered
    rendering (a claim without a field: of the quoted passage), and may name the place it cites. The answer shows only
    values of its claims, of the labels of its citations, and of the question.
    """
    return [*_in_claims(given), *_in_answer(case, given)]


def _in_claims(given: Given) -> Iterator[WrongValue]:
    for claim in given.claims:
        if claim.computed:
            continue
        citations = [c for n in claim.citations if (c := given.cited(n)) is not None]
        if any(_stands(claim.text, printed) for c in citations for printed in _own(claim, c)):
            continue  # as printed, even where a long name is cut inside a date
        allowed = _all_meanings(text for c in citations for text in (*_own(claim, c), *_place(c)))
        for value in shown(claim.text):
            if (value.what, value.key) not in allowed:
                yield WrongValue(value, f"không có trong ô {claim.field or 'nguyên văn'} của {_ids(citations)}")


def _in_answer(case: Case, given: Given) -> Iterator[WrongValue]:
    places = (text for citation in given.citations for text in _place(citation))
    claimed = (claim.text for claim in given.claims)
    as_of = case.as_of.strftime("%d/%m/%Y") if case.as_of else ""
    allowed = _all_meanings([*claimed, *places, *case.turns, as_of])
    for value in shown(given.answer):
        if (value.what, value.key) not in allowed:
            yield WrongValue(value, "không thuộc khẳng định nào")


def _stands(text: str, printed: str) -> bool:
    """True when the words of `text` stand in `printed` as whole words and numbers."""
    return re.search(rf"(?<!\w){re.escape(normal(text).strip())}(?!\w)", normal(printed)) is not None


def _own(claim: Claim, citation: Citation) -> Iterator[str]:
    """The texts a claim may take its values from."""
    if claim.field is None:
        yield citation.quote
    elif (cell := citation.fields.get(claim.field)) is not None:
        yield from (cell.text, cell.mended or "")


def _place(citation: Citation) -> Iterator[str]:
    """The texts that name where a record stands."""
    yield from (citation.label, citation.document_number or "")


def _all_meanings(texts: Iterable[str]) -> set[tuple[What, str]]:
    return set().union(*map(meanings, texts))


def _ids(citations: list[Citation]) -> str:
    return ", ".join(c.id or "?" for c in citations) or "bản ghi không được dẫn"
