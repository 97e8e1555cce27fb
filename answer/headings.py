"""The headings that records stand under. Knows when the words of a question name one; hides how headings are worded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dannguon.agencies import load_gazetteer
from dannguon.models import Kind, Record
from dannguon.text import canonical, fold, syllables

_AROUND = re.compile(r"^(?:(?:trong|ở|o|của|cua|về|ve|mục|muc|nhóm|nhom|phần|phan)\s+)+|\s+(?:gồm|gom|có|co)$")
_LONG_PHRASE = 4
"""Gaps between words from which on a heading may have other words between those of the phrase."""
_LEAST, _MOST_ELSE = 2, 3
"""Words that a heading needs to be named by them, and those of the question that it may lack."""
_LABEL = re.compile(r"^(?:[A-Za-zđĐ]|[IVX]+|\d+)(?:\.\d+)*[.)]\s*")
_EMPTY = frozenset(
    "thuc hien trien khai ket qua ke hoach cong tac viec nhiem vu chi tieu muc phan nhom tuan thang quy nam bao cao "
    "trong tai o cua ve cho va voi cac nhung nao gi co bao nhieu may la duoc da theo tu den ra phong liet ke danh "
    "sach so cai ten y giup toi em anh chi nay ban tin noi dung neu ghi het khong the".split()
)
"""Words that say nothing of a heading's subject, or that only ask."""


def under(topics: Sequence[str], records: Sequence[Record]) -> dict[str, str]:
    """The records under headings that have the words of every topic in a row (of a long one, in order), and those."""
    phrases = [_AROUND.sub("", canonical(topic)).strip() for topic in topics]
    if any(" " not in phrase for phrase in phrases):
        return {}
    for gap in (r"\W+", r"\W+(?:.*\W)?"):
        patterns = [_pattern(phrase, gap) for phrase in phrases if gap == r"\W+" or phrase.count(" ") >= _LONG_PHRASE]
        under = {r.id: heading for r in records if patterns and (heading := _heading(r, patterns)) is not None}
        if under:
            return under
    return {}


def _pattern(phrase: str, gap: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + gap.join(map(re.escape, syllables(phrase))) + r"(?!\w)")


def _heading(record: Record, patterns: Sequence[re.Pattern[str]]) -> str | None:
    """The heading over the record that fits every pattern; without tones where none were typed."""
    for heading in record.section:
        if all(p.search((fold if p.pattern == fold(p.pattern) else canonical)(heading)) for p in patterns):
            return heading
    return None


def named(text: str, records: Sequence[Record]) -> str | None:
    """The heading over several records whose words a question has, in whatever order; None when there is none.

    "Văn bản nào của UBND Thành phố giao" names "C. THỰC HIỆN VĂN BẢN UBND TP". An agency counts by what it is, not by
    how it is written. The question may say little besides.
    """
    said = _subject(text)
    numbers = {word for word in said if any(map(str.isdigit, word))}
    found: dict[str, int] = {}
    for heading in dict.fromkeys(heading for record in records for heading in record.section):
        words = _subject(_LABEL.sub("", heading).partition(":")[0])
        rest = said - words - numbers
        if len(words) >= _LEAST and words <= said and len(rest) <= _MOST_ELSE and _holds_several(heading, records):
            found[heading] = len(words)
    return max(found, key=lambda heading: found[heading], default=None)


def _subject(text: str) -> set[str]:
    """The telling words of a text, folded; agencies as their ids."""
    agencies = load_gazetteer().find(text)
    for mention in reversed(agencies):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    words = {word for word in re.findall(r"[^\W_]+", fold(text)) if word not in _EMPTY}
    return words | {mention.id for mention in agencies}


def _holds_several(heading: str, records: Iterable[Record]) -> bool:
    return sum(heading in record.section and record.kind is not Kind.GROUP for record in records) > 1
