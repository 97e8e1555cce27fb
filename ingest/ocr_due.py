"""The last column of a plan, read word by word through misprints. Knows how such cells go on; hides the patterns."""

from __future__ import annotations

import re
from functools import cache

from dannguon.ingest.phrases import readings
from dannguon.text import fold

EMPTY, DONE = "", "."
"""States before the first word and after the last; every other state waits for the words it names."""

_YEAR = re.compile(r"20\d\d")
_MONTH = re.compile(r"\d{1,2}/20\d\d|\d{1,2}/\d{1,2}/20\d\d|(?:qu[yý]|th[aá]ng)\d{1,2}/20\d\d", re.I)
_QUARTER = re.compile(r"(?P<quarter>[1-4]|[IVl1|\\/]{1,4}?)[/.]?(?P<year>20\d\d)")
_SPAN = re.compile(r"20\d\d[-–—]20\d\d")
_OPEN_SPAN = re.compile(r"20\d\d[-–—]")
_DASH = frozenset("-–—")
_ROMAN = {"1": "I", "l": "I", "|": "I", "\\": "I"}
_STARTS = {"hang": "nam", "thuong": "xuyen", "quy": "QUARTER", "thang": "MONTH", "truoc": "ngay", "dinh": "ky"}
_THEN = {
    "ngay": "MONTH",
    "nam": DONE,
    "xuyen": DONE,
    "ky": "COUNT",
    "nhung": "nam*",
    "nam*": "tiep",
    "tiep": "theo",
    "theo": DONE,
}
_SHOWN = {
    "hang": "Hằng", "nam": "năm", "thuong": "Thường", "xuyen": "xuyên", "quy": "Quý", "thang": "Tháng",
    "dinh": "Định", "truoc": "Trước", "ngay": "ngày", "ky": "kỳ", "nhung": "những", "nam*": "năm",
    "tiep": "tiếp", "theo": "theo",
}  # fmt: skip


@cache
def due_steps(state: str, token: str) -> tuple[tuple[str, str], ...]:
    """How a printed word goes on after `state`: (next state, the word mended); none where it cannot."""
    word = token.strip(",;")
    if state == EMPTY:
        return _begin(word)
    if state == "-?":  # a year, perhaps the first of a span
        if word in _DASH:
            return (("YEAR", "-"),)
        return (("nhung", "và"),) if _is(word, "va") else ()
    if state == "YEAR":
        return ((DONE, word),) if _YEAR.fullmatch(word) else ()
    if state == "MONTH":
        return ((DONE, word),) if _MONTH.fullmatch(word) else ()
    if state == "COUNT":
        return (("thang.", word),) if word.isdigit() else ()
    if state == "thang.":
        return ((DONE, "tháng"),) if _is(word, "thang") else ()
    if state == "QUARTER":
        return _quarter(word)
    wanted = state.rstrip("*")
    return ((_THEN[state], _SHOWN[state]),) if wanted in _THEN and _is(word, wanted, 2) else ()


def may_end(state: str) -> bool:
    """Whether a cell may stop in this state."""
    return state in (DONE, "-?")


def mend_due(text: str) -> str | None:
    """The cell as people write it, or None where it is no deadline that we can read."""
    ways: list[tuple[str, tuple[str, ...]]] = [(EMPTY, ())]
    for token in text.split():
        ways = [(after, (*words, word)) for state, words in ways for after, word in due_steps(state, token)]
    return next((" ".join(words) for state, words in ways if may_end(state)), None)


def _begin(word: str) -> tuple[tuple[str, str], ...]:
    if _YEAR.fullmatch(word):
        return (("-?", word),)
    if _OPEN_SPAN.fullmatch(word):
        return (("YEAR", word),)
    if _SPAN.fullmatch(word) or _MONTH.fullmatch(word):
        return ((DONE, word),)
    plain = {start for start in _STARTS if start in readings(word)}
    close = plain or {start for start in _STARTS if _is(word, start, 2 if len(start) > 5 else 1)}
    return tuple((_STARTS[start], _SHOWN[start]) for start in sorted(close))


def _quarter(word: str) -> tuple[tuple[str, str], ...]:
    match = _QUARTER.fullmatch(word)
    if match is None:
        return ()
    numeral = match["quarter"].strip("/").replace("\\V", "V")
    if not numeral.isdigit():
        numeral = "".join(_ROMAN.get(c, c) for c in numeral)
    return ((DONE, f"{numeral}/{match['year']}"),) if numeral in ("I", "II", "III", "IV", *"1234") else ()


@cache
def _is(word: str, wanted: str, slips: int = 1) -> bool:
    """Whether a printed word may be the wanted one; one that the word before calls for may have more slips."""
    close = len(wanted) > 2 and _distance(fold(word), wanted) <= min(slips, len(wanted) - 2)
    return close or wanted in readings(word)


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
