"""How an answer writes a typed time. Knows the registered Vietnamese and English forms; hides which one fits."""

from __future__ import annotations

from datetime import date

from dannguon.language import Language
from dannguon.models import DueKind, Milestone

_MONTHS = "January February March April May June July August September October November December".split()
_ROMANS = ("I", "II", "III", "IV")

_FORMS = {
    "vi": {
        "ongoing": "thường xuyên",
        "onward": "năm {first} và những năm tiếp theo",
        "yearly": "hằng năm",
        "every": "định kỳ {every} tháng",
        "periodic": "định kỳ",
        "since": "từ {start}",
        "until": "đến hết {end}",
        "day": "{end}",
        "month": "tháng {month}/{year} (đến hết {end})",
        "quarter": "Quý {roman}/{year} (đến hết {end})",
        "year": "năm {year} (đến hết {end})",
        "range": "từ {start} đến hết {end}",
    },
    "en": {
        "ongoing": "ongoing",
        "onward": "{first} and the following years",
        "yearly": "every year",
        "every": "every {every} months",
        "periodic": "periodically",
        "since": "from {start}",
        "until": "by {end}",
        "day": "{end}",
        "month": "{month} {year}",
        "quarter": "Q{quarter} {year}, by {end}",
        "year": "by {end}",
        "range": "{start} – {end}",
    },
}


def render(milestone: Milestone, language: Language) -> str:
    """The registered rendering: "Quý I/2026 (đến hết 31/3/2026)", "Q1 2026, by 31 March 2026".

    A time of which nothing is typed is written as printed.
    """
    start, end = milestone.start, milestone.end
    form = _form(milestone)
    if form is None:
        return milestone.text
    written: dict[str, object] = {"every": milestone.every}
    if start is not None:
        written |= {"first": start.year, "start": _day(start, language)}
    if end is not None:
        quarter = (end.month + 2) // 3
        written |= {"year": end.year, "end": _day(end, language), "month": _month(end, language)}
        written |= {"quarter": quarter, "roman": _ROMANS[quarter - 1]}
    return _FORMS[language][form].format_map(written)


def _form(milestone: Milestone) -> str | None:
    """The name of the form, None where neither a date nor a rhythm is known."""
    match milestone.kind:
        case DueKind.ONGOING:
            return "ongoing" if milestone.start is None else "onward"
        case DueKind.YEARLY:
            return "yearly"
        case DueKind.PERIODIC:
            return "every" if milestone.every else "periodic"
    if milestone.end is None:
        return "since" if milestone.start else None
    if milestone.start is None:
        return "until"
    return milestone.kind.value


def _day(day: date, language: str) -> str:
    """Decree 30/2020: days below 10 and the months 1 and 2 take a leading zero."""
    if language == "en":
        return f"{day.day} {_month(day, language)} {day.year}"
    return f"{day.day:02}/{_month(day, language)}/{day.year}"


def _month(day: date, language: str) -> str:
    if language == "en":
        return _MONTHS[day.month - 1]
    return f"{day.month:02}" if day.month < 3 else str(day.month)
