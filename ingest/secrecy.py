"""Secrecy marks. Knows where a document bears one; hides what running text says about secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dannguon.errors import SecretFile
from dannguon.ingest.reading import Source

_HEAD_LINES = 30
_ASIDE = r"[\W\d_]*"
_MARK = re.compile(rf"{_ASIDE}((?:TUYỆT |TỐI )?MẬT){_ASIDE}")
_LABELLED = re.compile(rf"{_ASIDE}ĐỘ MẬT\s*:{_ASIDE}((?:TUYỆT |TỐI )?MẬT){_ASIDE}", re.IGNORECASE)
_BODY = re.compile(r"\s*(?:[IVX]+\s*\.|\d+\s*\.|[a-zđ]\)|[-+•])\s+\w")
_COLUMN_GAP = re.compile(r"\t|\s{3,}")


def refuse_secret(source: Source) -> None:
    """Do nothing for a document that may be stored.

    Raises:
        SecretFile: the head bears MẬT, TỐI MẬT or TUYỆT MẬT, alone but for numbers and punctuation.
    """
    for number, line in _head(source.lines):
        for part in _COLUMN_GAP.split(line):
            words = " ".join(part.split())
            mark = _MARK.fullmatch(words) or _LABELLED.fullmatch(words)
            if mark:
                raise SecretFile(
                    f"Tệp {source.path.name!r} mang dấu độ mật {mark[1].upper()!r} (dòng {number}): không nạp và "
                    "không lưu gì. Hãy xử lý theo quy định về bí mật nhà nước."
                )


def _head(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The first printed lines with their numbers, up to where the body or a table begins."""
    printed = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        printed += 1
        if printed > _HEAD_LINES or _BODY.match(line) or line.count("\t") > 1:
            return
        yield number, line
