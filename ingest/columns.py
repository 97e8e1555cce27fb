"""What the columns of a table mean. Knows the header wordings of plans and reports; hides folding and context."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dannguon.models import Field, Kind
from dannguon.text import slugify

_VALUE_OR_DELIVERABLE = "ket-qua"

_WORDINGS: dict[Field, tuple[str, ...]] = {
    Field.NAME: (
        "tên nhiệm vụ",
        "nhiệm vụ",
        "nội dung",
        "nội dung nhiệm vụ",
        "nội dung nhiệm vụ giao",
        "nội dung công việc",
        "tên nhiệm vụ, giải pháp",
        "nhiệm vụ, giải pháp",
        "nhiệm vụ/giải pháp",
        "chỉ tiêu",
        "chỉ tiêu/mô tả",
        "tên chỉ tiêu",
        "mục tiêu, chỉ tiêu",
    ),
    Field.ACCOUNTABLE_HEAD: ("người đứng đầu chịu trách nhiệm", "người đứng đầu", "người chịu trách nhiệm"),
    Field.LEAD_AGENCY: (
        "cơ quan chủ trì",
        "đơn vị chủ trì",
        "cơ quan, đơn vị chủ trì",
        "chủ trì",
        "cơ quan thực hiện",
    ),
    Field.COORDINATING_AGENCIES: (
        "cơ quan phối hợp",
        "đơn vị phối hợp",
        "cơ quan, đơn vị phối hợp",
        "phối hợp",
    ),
    Field.DELIVERABLE: (
        "sản phẩm",
        "kết quả/sản phẩm",
        "sản phẩm/kết quả",
        "kết quả, sản phẩm",
        "sản phẩm, kết quả",
        "kết quả đầu ra",
        "sản phẩm dự kiến",
    ),
    Field.DUE: (
        "thời gian hoàn thành",
        "thời hạn hoàn thành",
        "thời gian thực hiện",
        "thời gian",
        "thời hạn",
        "tiến độ hoàn thành",
        "hạn hoàn thành",
    ),
    Field.AUTHORITY: (
        "thẩm quyền",
        "thẩm quyền triển khai/ban hành",
        "thẩm quyền ban hành",
        "cấp ban hành",
        "cấp trình",
    ),
    Field.NOTE: ("ghi chú",),
    Field.UNIT: ("đơn vị tính", "đơn vị", "đvt"),
    Field.VALUE: ("chỉ tiêu năm", "mục tiêu năm", "giá trị"),
    Field.MONITORING_AGENCY: (
        "cơ quan chủ trì theo dõi, đánh giá",
        "cơ quan theo dõi, đánh giá",
        "cơ quan theo dõi",
        "đơn vị theo dõi, đánh giá",
    ),
    Field.PROGRESS: ("báo cáo tiến độ thực hiện", "tiến độ thực hiện", "tiến độ", "kết quả thực hiện"),
    Field.OFFICERS: ("người phụ trách", "cán bộ phụ trách", "chuyên viên", "người thực hiện"),
    Field.IMPLEMENTING_UNIT: (
        "phòng/đơn vị thực hiện",
        "phòng, đơn vị thực hiện",
        "đơn vị thực hiện",
        "phòng thực hiện",
    ),
    Field.DOCUMENT_NUMBER: ("văn bản giao nhiệm vụ", "văn bản giao", "số văn bản", "số, ký hiệu"),
    Field.ISSUED_ON: ("ngày ban hành", "ngày văn bản"),
}
_MEANING: dict[str, Field] = {slugify(wording): name for name, words in _WORDINGS.items() for wording in words}
_ORDINALS = frozenset({"tt", "stt", "so-tt", "so-thu-tu"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table, in printed order; `None` is the ordinal.

    `names` are the header cells as printed, squeezed.
    """

    fields: tuple[Field | None, ...]
    names: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """What an ordinary row of the table is."""
        if Field.UNIT in self.fields or Field.VALUE in self.fields:
            return Kind.TARGET
        return Kind.REPORT_LINE if Field.PROGRESS in self.fields else Kind.TASK

    @property
    def numbered(self) -> bool:
        """Whether the table has a column for ordinals."""
        return None in self.fields


class UnknownColumns(Exception):
    """Header cells that no wording explains, as printed, in order."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self.names = tuple(names)


def _key(cell: str) -> str:
    """A header cell folded; "ST T" and "S T T" are "STT" broken by a narrow column."""
    return re.sub("^s-?t-?t$", "stt", slugify(cell))


def header_key(cells: Sequence[str]) -> tuple[str, ...]:
    """A header line reduced to what makes it the same header on the next page."""
    keys = [_key(cell) for cell in cells]
    while keys and not keys[-1]:
        keys.pop()
    return tuple(keys)


def looks_like_header(cells: Sequence[str]) -> bool:
    """Whether at least two cells, and half of the named ones, are known headers."""
    keys = [key for key in header_key(cells) if key]
    known = sum(key in _MEANING or key in _ORDINALS or key == _VALUE_OR_DELIVERABLE for key in keys)
    return known >= 2 and 2 * known >= len(keys)


def read_header(cells: Sequence[str]) -> Columns:
    """The meaning of each column. "Kết quả" is the value of a target where units stand, else the deliverable.

    A last column without a name holds the officers.

    Raises:
        UnknownColumns: a wording we do not know, or one that two columns share.
    """
    keys = [_key(cell) for cell in cells]
    targets = any(_MEANING.get(key) is Field.UNIT for key in keys)
    fields: list[Field | None] = []
    unknown = []
    for at, (cell, key) in enumerate(zip(cells, keys, strict=True)):
        if key in _ORDINALS and None not in fields:
            fields.append(None)
            continue
        meaning = _MEANING.get(key)
        if key == _VALUE_OR_DELIVERABLE:
            meaning = Field.VALUE if targets else Field.DELIVERABLE
        elif not key and at == len(cells) - 1:
            meaning = Field.OFFICERS
        if meaning is None or meaning in fields:
            unknown.append(cell)
            continue
        fields.append(meaning)
    if unknown:
        raise UnknownColumns(unknown)
    return Columns(tuple(fields), tuple(cells))


def meaning(label: str) -> Field | None:
    """The field that a label beside a value names ("Cơ quan chủ trì"), or None; "Kết quả" is the deliverable."""
    key = slugify(label)
    return Field.DELIVERABLE if key == _VALUE_OR_DELIVERABLE else _MEANING.get(key)
