"""Who is named as responsible in a report. Knows how offices write names at hand; hides where a name ends."""

from __future__ import annotations

import re

_HONORIFIC = re.compile(r"(?:A|C|Anh|Chị|Ông|Bà)\.?")
_TOKEN = re.compile(r"\S+")
_NOT_A_NAME = frozenset({"Sở", "Ban", "Phòng", "Ủy", "Uỷ", "Bộ", "Trung", "Văn"})
_AFTER_A_NAME = frozenset({"đã", "đang", "chưa", "sẽ", "và", "chủ", "phụ"})
_ALL = re.compile(r"tất cả (?:các )?(?:anh|chị|chuyên viên)\b.*", re.IGNORECASE)
_LABEL = re.compile(r"(?P<label>.+?)(?:\s*:\s*|\s+[-–]\s+)(?P<names>[^:]+)")


def split_officers(text: str) -> tuple[str, str]:
    """The officers that a progress cell opens with, and the rest of it; ("", text) where it opens with none.

    "A. Tuấn Nam (Tham mưu công văn …)" is "A. Tuấn Nam" and "Tham mưu công văn …". A capitalised word before a
    lower-case one begins the sentence: "A. Tuấn Trinh Công văn gửi …" is "A. Tuấn Trinh" and "Công văn gửi …".
    """
    tokens = list(_TOKEN.finditer(text))
    if not tokens or not _HONORIFIC.fullmatch(tokens[0][0]):
        return "", text
    end, named, comma = 0, False, False
    for at, token in enumerate(tokens):
        word = token[0].rstrip(",;.:")
        after = tokens[at + 1][0] if at + 1 < len(tokens) else ""
        if _HONORIFIC.fullmatch(token[0]) and (at == 0 or comma or token[0].endswith(".")):
            comma, named = False, False
            continue
        begins_sentence = named and after[:1].islower() and after not in _AFTER_A_NAME and word == token[0]
        if not _is_name(word) or begins_sentence:
            break
        end, named, comma = token.end() - len(token[0]) + len(word), True, token[0].endswith((",", ";"))
        if word != token[0] and not comma:
            break
    if not end:
        return "", text
    return text[:end], _without_brackets(text[end:].lstrip(" ,.;:\n-"))


def labelled_officers(heading: str) -> tuple[str, str]:
    """The label of a heading and the officers after its colon or dash; (heading, "") where none is named.

    "Chuyển giao công nghệ: Tính, Nam, Ngân" is "Chuyển giao công nghệ" and "Tính, Nam, Ngân".
    """
    match = _LABEL.fullmatch(heading)
    if match is None:
        return heading, ""
    names = match["names"].strip()
    people = all(1 <= len(name.split()) <= 4 and all(map(_is_name, name.split())) for name in names.split(","))
    return (match["label"], names) if people or _ALL.fullmatch(names) else (heading, "")


def _is_name(word: str) -> bool:
    bare = word.rstrip(".")
    return bare.istitle() and bare.isalpha() and bare not in _NOT_A_NAME


def _without_brackets(text: str) -> str:
    """The inside of a text that one pair of brackets holds, else the text."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return text[1:-1] if at and at == len(text) - 1 else text
    return text
