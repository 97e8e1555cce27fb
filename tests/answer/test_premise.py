"""What a question supposes is held against the row, and corrected with it."""

import pytest

from .talk import cited, talk


@pytest.mark.parametrize(
    "question",
    [
        "Sở Y tế chủ trì xây dựng bản đồ cây xanh đô thị phải không?",
        "Sở Y tế chủ trì bản đồ cây xanh đô thị, Sở Xây dựng phối hợp, đúng không?",
    ],
)
def test_a_wrong_lead_is_denied_and_the_right_one_named(official, question):
    answer = talk(official, question)
    assert answer.text.startswith("Không đúng. Sở Y tế không phải là cơ quan chủ trì.")
    assert "cơ quan chủ trì là Sở Xây dựng" in answer.text
    assert cited(answer)[0] == "moi/PL2/1"


def test_a_right_lead_is_confirmed(official):
    assert talk(official, "Sở Xây dựng chủ trì bản đồ cây xanh đô thị phải không?").text.startswith("Đúng.")


def test_a_wrong_deadline_is_denied_with_the_printed_one(official):
    answer = talk(official, "Tập huấn phân loại rác có hạn là tháng 7/2026 đúng không?")
    assert answer.text.startswith("Không đúng.")
    assert "Tháng 9/2026" in answer.text


def test_a_figure_that_the_target_implies_is_confirmed_and_another_denied(official):
    assert talk(official, "Số trạm sạc công cộng có đạt 200 trạm không?").text.startswith("Đúng.")
    assert talk(official, "Số trạm sạc công cộng có đạt 400 trạm không?").text.startswith("Không đúng.")


def test_an_agency_given_a_role_in_passing_is_corrected_too(official):
    answer = talk(official, "Sở Nội vụ chủ trì tập huấn phân loại rác thì nộp cho ai?")
    assert "Sở Nội vụ không phải là cơ quan chủ trì." in answer.text
    assert "Sở Y tế" in answer.text


def test_a_row_looked_for_in_another_annex_is_put_in_its_own(official):
    answer = talk(official, "Nhiệm vụ tập huấn phân loại rác nằm ở Phụ lục III thì ai chủ trì?")
    assert answer.text.startswith("Nội dung này thuộc Phụ lục II, Kế hoạch số 31-KH/BCĐ, không thuộc Phụ lục III.")
    assert "Sở Y tế" in answer.text and cited(answer)[0] == "moi/PL2/2"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Phụ lục II kế hoạch 31 có 3 nhiệm vụ đúng không?", "Đúng. "),
        ("Phụ lục II kế hoạch 31 có 7 nhiệm vụ phải không?", "Không đúng. "),
        ("Does Annex II of plan 31 have 7 tasks?", "Not correct. "),
    ],
)
def test_a_supposed_number_of_rows_is_counted(official, question, verdict):
    answer = talk(official, question)
    assert answer.text.startswith(verdict) and "3" in answer.text
    assert cited(answer) == ["moi/PL2/1", "moi/PL2/2", "moi/PL2/3"]


def test_a_number_that_is_a_figure_of_a_row_is_not_counted(official):
    assert talk(official, "Số trạm sạc công cộng có đạt 400 trạm không?").text.startswith("Không đúng.")
