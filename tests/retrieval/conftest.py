"""A small invented catalogue, and questions read against it."""

from collections.abc import Callable
from datetime import date

import pytest

from dannguon.models import Document, Relation, RelationKind
from dannguon.retrieval.asked import Question
from dannguon.retrieval.question import Catalogue, read_question

CATALOGUE = Catalogue(
    documents=(
        Document(
            "ke-hoach-a", "a.txt", "", "plan", "31-KH/BCĐ", "Kế hoạch", "Phát triển đô thị", issued_on=date(2026, 2, 1)
        ),
        Document("ke-hoach-b", "b.txt", "", "plan", "812/KH-UBND", "Kế hoạch", "Phát triển đô thị"),
        Document("tuan-7", "c.txt", "", "report", None, "Báo cáo tuần", "Báo cáo tuần 7 (06.02.2026 - 12.02.2026)"),
        Document("thang-9", "d.txt", "", "report", None, "Báo cáo", "Báo cáo tình hình tháng 9 năm 2025"),
        Document("ban-tin-3", "e.txt", "", "news", None, "Bản tin", "Bản tin đô thị số 03/2026"),
    ),
    relations=(
        Relation(
            RelationKind.SUPERSEDES,
            "31-KH/BCĐ",
            "812/KH-UBND",
            "ke-hoach-a/body/mo-dau",
            "… thay thế Kế hoạch số 812/KH-UBND ngày 03 tháng 5 năm 2025 …",
        ),
    ),
)
TODAY = date(2026, 3, 15)


@pytest.fixture
def read() -> Callable[[str], Question]:
    """Reads a question against the invented catalogue, on 15 March 2026."""
    return lambda text: read_question(text, catalogue=CATALOGUE, as_of=TODAY)
