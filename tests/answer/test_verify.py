"""The last door stops every value that its own cell does not bear out."""

import re
from dataclasses import replace

import pytest

from dannguon.answer.claims import Answer, Claim
from dannguon.answer.compose import compose
from dannguon.answer.lookup import lookup
from dannguon.answer.renderings import shows
from dannguon.answer.verify import verify
from dannguon.models import Due, Field, FieldValue, Kind
from dannguon.retrieval.asked import Question

SWAPPED = (Field.LEAD_AGENCY, Field.COORDINATING_AGENCIES, Field.ACCOUNTABLE_HEAD, Field.DELIVERABLE, Field.DUE)


def answer_about(record, kb, fields, language="vi"):
    question = Question(text="", fields=tuple(fields), language=language)
    return compose([lookup(record, question, kb, language, {})], kb, language)


def with_value(answer: Answer, claim: Claim, text: str) -> Answer:
    """The answer with one claim's value replaced, in the text and in the claim: a fault that hides itself."""
    claims = tuple(replace(c, text=text) if c is claim else c for c in answer.claims)
    return replace(answer, text=answer.text.replace(claim.text, text, 1), claims=claims)


def tasks(kb):
    return [r for r in kb.records if r.kind is Kind.TASK and r.quality == 1 and set(SWAPPED) <= set(r.fields)]


def swaps_within_one_record(kb):
    """(answer, claim, wrong value): each claim gets the value of another field of its own record."""
    for record in tasks(kb):
        answer = answer_about(record, kb, SWAPPED)
        for claim in answer.claims:
            for other in SWAPPED:
                cell = record.fields[other]
                if claim.field in SWAPPED and other is not claim.field and cell.text:
                    if not shows(claim.field, record.fields[claim.field], cell.text):
                        yield answer, claim, cell.text


def swapped_milestones(kb):
    for record in kb.records:
        due = record.value(Field.DUE)
        if isinstance(due, Due) and len(due.milestones) > 1 and all(m.label for m in due.milestones):
            first, second = due.milestones[:2]
            answer = answer_about(record, kb, [Field.DUE])
            claim = next(c for c in answer.claims if c.text.startswith(f"{first.label}: {first.text}"))
            yield answer, claim, f"{first.label}: {second.text}"


def other_tokens(kb):
    """Digits added before or cut from a number, and one number put for another."""
    for record in tasks(kb):
        answer = answer_about(record, kb, [Field.DUE, Field.DELIVERABLE])
        for claim in answer.claims:
            number = re.search(r"\d+", claim.text)
            if claim.field in (Field.DUE, Field.DELIVERABLE) and number:
                yield answer, claim, claim.text[: number.start()] + "1" + claim.text[number.start() :]
                yield answer, claim, claim.text.replace(number[0], str(int(number[0]) + 1), 1)


def test_what_the_templates_write_of_the_corpus_is_let_through(corpus_kb):
    for record in tasks(corpus_kb):
        for language in ("vi", "en"):
            assert verify(answer_about(record, corpus_kb, SWAPPED, language), corpus_kb) == [], record.id


def test_two_hundred_changed_values_are_all_stopped(corpus_kb):
    swaps = list(swaps_within_one_record(corpus_kb))
    milestones = list(swapped_milestones(corpus_kb))
    tokens = list(other_tokens(corpus_kb))
    assert len(swaps) >= 80 and milestones and len(swaps) + len(milestones) + len(tokens) >= 200
    for answer, claim, wrong in [*swaps, *milestones, *tokens]:
        assert verify(with_value(answer, claim, wrong), corpus_kb), (claim, wrong)


def test_a_value_changed_in_the_text_alone_is_stopped(corpus_kb):
    for answer, claim, wrong in list(other_tokens(corpus_kb))[:60]:
        changed = replace(answer, text=answer.text.replace(claim.text, wrong, 1))
        assert verify(changed, corpus_kb), (claim, wrong)


def test_a_figure_outside_of_all_claims_is_stopped(corpus_kb):
    answer = answer_about(tasks(corpus_kb)[0], corpus_kb, [Field.LEAD_AGENCY])
    assert verify(replace(answer, text=answer.text + " Kinh phí: 5 tỷ."), corpus_kb)
    assert verify(replace(answer, text=answer.text + " Sở Y tế phối hợp."), corpus_kb)


def test_a_claim_whose_record_is_not_cited_is_stopped(corpus_kb):
    answer = answer_about(tasks(corpus_kb)[0], corpus_kb, [Field.LEAD_AGENCY])
    assert verify(replace(answer, citations=()), corpus_kb)


@pytest.mark.parametrize(
    ("shown", "cell", "allowed"),
    [
        ("12", "12.705 tỷ đồng", False),
        ("7/2026", "17/2026", False),
        ("705", "12.705", False),
        ("12.705", "bố trí 12.705 tỷ đồng", True),
        ("thằng lợi", "thắng lợi", False),
        ("đề  án", "Ban hành đề án thí điểm", True),
    ],
)
def test_a_part_of_running_text_is_shown_between_token_boundaries_only(shown, cell, allowed):
    assert shows(Field.DELIVERABLE, FieldValue(cell), shown) is allowed
