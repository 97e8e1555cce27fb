"""The words for fields, kinds and statuses that the page and the exports share, in both languages."""

from __future__ import annotations

from dannguon.api.board import Status
from dannguon.language import Language
from dannguon.models import Field, Kind
from dannguon.prompts.wording import load_wording

_KINDS: dict[Language, dict[Kind, str]] = {
    "vi": {
        Kind.TASK: "nhiệm vụ",
        Kind.TARGET: "chỉ tiêu",
        Kind.GROUP: "nhóm nhiệm vụ",
        Kind.REPORT_LINE: "việc trong báo cáo",
        Kind.PASSAGE: "đoạn",
        Kind.FOOTNOTE: "chú thích",
        Kind.LEGAL_BASIS: "căn cứ",
        Kind.RECIPIENTS: "nơi nhận",
        Kind.SIGNATURE: "chữ ký",
        Kind.NEWS: "tin",
    },
    "en": {
        Kind.TASK: "task",
        Kind.TARGET: "target",
        Kind.GROUP: "task group",
        Kind.REPORT_LINE: "report line",
        Kind.PASSAGE: "passage",
        Kind.FOOTNOTE: "footnote",
        Kind.LEGAL_BASIS: "legal basis",
        Kind.RECIPIENTS: "recipients",
        Kind.SIGNATURE: "signature",
        Kind.NEWS: "news item",
    },
}
_STATUSES: dict[Language, dict[Status, str]] = {
    "vi": {
        Status.PASSED: "đã qua thời hạn ghi trong kế hoạch",
        Status.SOON: "đến hạn trong 30 ngày",
        Status.LATER: "chưa đến hạn",
        Status.RECURRING: "thường xuyên, định kỳ",
        Status.UNREAD: "thời hạn cần xem bản in",
        Status.NONE: "không ghi thời hạn",
    },
    "en": {
        Status.PASSED: "past the date written in the plan",
        Status.SOON: "due within 30 days",
        Status.LATER: "not yet due",
        Status.RECURRING: "ongoing or periodic",
        Status.UNREAD: "see the printed due date",
        Status.NONE: "no due date written",
    },
}


def field_word(name: Field, language: Language) -> str:
    """The column header of a field: the answer's own word for it, capitalised."""
    word = load_wording(language)(f"fields.{name.value}")
    return word[:1].upper() + word[1:]


def kind_word(kind: Kind, language: Language) -> str:
    """What a record of this kind is called."""
    return _KINDS[language][kind]


def status_word(status: Status, language: Language) -> str:
    """How the board words a status. A date in a plan has passed; whether the work is late nobody told us."""
    return _STATUSES[language][status]


def words(language: Language) -> dict[str, dict[str, str]]:
    """All words of a language by the values that the API sends."""
    return {
        "fields": {name.value: field_word(name, language) for name in Field},
        "kinds": {kind.value: kind_word(kind, language) for kind in Kind},
        "statuses": {status.value: status_word(status, language) for status in Status},
    }
