"""What tests of conversations and versions share: two invented plans, a report, and an assistant over them."""

from datetime import date
from pathlib import Path

from dannguon.answer.ask import Assistant
from dannguon.answer.claims import Answer, Message, Request
from dannguon.ingest.contradictions import find_contradictions
from dannguon.kb import Contents, new_generation, published
from dannguon.models import Document, Field, FieldValue, Kind, Record, Relation, RelationKind
from dannguon.retrieval.index import write_indexes
from dannguon.typed import typed_value
from tests.retrieval.fakes import HashEmbedder

NEW = Document(
    "moi", "moi.txt", "0" * 64, "tab_tables", "31-KH/BCĐ", "Kế hoạch", "Chuyển đổi xanh năm 2026",
    "BAN CHỈ ĐẠO CHUYỂN ĐỔI XANH", date(2026, 2, 1), "Lê Văn An",
)  # fmt: skip
OLD = Document("cu", "cu.txt", "1" * 64, "ocr_table", "812/KH-UBND", "Kế hoạch", "Chuyển đổi xanh")
WEEKLY = Document("tuan", "tuan.txt", "3" * 64, "tab_tables", None, "Báo cáo tuần", "Báo cáo tuần 9 (20.02.2026)")
REPORT = Document("bc", "bc.txt", "2" * 64, "line_broken", None, "Báo cáo", "Báo cáo chuyển đổi xanh tháng 5 năm 2025")


def prose(record: str, text: str, kind: Kind = Kind.PASSAGE) -> Record:
    return Record(record, record.split("/")[0], kind, "", (), {}, text, (1, 1))


def row(record: str, name: str, kind: Kind = Kind.TASK, **cells: str) -> Record:
    printed = {Field.NAME: name, **{Field(key): text for key, text in cells.items()}}
    unit = cells.get("unit", "")
    fields = {key: FieldValue(text, None, typed_value(key, text, unit)) for key, text in printed.items()}
    slug, container, item = record.split("/")
    return Record(record, slug, kind, item, (container,), fields, " | ".join(printed.values()), (1, 1))


TODAY = date(2026, 3, 15)
XD, CT, YT, TC = "Sở Xây dựng", "Sở Công Thương", "Sở Y tế", "Sở Tài chính"
RECORDS = [
    prose("moi/body/meta", "BAN CHỈ ĐẠO CHUYỂN ĐỔI XANH\nTP. Hồ Chí Minh, ngày 01 tháng 02 năm 2026\nSố 31-KH/BCĐ"),
    prose(
        "moi/body/mo-dau",
        "Ban Chỉ đạo chuyển đổi xanh ban hành Kế hoạch (thay thế Kế hoạch số 8-KH/BCĐ ngày 05 tháng 01 năm 2026)",
    ),
    prose("moi/body/chu-ky", "TRƯỞNG BAN\nLê Văn An", Kind.SIGNATURE),
    row("moi/PL1/1", "Tỷ lệ xe buýt dùng điện", Kind.TARGET, value="≥ 50%", unit="%", monitoring_agency=XD),
    row("moi/PL1/2", "Số trạm sạc công cộng", Kind.TARGET, value="≥ 300", unit="Trạm", monitoring_agency=CT),
    row(
        "moi/PL2/1",
        "Xây dựng bản đồ cây xanh đô thị",
        lead_agency="Sở Xây dựng",
        coordinating_agencies="Sở Y tế, Sở Tài chính",
        deliverable="Bản đồ được công bố",
        due="Quý II/2026",
    ),
    row("moi/PL2/2", "Tập huấn phân loại rác", lead_agency=YT, coordinating_agencies="Sở Nội vụ", due="Tháng 9/2026"),
    row("moi/PL2/3", "Khảo sát nước ngầm", lead_agency="Sở Giao thông vận tải", due="Quý III/2026"),
    row("moi/PL3/1", "Đảm bảo tỷ lệ xe buýt dùng điện", lead_agency=TC, deliverable="Đạt 40%", due="Năm 2026"),
    row("moi/PL3/2", "Lắp đồng hồ nước thông minh", lead_agency="Sở Công Thương", due="Tháng 10/2026"),
    row("cu/PL1/7", "Xây dựng bản đồ cây xanh đô thị", lead_agency="Sở Nội vụ", due="Quý IV/2025"),
    row("cu/PL1/8", "Trồng rừng ngập mặn ven biển", lead_agency="Sở Công Thương", due="Quý III/2025"),
    row("tuan/A/1", "Xây dựng bản đồ cây xanh", Kind.REPORT_LINE, progress="Đã đo xong ba quận", officers="A. Bình"),
    row("tuan/A/2", "Rà soát cây xanh tại trường học", Kind.REPORT_LINE, progress="Chưa thực hiện", officers="C. Mai"),
    prose(
        "bc/I.2",
        "Kế hoạch số 990/KH-UBND ngày 14 tháng 6 năm 2025 thay thế Kế hoạch số 812/KH-UBND. Đến nay đã trồng 5 ha.",
    ),
]  # fmt: skip
RELATIONS = [
    Relation(RelationKind.SUPERSEDES, "31-KH/BCĐ", "8-KH/BCĐ", "moi/body/mo-dau", RECORDS[1].text),
    Relation(
        RelationKind.SUPERSEDES,
        "990/KH-UBND",
        "812/KH-UBND",
        "bc/I.2",
        "Kế hoạch số 990/KH-UBND ngày 14 tháng 6 năm 2025 thay thế Kế hoạch số 812/KH-UBND.",
    ),
]


def assistant(home: Path) -> Assistant:
    """An assistant over the invented corpus, its contradictions found as a build finds them."""
    documents = [NEW, OLD, WEEKLY, REPORT]
    found = find_contradictions(documents, RECORDS, RELATIONS)
    embedder = HashEmbedder()
    contents = Contents(documents, RECORDS, RELATIONS, [], contradictions=found)
    with new_generation(home, contents) as draft:
        list(write_indexes(draft, RECORDS, embedder, home / "vectors.sqlite"))
    folder = published(home)
    assert folder is not None
    return Assistant(folder, embedder)


def talk(one: Assistant, *turns: str) -> Answer:
    """The answer to the last of these turns, the assistant's own in between left empty."""
    messages = [m for turn in turns for m in (Message("user", turn), Message("assistant", ""))][:-1]
    return one.ask(Request(tuple(messages), TODAY))


def cited(answer: Answer) -> list[str]:
    return [citation.record for citation in answer.citations]
