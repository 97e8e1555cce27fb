"""The figures of one answer. Knows their definitions; hides nothing else.

A figure that does not apply to a case is None and is left out of every mean (STYLE.md 1.7); all others lie in [0, 1].
Means over cases are macro averages. `exact`, `recall`, `precision`, `right_first`, `facts` and `refusal` are
those of the reference scorer, under the names the field uses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from dannguon.eval.cases import Case
from dannguon.eval.given import Given
from dannguon.eval.matching import is_any, normal, normal_id, states, states_count
from dannguon.eval.mechanical import wrong_values

CELLS_TO_SPARE = 2
"""Cells of the row that were not asked for and may still be shown in an exact answer."""
CITATIONS_TO_SPARE = 1
"""Citations beyond the required and optional ones that an exact answer may have."""


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one answer to one case.

    Citations, at the level of the record (row), after ALCE (Gao et al., EMNLP 2023), with gold records in place of
    an entailment model:
        precision: share of the given citations that are required or optional; of a list, members.
        recall: share of the required citations (of a list, of the members) that were given.
        f1: their harmonic mean.
        right_first: the first citation is a required one (success@1, TREC).
    Content:
        facts: every expected fact and the count are stated and no forbidden string is.
        fact_accuracy: share of the expected facts stated (nugget recall, TREC QA 2003), in one accepted spelling.
        exact: every required record cited, one of them first, at most one citation to spare (lists: exactly the
            members), `facts`, at most two cells that were not asked for, not abstained. A case to be refused: it
            was, without a forbidden string.
    Lists and counts:
        list_f1: harmonic mean of precision and recall over the set of members (set F1, QAMPARI, Amouyal et al. 2022).
        list_complete: every member is cited.
        count: the number is stated.
    Refusal:
        refusal: abstained when it should, did not when it should not. Its precision, recall and F1 over a suite are
            `Abstention` (SQuAD 2.0's no-answer task, Rajpurkar et al., ACL 2018).
    Versions:
        contradiction: a case of several required places has all of them shown side by side (both sides of a
            conflict; ConflictQA's condition, without its judge). Only where there are several, and no list.
        supersession: no superseded record stands first unless the case expects it (the anachronistic citation of
            Vietnamese legal QA). Only where a superseded record is cited at all.
    Check:
        mechanical: every agency, date, number and document number shown equals its claim's own field or belongs to a
            computed claim (`mechanical.wrong_values`). Only where something is answered.
    """

    exact: float
    refusal: float
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    right_first: float | None = None
    facts: float | None = None
    fact_accuracy: float | None = None
    list_f1: float | None = None
    list_complete: float | None = None
    count: float | None = None
    contradiction: float | None = None
    supersession: float | None = None
    mechanical: float | None = None


FIGURES = tuple(figure.name for figure in fields(Score))
"""The names of the figures, in the order of a report."""


def score(case: Case, given: Given) -> Score:
    """Measure one answer. Deterministic; 235 of them took 0.4 s."""
    answer = normal(given.answer)
    unforbidden = not states(answer, case.forbidden)
    refusal = float(given.abstained != case.answerable)
    mechanical = None if given.abstained or not given.answer else float(not wrong_values(case, given))
    supersession = _supersession(case, given)
    if not case.answerable:
        exact = float(given.abstained and unforbidden)
        return Score(exact=exact, refusal=refusal, mechanical=mechanical, supersession=supersession)

    precision, recall, right_first, spare = _citations(case, given)
    stated = [states(answer, spellings) for spellings in case.facts]
    counted = None if case.count is None else states_count(answer, case.count)
    facts = all(stated) and counted is not False and unforbidden
    dumped = sum(normal(cell) in answer for cell in case.extra_fields)
    f1 = _harmonic(precision, recall)
    is_list = bool(case.list_ids)
    return Score(
        exact=float(
            recall == right_first == 1
            and spare <= (0 if is_list else CITATIONS_TO_SPARE)
            and facts
            and dumped <= CELLS_TO_SPARE
            and not given.abstained
        ),
        refusal=refusal,
        precision=precision,
        recall=recall,
        f1=f1,
        right_first=right_first,
        facts=float(facts),
        fact_accuracy=sum(stated) / len(stated) if stated else None,
        list_f1=f1 if is_list else None,
        list_complete=float(recall == 1) if is_list else None,
        count=None if counted is None else float(counted),
        contradiction=float(recall == 1) if len(case.cite) > 1 and not is_list else None,
        supersession=supersession,
        mechanical=mechanical,
    )


def _citations(case: Case, given: Given) -> tuple[float, float, float, int]:
    """Return precision, recall, right_first and the number of citations that are neither required nor optional."""
    if case.list_ids:
        members = set(map(normal_id, case.list_ids))
        cited = {normal_id(c.id) for c in given.citations}
        right = cited & members
        first = bool(given.citations) and normal_id(given.citations[0].id) in members
        precision = len(right) / len(cited) if cited else 0.0
        return precision, len(right) / len(members), float(first), len(cited - members)
    required = [place for group in case.cite for place in group]
    good = sum(is_any(c, case.places) for c in given.citations)
    found = sum(any(is_any(c, group) for c in given.citations) for group in case.cite)
    first = bool(given.citations) and is_any(given.citations[0], required)
    precision = good / len(given.citations) if given.citations else 0.0
    return precision, found / len(case.cite), float(first), len(given.citations) - good


def _supersession(case: Case, given: Given) -> float | None:
    if not any(c.superseded_by for c in given.citations):
        return None
    first = given.citations[0]
    return float(not first.superseded_by or is_any(first, case.places))


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Abstention:
    """Refusal over a suite: of the answers that abstained, and of the cases that had to be refused.

    `precision` is None when nothing was refused, `recall` when nothing had to be.
    """

    precision: float | None
    recall: float | None
    f1: float | None
    refused: int
    unanswerable: int


def abstention(answers: Iterable[tuple[Case, Given]]) -> Abstention:
    """Precision, recall and F1 of abstaining, the positive class being "must be refused"."""
    pairs = [(not case.answerable, given.abstained) for case, given in answers]
    right = sum(must and did for must, did in pairs)
    refused, unanswerable = sum(did for _, did in pairs), sum(must for must, _ in pairs)
    precision = right / refused if refused else None
    recall = right / unanswerable if unanswerable else None
    f1 = None if precision is None or recall is None else _harmonic(precision, recall)
    return Abstention(precision, recall, f1, refused, unanswerable)
