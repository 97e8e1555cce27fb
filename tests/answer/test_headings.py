"""Headings by the words of a question: over several rows, in whatever order, and nothing beside them."""

import pytest

from dannguon.answer.headings import named, under
from dannguon.models import Kind

from .rows import row

GIVEN, ADVICE = "C. THỰC HIỆN VĂN BẢN UBND TP: Tất cả chuyên viên", "Góp ý dự án đầu tư: An, Bình"
RECORDS = [
    row("C/1", "Khảo sát", section=GIVEN),
    row("C/2", "Góp ý", section=GIVEN),
    row("D/1", "Nhà máy thép", section=ADVICE),
    row("D/2", "Cụm công nghiệp", section=ADVICE),
    row("D/3", "Nhóm", section="Chuyển giao công nghệ", kind=Kind.GROUP),
    row("D/4", "Một việc", section="Chuyển giao công nghệ"),
]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Có những văn bản nào của UBND Thành phố giao?", GIVEN),
        ("liệt kê các văn bản ủy ban nhân dân thành phố giao", GIVEN),
        ("Phòng góp ý cho bao nhiêu dự án đầu tư?", ADVICE),
        ("Có những dự án nào?", None),
        ("Dự án đầu tư nhà máy thép ở cụm công nghiệp phía nam được góp ý ra sao?", None),
        ("Chuyển giao công nghệ có những gì?", None),
    ],
)
def test_a_heading_is_named_by_all_its_words(text, heading):
    assert named(text, RECORDS) == heading


def test_rows_stand_under_the_heading_that_has_the_phrase():
    assert [place.rpartition("/")[2] for place in under(("dự án đầu tư",), RECORDS)] == ["1", "2"]
