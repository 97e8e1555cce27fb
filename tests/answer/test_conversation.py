"""A turn inherits what it leaves out, and nothing else."""

from datetime import date

import pytest

from dannguon.answer.conversation import names_nothing

from .talk import cited, talk

MAP = "Ai chủ trì xây dựng bản đồ cây xanh đô thị?"


@pytest.mark.parametrize(
    ("turn", "value"),
    [
        ("thế còn cơ quan phối hợp?", "Sở Y tế, Sở Tài chính"),
        ("hạn của việc đó?", "Quý II/2026"),
        ("kết quả phải có?", "Bản đồ được công bố"),
        ("còn Sở Tài chính thì sao?", "cơ quan phối hợp"),
        ("when is it due?", "Quý II/2026"),
        ("what about the coordinating agencies?", "Sở Y tế, Sở Tài chính"),
    ],
)
def test_a_bare_field_is_of_the_record_before(official, turn, value):
    answer = talk(official, MAP, turn)
    assert cited(answer)[0] == "moi/PL2/1"
    assert value in answer.text
    assert answer.reading is not None


def test_a_new_subject_drops_the_old_and_keeps_the_field(official):
    answer = talk(official, "Hạn xây dựng bản đồ cây xanh đô thị?", "Thế còn lắp đồng hồ nước thông minh?")
    assert cited(answer) == ["moi/PL3/2"]
    assert "Tháng 10/2026" in answer.text
    assert "chủ trì" not in answer.text


def test_a_full_question_stands_alone(official):
    answer = talk(official, MAP, "Ai chủ trì tập huấn phân loại rác?")
    assert cited(answer) == ["moi/PL2/2"]
    assert answer.reading is None


def test_a_corrected_place_keeps_the_question(official):
    answer = talk(official, "Hạn nhiệm vụ số 1 phụ lục II?", "của phụ lục III cơ")
    assert cited(answer)[0] == "moi/PL3/1"
    assert "Năm 2026" in answer.text


def test_another_row_of_the_same_annex_is_named_by_its_number_alone(official):
    answer = talk(official, "Nhiệm vụ 1 Phụ lục II ai chủ trì?", "Còn nhiệm vụ 2 thì ai?")
    assert cited(answer)[0] == "moi/PL2/2"
    assert "Sở Y tế" in answer.text


def test_another_agency_asks_for_the_same_list(official):
    answer = talk(official, "Liệt kê nhiệm vụ Sở Xây dựng chủ trì ở Phụ lục II của kế hoạch 31", "còn Sở Y tế thì sao?")
    assert cited(answer) == ["moi/PL2/2"]


def test_the_last_of_a_list_is_a_record_again(official):
    listed = "Liệt kê nhiệm vụ ở Phụ lục II kế hoạch 31"
    answer = talk(official, listed, "cái cuối cùng hạn khi nào?")
    assert cited(answer) == ["moi/PL2/3"]
    assert "Quý III/2026" in answer.text


@pytest.mark.parametrize(
    ("turns", "rows"),
    [
        (("Liệt kê nhiệm vụ ở Phụ lục II kế hoạch 31", "trong đó cái nào có hạn theo tháng?"), ["moi/PL2/2"]),
        (("Có bao nhiêu nhiệm vụ ở Phụ lục II kế hoạch 31?", "cái nào hạn sớm nhất?"), ["moi/PL2/1"]),
        (
            ("Sở Xây dựng chủ trì những việc nào trong kế hoạch 31?", "Chỉ tính Phụ lục II thôi"),
            ["moi/PL2/1", "moi/PL2/3"],
        ),
    ],
)
def test_a_further_condition_narrows_the_list_before(official, turns, rows):
    assert cited(talk(official, *turns)) == rows


def test_the_same_subject_is_asked_of_another_plan(official):
    assert cited(talk(official, MAP, "Còn theo kế hoạch 812?"))[0] == "cu/PL1/7"
    assert cited(talk(official, MAP, "Còn theo kế hoạch 812?", "hạn ở kế hoạch đó?"))[0] == "cu/PL1/7"


def test_a_subject_spoken_of_before_is_called_back(official):
    turns = (MAP, "Ai chủ trì tập huấn phân loại rác?", "Quay lại bản đồ cây xanh, kết quả là gì?")
    assert cited(talk(official, *turns))[0] == "moi/PL2/1"


def test_a_version_question_goes_on_about_the_same_plan(official):
    answer = talk(official, "Kế hoạch 812 còn hiệu lực không?", "Thay bằng văn bản nào, ngày mấy?")
    assert cited(answer) == ["bc/I.2"]
    assert "14 tháng 6 năm 2025" in answer.text


def test_thanks_in_between_change_nothing(official):
    answer = talk(official, MAP, "phối hợp?", "cảm ơn nhé", "hạn khi nào?")
    assert cited(answer)[0] == "moi/PL2/1"


def test_eight_turns_are_followed(official):
    turns = (MAP, "phối hợp?", "hạn?", "kết quả?", "Còn tập huấn phân loại rác thì ai chủ trì?", "phối hợp?", "cảm ơn")
    answer = talk(official, *turns, "hạn của việc đó là khi nào?")
    assert cited(answer) == ["moi/PL2/2"]
    assert "Tháng 9/2026" in answer.text


def test_the_list_comes_back_after_a_question_about_one_of_its_rows(official):
    listed = "Liệt kê nhiệm vụ Sở Xây dựng chủ trì ở Phụ lục II của kế hoạch 31"
    assert cited(talk(official, listed, "hạn khi nào?", "còn Sở Y tế?")) == ["moi/PL2/2"]


def test_a_count_can_be_spelt_out(official):
    counted = "Có bao nhiêu nhiệm vụ ở Phụ lục II kế hoạch 31?"
    assert cited(talk(official, counted, "kể ra xem")) == ["moi/PL2/1", "moi/PL2/2", "moi/PL2/3"]


@pytest.mark.parametrize("turn", ["trước đây là ai?", "kế hoạch cũ thì sao?"])
def test_the_former_plan_is_asked_for_in_a_word(official, turn):
    assert {"moi/PL2/1", "cu/PL1/7"} <= set(cited(talk(official, MAP, turn)))


@pytest.mark.parametrize("turn", ["hạn của việc đó?", "when is it due?"])
def test_a_first_turn_without_a_subject_is_asked_back(official, turn):
    answer = talk(official, turn)
    assert answer.abstained and answer.reading is None and not answer.citations


@pytest.mark.parametrize(
    "typed", ["ai chủ trì bản sao số?", "ai chu tri ban sao so", "bao giờ xong bản sao số", "bản công bố ai làm?"]
)
def test_a_subject_made_of_common_syllables_is_a_subject(typed, official):
    """ "văn bản", "thì sao" and "tổng cộng" say nothing, their syllables elsewhere do."""
    question = official.engine.read(typed, date(2026, 3, 15))
    assert not names_nothing(question)


@pytest.mark.parametrize("typed", ["hạn khi nào?", "han cua viec do?", "ai chủ trì việc này thế?"])
def test_a_bare_field_names_nothing(typed, official):
    assert names_nothing(official.engine.read(typed, date(2026, 3, 15)))
