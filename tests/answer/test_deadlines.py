"""Where the day of the question stands to a deadline."""

from dataclasses import replace

import pytest

from dannguon.answer.compose import compose
from dannguon.answer.deadlines import standing
from dannguon.answer.verify import verify
from dannguon.retrieval.asked import Constraints, Intent

from .rows import TASKS, asked, make

DRAFT, DONE = TASKS[:2]  # due by 30 June and by 31 March; asked on 1 May


@pytest.fixture
def kb(tmp_path):
    return make(tmp_path, TASKS)


def told(kb, record, text, language="vi"):
    situation = asked(kb, Constraints(), language, text=text, intent=Intent.LOOKUP)
    return compose(standing(record, situation), kb, language)


@pytest.mark.parametrize("text", ["đã trễ hạn chưa?", "da qua han chua", "còn kịp không", "is it overdue?"])
def test_a_passed_deadline_is_told_without_calling_the_task_late(kb, text):
    answer = told(kb, DONE, text)
    assert "đã qua thời hạn ghi trong văn bản [1]; kho chưa có thông tin hoàn thành" in answer.text
    assert "trễ" not in answer.text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_days_left_are_counted_to_the_last_day(kb, language):
    answer = told(kb, DRAFT, "còn bao nhiêu ngày nữa thì hết hạn?", language)
    assert f" {30 + 30} " in answer.text
    assert verify(answer, kb) == []


def test_other_days_are_stopped(kb):
    answer = told(kb, DRAFT, "còn mấy ngày?")
    changed = tuple(replace(c, text="61") if c.text == "60" else c for c in answer.claims)
    assert verify(replace(answer, text=answer.text.replace("60", "61"), claims=changed), kb)


@pytest.mark.parametrize("text", ["hạn khi nào?", "ai chủ trì?", "qua những năm nào?"])
def test_nothing_is_said_unless_asked(kb, text):
    situation = asked(kb, Constraints(), text=text, intent=Intent.LOOKUP)
    assert standing(DRAFT, situation) == []


def test_a_recurring_deadline_has_no_days_left(kb):
    situation = asked(kb, Constraints(), text="còn mấy ngày?", intent=Intent.LOOKUP)
    assert standing(TASKS[-1], situation) == []
