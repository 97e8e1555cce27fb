"""A small corpus written by hand, with hostile text in it, and an app over it whose assistant is a stub."""

import threading
from datetime import date

import pytest

from dannguon.answer.claims import Answer, Citation, Claim
from dannguon.api.app import create_app
from dannguon.kb import Contents, KnowledgeBase, new_generation
from dannguon.models import (
    Document,
    Due,
    DueKind,
    Field,
    FieldValue,
    Kind,
    Milestone,
    Record,
    Relation,
    RelationKind,
)
from dannguon.settings import Settings

HOSTILE = "<img src=x onerror=\"document.title='hỏng'\"><script>document.title='hỏng'</script>"
FORMULA = '=HYPERLINK("http://evil.test","Bấm vào đây")'

SCIENCE, POLICE = ("so-khoa-hoc-va-cong-nghe",), ("cong-an-thanh-pho",)


def by(day: date, text: str) -> Due:
    return Due((Milestone(text, DueKind.DAY, day, day),))


def row(place: str, name: str, kind: Kind = Kind.TASK, *, quality: float = 1.0, section: str = "Phụ lục I", **cells):
    slug, _, rest = place.partition("/")
    fields = {Field.NAME: FieldValue(name)}
    fields |= {Field(key): cell if isinstance(cell, FieldValue) else FieldValue(cell) for key, cell in cells.items()}
    text = " | ".join(cell.text for cell in fields.values())
    ordinal = rest.rpartition("/")[2]
    return Record(place, slug, kind, ordinal, (section,), fields, text, (10, 10), quality=quality)


DOCUMENTS = [
    Document(
        "moi",
        "moi.txt",
        "0" * 64,
        "tab",
        "12-KH/BCĐ",
        "Kế hoạch",
        "Kế hoạch năm 2026",
        "Ban Chỉ đạo",
        date(2026, 2, 14),
    ),
    Document(
        "cu", "cu.txt", "1" * 64, "tab", "5-KH/BCĐ", "Kế hoạch", "Kế hoạch năm 2025", "Ban Chỉ đạo", date(2025, 1, 10)
    ),
    Document("tuan", "tuan.txt", "2" * 64, "tab", None, "Báo cáo tuần", "Báo cáo tuần 11"),
]
RECORDS = [
    Record(
        "moi/body/mo-dau",
        "moi",
        Kind.PASSAGE,
        "",
        (),
        {},
        f"Kế hoạch này thay thế Kế hoạch số 5-KH/BCĐ. {HOSTILE}",
        (1, 2),
    ),
    row(
        "moi/PL1/1",
        "Xây dựng Đề án bản sao số của Thành phố",
        lead_agency=FieldValue("Sở KH&CN", None, SCIENCE),
        accountable_head=FieldValue("Giám đốc Sở KH&CN", None, SCIENCE),
        due=FieldValue("31/3/2026", None, by(date(2026, 3, 31), "31/3/2026")),
        deliverable="Đề án được duyệt",
    ),
    row(
        "moi/PL1/2",
        f"Kiểm tra {HOSTILE}",
        lead_agency=FieldValue("Công an Thành phố", None, POLICE),
        due=FieldValue("01/3/2026", None, by(date(2026, 3, 1), "01/3/2026")),
        deliverable=FORMULA,
    ),
    row(
        "moi/PL1/3",
        "Duy trì Cổng dữ liệu mở của Thành phố",
        lead_agency=FieldValue("Sở KH&CN", None, SCIENCE),
        due=FieldValue("Thường xuyên", None, Due((Milestone("Thường xuyên", DueKind.ONGOING),))),
    ),
    row(
        "moi/PL2/1", "Tỷ lệ phủ sóng 5G cho người dân", Kind.TARGET, section="Phụ lục II", value="≥ 95", unit="% dân số"
    ),
    row(
        "cu/PL1/1",
        "Xây dựng Đề án cũ",
        quality=0.6,
        lead_agency=FieldValue("So KH&CN", "Sở KH&CN", SCIENCE),
        due=FieldValue("Quy I/2025", "Quý I/2025", by(date(2025, 3, 31), "Quý I/2025")),
    ),
    row(
        "tuan/A/1",
        "Tổ chức lễ công bố Sàn giao dịch công nghệ mới",
        Kind.REPORT_LINE,
        section="A. Nhiệm vụ",
        due=FieldValue("18/3/2026", None, by(date(2026, 3, 18), "18/3/2026")),
        progress="Đang phát hành thư mời",
        officers="A. Huân Trình",
    ),
    row(
        "tuan/A/2",
        "Mua tài khoản trợ lý ảo cho các phường",
        Kind.REPORT_LINE,
        section="A. Nhiệm vụ",
        officers="A. Huấn Tĩnh",
        implementing_unit="QLCN",
    ),
]
REPLACED = Relation(
    RelationKind.SUPERSEDES, "12-KH/BCĐ", "5-KH/BCĐ", "moi/body/mo-dau", "Kế hoạch này thay thế Kế hoạch số 5-KH/BCĐ."
)


class StubAssistant:
    """Answers with the cells of the row whose number the question names; waits for `free` when asked to be slow."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.free = threading.Event()

    def current(self):
        return self

    def ask(self, request):
        question = request.messages[-1].content
        if "chậm" in question:
            self.free.wait(20)
        if "thời tiết" in question:
            return Answer(
                "Kho văn bản không có thông tin này.", "vi", abstained=True, reason="ngoài kho", nearest=("moi/PL1/1",)
            )
        record = self.kb.get("cu/PL1/1" if "cũ" in question else "moi/PL1/2" if "kiểm tra" in question else "moi/PL1/1")
        lead, due = record.fields[Field.LEAD_AGENCY], record.fields[Field.DUE]
        claims = tuple(Claim(cell.best, (record.id,), name) for name, cell in record.fields.items())
        citation = Citation(
            1, record.id, (Field.LEAD_AGENCY, Field.DUE), record.text, "12-KH/BCĐ" if "cũ" in question else None
        )
        return Answer(f"“{record.title}”: {lead.best}, {due.best} [1].", "vi", (citation,), claims)


@pytest.fixture
def kb(tmp_path):
    with new_generation(tmp_path / "home", Contents(DOCUMENTS, RECORDS, [REPLACED], [])):
        pass
    return KnowledgeBase.open(tmp_path / "home")


@pytest.fixture
def assistant(kb):
    return StubAssistant(kb)


@pytest.fixture
def app(assistant, tmp_path):
    app = create_app(Settings(home=tmp_path / "home"))
    app.state.assistants = assistant
    yield app
    assistant.free.set()
