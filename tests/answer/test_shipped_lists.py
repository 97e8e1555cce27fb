"""Lists over the shipped corpus: complete by the printed tables, and every one of them passes the last door."""

from datetime import date

import pytest

from dannguon.agencies import load_gazetteer
from dannguon.answer.compose import compose
from dannguon.answer.listing import listing
from dannguon.answer.reply import Situation
from dannguon.answer.verify import verify
from dannguon.models import AGENCY_FIELDS, Field
from dannguon.retrieval.asked import Constraints, DueConstraint, DueMode, Intent, Question, Role

from .rows import led

TODAY = date(2026, 4, 1)


@pytest.fixture
def kb(plan_kb):
    return plan_kb


def composed(kb, constraints, language="vi"):
    question = Question("?", intent=Intent.LIST, constraints=constraints)
    reply = listing(Situation(question, TODAY, language, (), kb, None))
    return reply and compose(reply.sentences, kb, language, separator=reply.separator)


def rows(kb, constraints):
    return [citation.record.split("/", 2)[2] for citation in composed(kb, constraints).citations]


def test_the_section_on_international_cooperation_has_rows_40_to_46(kb):
    assert rows(kb, Constraints(containers=("PL3",), sections=("VI",))) == [str(n) for n in range(40, 47)]


def test_annex_2_has_46_tasks_under_37_numbers(kb):
    answer = composed(kb, Constraints(containers=("PL2",)))
    assert len(answer.citations) == 46
    assert "thuộc 37 mục đánh số" in answer.text


def test_the_police_lead_the_whole_section_on_data(kb):
    constraints = Constraints(led("cong-an-thanh-pho").agencies, containers=("PL3",))
    assert rows(kb, constraints) == ["47", "48", "49"]


def test_every_agency_in_every_role_gives_a_list_that_passes(kb):
    agencies = {
        agency
        for record in kb.records
        for name in AGENCY_FIELDS - {Field.ACCOUNTABLE_HEAD}
        for agency in (record.value(name) or ())
    }
    assert len(agencies) > 20
    for agency in sorted(agencies):
        for role in Role:
            answer = composed(kb, led(agency, role), "en" if load_gazetteer().get(agency).english else "vi")
            assert verify(answer, kb) == [], (agency, role)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("mode", DueMode)
def test_every_month_gives_a_list_that_passes(kb, month, mode):
    start = date(2026, month, 1)
    end = date(2026 + month // 12, month % 12 + 1, 1).replace(day=1)
    constraints = Constraints(due=(DueConstraint(mode, start, end, f"tháng {month}/2026"),))
    assert verify(composed(kb, constraints), kb) == []


@pytest.mark.parametrize("fields", [(name,) for name in Field])
def test_every_field_can_be_shown_in_a_list(kb, fields):
    for container in ("PL1", "PL2", "PL3"):
        question = Question("?", intent=Intent.LIST, fields=fields, constraints=Constraints(containers=(container,)))
        reply = listing(Situation(question, TODAY, "en", (), kb, None))
        answer = compose(reply.sentences, kb, "en", separator=reply.separator)
        assert verify(answer, kb) == []
