"""What a question asks for, once it is read. Knows the nouns of a reading and how to say them to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dannguon.language import Language
from dannguon.models import DueKind, Field, Kind


class Intent(StrEnum):
    """The shape of the answer that is wanted."""

    LOOKUP = "lookup"
    LIST = "list"
    COUNT = "count"
    COMPARE = "compare"
    STATUS = "status"
    SUMMARY = "summary"
    CHECK = "check"
    VERSION = "version"
    SMALLTALK = "smalltalk"
    OFFTOPIC = "offtopic"
    INJECTION = "injection"


class Role(StrEnum):
    """What an agency that is named does in the records meant."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    MONITORING = "monitoring"
    ACCOUNTABLE = "accountable"
    AUTHORITY = "authority"
    ANY = "any"


ROLE_FIELDS: dict[Role, tuple[Field, ...]] = {
    Role.LEAD: (Field.LEAD_AGENCY,),
    Role.COORDINATING: (Field.COORDINATING_AGENCIES,),
    Role.MONITORING: (Field.MONITORING_AGENCY,),
    Role.ACCOUNTABLE: (Field.ACCOUNTABLE_HEAD,),
    Role.AUTHORITY: (Field.AUTHORITY,),
    Role.ANY: (Field.LEAD_AGENCY, Field.COORDINATING_AGENCIES, Field.MONITORING_AGENCY),
}
"""The fields in which an agency with this role is looked for."""


NEAR_FIELDS: dict[Field, tuple[Field, ...]] = {
    Field.LEAD_AGENCY: (Field.IMPLEMENTING_UNIT, Field.OFFICERS, Field.MONITORING_AGENCY),
    Field.OFFICERS: (Field.IMPLEMENTING_UNIT, Field.LEAD_AGENCY),
    Field.IMPLEMENTING_UNIT: (Field.LEAD_AGENCY, Field.OFFICERS),
    Field.ACCOUNTABLE_HEAD: (Field.LEAD_AGENCY, Field.OFFICERS),
    Field.MONITORING_AGENCY: (Field.LEAD_AGENCY,),
    Field.DELIVERABLE: (Field.VALUE,),
    Field.VALUE: (Field.DELIVERABLE,),
    Field.DOCUMENT_NUMBER: (Field.NOTE,),
}
"""Where a table lacks the column asked for, those that say nearly the same ("ai phụ trách" in a weekly report)."""


class Share(StrEnum):
    """Whether an agency may share its role with others, must not, or has to."""

    ANY = "any"
    ALONE = "alone"
    JOINT = "joint"


class DueMode(StrEnum):
    """`printed`: the cell names this very period; `falls_in`: the last day of a milestone lies in it."""

    PRINTED = "printed"
    FALLS_IN = "falls_in"


@dataclass(frozen=True, slots=True)
class AgencyConstraint:
    """An agency (canonical id) with its role; `text` as typed. `negated`: "không do Sở X chủ trì".

    Of those with `either` one is enough: "Sở X hoặc Sở Y chủ trì". `share`: "một mình Sở X", "Sở X cùng cơ quan khác".
    """

    agency: str
    role: Role
    text: str
    negated: bool = False
    either: bool = False
    share: Share = Share.ANY


@dataclass(frozen=True, slots=True)
class DueConstraint:
    """A period that deadlines have to lie in; both days inclusive, None where the period is open."""

    mode: DueMode
    start: date | None
    end: date | None
    text: str


@dataclass(frozen=True, slots=True)
class ValueConstraint:
    """A comparison of a target's figure: one of = > ≥ < ≤, and the unit as typed ("%", "")."""

    comparison: str
    figure: Decimal
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class SizeConstraint:
    """At least so many agencies in a field ("ít nhất 2 cơ quan phối hợp"); `text` as typed."""

    field: Field
    least: int
    text: str


@dataclass(frozen=True, slots=True)
class CellConstraint:
    """Words that a cell has to say ("kết quả là quyết định"): at the head of one of its parts, or `anywhere`."""

    field: Field
    words: str
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a document that the question names; at least one part is not None.

    `container` is the second part of a record id ("PL3", "A.6"), `section` the printed label of a section in it
    ("VI"), `item` a record's ordinal ("31.3"), `number` a document number that a row carries ("1252/VP-VX").
    `document` is the slug that the same phrase names, `text` the words as typed.
    """

    text: str
    container: str | None = None
    section: str | None = None
    item: str | None = None
    number: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Constraints:
    """What every record of a complete set has to fulfil: all of it, but any one of `due`, `kinds`, `containers`.

    `containers` and `sections` are as in Reference; `texts` are phrases that the record has to be about, as typed;
    `officers` names of people as typed; `due_kinds` the ways of writing a deadline of which it has one ("Thường xuyên",
    a quarter). `headings` are words of the heading
    that the records stand under ("mục hợp tác quốc tế"), as typed; `empty` fields whose cell is blank.
    """

    agencies: tuple[AgencyConstraint, ...] = ()
    due: tuple[DueConstraint, ...] = ()
    containers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    due_kinds: tuple[DueKind, ...] = ()
    values: tuple[ValueConstraint, ...] = ()
    texts: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    empty: tuple[Field, ...] = ()
    sizes: tuple[SizeConstraint, ...] = ()
    cells: tuple[CellConstraint, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked that narrows the records; a kind or a text alone does not."""
        return bool(
            self.agencies
            or self.due
            or self.containers
            or self.sections
            or self.due_kinds
            or self.values
            or self.officers
            or self.headings
            or self.empty
            or self.sizes
            or self.cells
        )


@dataclass(frozen=True, slots=True)
class Term:
    """A query term in Vietnamese; `weight` in (0, 1], 1 for what was typed. `source` is the phrase it stands for."""

    text: str
    weight: float = 1.0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read.

    `fields` are in the order asked. `documents` are slugs in the order of the catalogue, empty when none is named;
    `unknown_documents` are documents named that the catalogue does not hold, as typed. `claimed` is what a yes/no
    question supposes ("… do Sở Y tế chủ trì phải không?"): to be checked, never to be filtered by. In a lookup
    `constraints` are hints for ranking; in a list, a count or a comparison they are exact. `topic` is what is
    left of the text, as typed; `unread` the parts of it that no condition of a list has used; `terms` is what else
    to search for: names of the same thing; `synonyms` what documents may write for everyday words: found by, never
    taken for what was asked. `slips` are words that were mended, as typed and as meant. `toned`: typed with marks;
    `guessed`: typed without any, and `text` has those that it most likely means.
    """

    text: str
    language: Language = "vi"
    toned: bool = False
    intent: Intent = Intent.LOOKUP
    fields: tuple[Field, ...] = ()
    references: tuple[Reference, ...] = ()
    documents: tuple[str, ...] = ()
    unknown_documents: tuple[str, ...] = ()
    old_version: bool = False
    constraints: Constraints = Constraints()
    claimed: Constraints = Constraints()
    topic: str = ""
    unread: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    synonyms: tuple[Term, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()
    guessed: bool = False

    def explain(self) -> list[str]:
        """The reading as lines for people, only what was found."""
        lines = [
            f"Ý hỏi: {INTENT_WORDS[self.intent]}; ngôn ngữ: {self.language}; có dấu: {'có' if self.toned else 'không'}"
        ]
        lines += _line("Gõ nhầm, đã hiểu là", [f"{typed} → {meant}" for typed, meant in self.slips])
        lines += _line("Gõ không dấu, đã hiểu là", [self.text] if self.guessed else [])
        lines += _line("Hỏi về", [FIELD_WORDS[f] for f in self.fields])
        lines += _line("Chỉ dẫn", [_say_reference(r) for r in self.references])
        lines += _line("Văn bản", self.documents)
        lines += _line("Văn bản không có trong kho", self.unknown_documents)
        if self.old_version:
            lines.append("Hỏi bản cũ, đã được thay thế")
        lines += [f"Điều kiện: {line}" for line in _say_constraints(self.constraints)]
        lines += [f"Điều cần kiểm tra: {line}" for line in _say_constraints(self.claimed)]
        lines += _line("Chủ đề", [self.topic] if self.topic else [])
        lines += _line("Tìm thêm", [f"{t.text} ({t.weight:g})" for t in (*self.terms, *self.synonyms)])
        return lines


FIELD_WORDS: dict[Field, str] = {
    Field.NAME: "tên nhiệm vụ, chỉ tiêu",
    Field.ACCOUNTABLE_HEAD: "người đứng đầu chịu trách nhiệm",
    Field.LEAD_AGENCY: "cơ quan chủ trì",
    Field.COORDINATING_AGENCIES: "cơ quan phối hợp",
    Field.DELIVERABLE: "kết quả, sản phẩm",
    Field.DUE: "thời gian hoàn thành",
    Field.AUTHORITY: "thẩm quyền",
    Field.NOTE: "ghi chú",
    Field.UNIT: "đơn vị tính",
    Field.VALUE: "giá trị chỉ tiêu",
    Field.MONITORING_AGENCY: "cơ quan theo dõi, đánh giá",
    Field.PROGRESS: "tiến độ",
    Field.OFFICERS: "người phụ trách",
    Field.IMPLEMENTING_UNIT: "phòng, đơn vị thực hiện",
    Field.DOCUMENT_NUMBER: "văn bản giao",
    Field.ISSUED_ON: "ngày ban hành",
}

INTENT_WORDS: dict[Intent, str] = {
    Intent.LOOKUP: "tra cứu",
    Intent.LIST: "liệt kê",
    Intent.COUNT: "đếm",
    Intent.COMPARE: "so sánh",
    Intent.STATUS: "tiến độ",
    Intent.SUMMARY: "tóm tắt",
    Intent.CHECK: "kiểm tra một nhận định",
    Intent.VERSION: "hiệu lực, thay thế",
    Intent.SMALLTALK: "chào hỏi",
    Intent.OFFTOPIC: "ngoài phạm vi",
    Intent.INJECTION: "yêu cầu trái với vai trò của trợ lý",
}

_ROLE_WORDS: dict[Role, str] = {
    Role.LEAD: "chủ trì",
    Role.COORDINATING: "phối hợp",
    Role.MONITORING: "theo dõi, đánh giá",
    Role.ACCOUNTABLE: "người đứng đầu chịu trách nhiệm",
    Role.AUTHORITY: "có thẩm quyền",
    Role.ANY: "tham gia",
}


_SHARE_WORDS: dict[Share, str] = {Share.ANY: "", Share.ALONE: "một mình ", Share.JOINT: "cùng cơ quan khác "}

DUE_KIND_WORDS: dict[DueKind, str] = {
    DueKind.DAY: "theo ngày",
    DueKind.MONTH: "theo tháng",
    DueKind.QUARTER: "theo quý",
    DueKind.YEAR: "theo năm",
    DueKind.RANGE: "theo giai đoạn",
    DueKind.ONGOING: "thường xuyên",
    DueKind.YEARLY: "hằng năm",
    DueKind.PERIODIC: "định kỳ",
}


def _line(label: str, values: tuple[str, ...] | list[str]) -> list[str]:
    return [f"{label}: {'; '.join(values)}"] if values else []


def _say_reference(reference: Reference) -> str:
    parts = (reference.container, reference.section, reference.item, reference.number)
    return f"{reference.text} → {'/'.join(part for part in parts if part)}"


def _say_constraints(constraints: Constraints) -> list[str]:
    lines = [
        f"{'không phải ' if c.negated else ''}{c.agency} {_SHARE_WORDS[c.share]}{_ROLE_WORDS[c.role]} ({c.text})"
        for c in constraints.agencies
    ]
    for due in constraints.due:
        period = f"{due.start or '…'} – {due.end or '…'}"
        verb = "thời hạn ghi là" if due.mode is DueMode.PRINTED else "đến hạn trong"
        lines.append(f"{verb} {period} ({due.text})")
    lines += _line("thời hạn ghi", [DUE_KIND_WORDS[kind] for kind in constraints.due_kinds])
    lines += [f"giá trị {v.comparison} {v.figure}{v.unit}" for v in constraints.values]
    lines += _line("nơi", [*constraints.containers, *constraints.sections])
    lines += _line("loại", [kind.value for kind in constraints.kinds])
    lines += _line("nói về", list(constraints.texts))
    lines += _line("dưới mục", list(constraints.headings))
    lines += _line("để trống", [FIELD_WORDS[name] for name in constraints.empty])
    lines += [f"{FIELD_WORDS[one.field]}: ít nhất {one.least}" for one in constraints.sizes]
    lines += _line("người", list(constraints.officers))
    lines += [f"{FIELD_WORDS[one.field]} là “{one.words}”" for one in constraints.cells]
    return lines
