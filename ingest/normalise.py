"""A file on disk as numbered text. Knows encodings; hides byte order marks, line ends and Unicode forms."""

from __future__ import annotations

import re
from pathlib import Path

from dannguon.errors import UnreadableFile
from dannguon.ingest.reading import Source
from dannguon.text import nfc

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LETTER = re.compile(r"[^\W\d_]")

# Both encodings put Vietnamese into a Western code page, so that a machine that does not know them shows signs
# and foreign letters: "Céng hßa x· héi" (TCVN3), "Coäng hoøa xaõ hoäi" (VNI). Unicode Vietnamese has none of these.
_TCVN3_SIGNS = re.compile(r"(?<=[A-Za-z])[®¨©ª«¬\xadµ¶·¸¹»¼½¾]|[®¨©ª«¬\xadµ¶·¸¹»¼½¾](?=[A-Za-z])")
_VNI_PAIRS = re.compile(r"(?i)[aeouyöô][øûïäåëüùõâ]|ñ[aeiouyöô]")
_VNI_LETTERS = re.compile(r"(?i)[øûïäåëñö]")

_SHARE = 0.03
"""Part of all letters from which on the signs are no accident: legacy samples have 0.08 to 0.2, German ü ä ö 0.02."""

_CONVERT = "hãy chuyển sang Unicode (UTF-8), ví dụ bằng UniKey, rồi nạp lại"


def read_source(path: Path) -> Source:
    """Open a text file: UTF-8 with or without a byte order mark, composed to NFC.

    Raises:
        UnreadableFile: missing, a folder, empty, binary, or not UTF-8; legacy Vietnamese encodings are named.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"Không tìm thấy tệp {path.name!r}: kiểm tra lại đường dẫn {str(path)!r}.") from None
    except OSError as error:
        raise UnreadableFile(
            f"Không mở được tệp {path.name!r} ({error.strerror}): kiểm tra quyền đọc và đường dẫn."
        ) from error
    text = nfc(_decode(data, path.name)).replace("\r\n", "\n")
    if not text.strip():
        raise UnreadableFile(f"Tệp {path.name!r} không có chữ nào: hãy nạp lại bản có nội dung.")
    return Source(path=path, text=text, lines=tuple(text.split("\n")))


def _decode(data: bytes, name: str) -> str:
    if data.startswith(_UTF16_MARKS):
        raise UnreadableFile(f"Tệp {name!r} dùng mã UTF-16: hãy lưu lại dưới dạng UTF-8 rồi nạp lại.")
    if b"\x00" in data:
        raise UnreadableFile(f"Tệp {name!r} là tệp nhị phân, không phải văn bản: hãy xuất ra tệp .txt mã UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        legacy = legacy_encoding(data.decode("cp1252", errors="replace"))
        if legacy:
            raise UnreadableFile(f"Tệp {name!r} dùng bảng mã {legacy}: {_CONVERT}.") from None
        raise UnreadableFile(
            f"Tệp {name!r} không phải UTF-8 (byte thứ {error.start + 1} sai): hãy lưu lại dạng UTF-8 rồi nạp lại."
        ) from None
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise UnreadableFile(f"Tệp {name!r} là tệp nhị phân, không phải văn bản: hãy xuất ra tệp .txt mã UTF-8.")
    legacy = legacy_encoding(text)
    if legacy:
        raise UnreadableFile(f"Tệp {name!r} dùng bảng mã {legacy} (đã lưu thành UTF-8 nhưng chưa đổi chữ): {_CONVERT}.")
    return text


def legacy_encoding(text: str) -> str | None:
    """Name the legacy Vietnamese encoding that text shown in a Western code page was typed in, or None."""
    letters = len(_LETTER.findall(text)) or 1
    if len(_TCVN3_SIGNS.findall(text)) > letters * _SHARE:
        return "TCVN3 (ABC)"
    foreign = {letter.casefold() for letter in _VNI_LETTERS.findall(text)}
    if len(foreign) >= 3 and len(_VNI_PAIRS.findall(text)) > letters * _SHARE:
        return "VNI"
    return None
