"""What tests of sets share: an invented plan with two annexes, and questions about it as they are read."""

from datetime import date
from pathlib import Path

from dannguon.answer.claims import Answer
from dannguon.answer.compose import compose
from dannguon.answer.reply import Handler, Reply, Situation
from dannguon.kb import Contents, KnowledgeBase, new_generation
from dannguon.models import Document, Field, FieldValue, Kind, Record
from dannguon.retrieval.asked import (
    AgencyConstraint,
    Constraints,
    DueConstraint,
    DueMode,
    Intent,
    Question,
    Role,
    Share,
)
from dannguon.typed import typed_value

SHIPPED_PLAN = Path(__file__).parents[2] / "corpus" / "ke-hoach-27-kh-bcdtp.txt"
TODAY = date(2026, 5, 1)
PLAN = Document("ke-hoach", "a.txt", "", "tab_tables", "31-KH/BCĐ", "Kế hoạch", "Phát triển đô thị")


def row(place: str, name: str, *, kind: Kind = Kind.TASK, section: str = "", parent: str = "", **cells: str) -> Record:
    """A row at `place` ("PL1/2.1") whose cells are typed as the pipeline types them."""
    container, item = place.split("/")
    unit = cells.get("unit", "")
    fields = {Field.NAME: FieldValue(name)}
    fields |= {Field(key): FieldValue(text, None, typed_value(Field(key), text, unit)) for key, text in cells.items()}
    text = " | ".join([name, *cells.values()])
    sections = tuple(filter(None, (container, section)))
    group = f"ke-hoach/{container}/{parent}" if parent else None
    return Record(f"ke-hoach/{place}", "ke-hoach", kind, item, sections, fields, text, (1, 1), group)


TASKS = [
    row("PL2/1", "Lập bản đồ ngập", section="I. Hạ tầng số", lead_agency="Sở Xây dựng", due="Quý II/2026"),
    row("PL2/2", "Số hoá cây xanh", section="I. Hạ tầng số", lead_agency="Sở Xây dựng, Sở Tài chính", due="Quý I/2026"),
    row("PL2/3", "Nhóm đào tạo", kind=Kind.GROUP, section="II. Nhân lực", lead_agency="", due=""),
    row("PL2/3.1", "Lớp kỹ năng số", section="II. Nhân lực", parent="3", lead_agency="Sở Nội vụ", due="Năm 2026"),
    row("PL2/3.2", "Lớp drone", section="II. Nhân lực", parent="3", lead_agency="Sở Nội vụ", due="Thường xuyên"),
]
TARGETS = [
    row("PL1/1", "Số tuyến phố số", kind=Kind.TARGET, value="≥ 12", unit="Tuyến"),
    row("PL1/2", "Số nhà máy số", kind=Kind.TARGET, value="≥ 1.200", unit="Nhà máy"),
    row("PL1/3", "Số tuyến phố xanh", kind=Kind.TARGET, value="≥ 30", unit="Tuyến"),
]


def make(home: Path, records: list[Record]) -> KnowledgeBase:
    """A published generation of these records, without indexes."""
    with new_generation(home, Contents([PLAN], records, [], [])):
        pass
    return KnowledgeBase.open(home)


def led(agency: str, role: Role = Role.LEAD, share: Share = Share.ANY) -> Constraints:
    return Constraints(agencies=(AgencyConstraint(agency, role, agency, share=share),))


def due(start: date | None, end: date | None, mode: DueMode = DueMode.FALLS_IN, text: str = "") -> Constraints:
    return Constraints(due=(DueConstraint(mode, start, end, text),))


def asked(kb: KnowledgeBase, constraints: Constraints, language: str = "vi", **question: object) -> Situation:
    """A list question with these constraints, asked on `TODAY`."""
    read = Question(**{"text": "?", "intent": Intent.LIST, "constraints": constraints} | question)
    return Situation(read, TODAY, language, (), kb, None)


def answered(handler: Handler, situation: Situation) -> Answer:
    """The composed answer of a handler that must reply."""
    reply = handler(situation)
    assert isinstance(reply, Reply)
    return compose(reply.sentences, situation.kb, situation.language, separator=reply.separator)


def cited(answer: Answer) -> list[str]:
    """The places cited, in the order of their marks."""
    return [citation.record.removeprefix("ke-hoach/") for citation in answer.citations]
