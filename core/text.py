"""Vietnamese text in its derived forms. Knows Unicode and tone placement; hides how folding works."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SYLLABLE = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\w+")
_TONE = "([\u0300\u0301\u0303\u0309\u0323])"
_OLD_STYLE = re.compile(f"([oO]){_TONE}([aAeE])$|(?<![qQ])([uU]){_TONE}([yY])$")


def nfc(text: str) -> str:
    """Compose to NFC; the form of every text we keep."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """One space for every run of white space, none at the ends."""
    return " ".join(text.split())


@cache
def _fold_char(char: str) -> str:
    if char in "đĐ":
        return "d"
    bare = "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
    return bare.casefold()


def fold(text: str) -> str:
    """Lower case without any diacritic, đ as d. For matching only, never shown. Length may differ from `text`."""
    return "".join(map(_fold_char, nfc(text)))


@cache
def _modern_syllable(syllable: str) -> str:
    """Move the tone of oa, oe, uy at the end of a syllable to its second vowel: hóa → hoá is one spelling."""
    decomposed = unicodedata.normalize("NFD", syllable)
    return nfc(_OLD_STYLE.sub(r"\1\3\2\4\6\5", decomposed))


def canonical(text: str) -> str:
    """Lower case, NFC, one tone placement (hoá for hóa): equal for texts that differ only in typing habits."""
    return _SYLLABLE.sub(lambda m: _modern_syllable(m[0]), nfc(text)).casefold()


def syllables(text: str) -> list[str]:
    """The words and numbers of `canonical(text)`, in order."""
    return _TOKEN.findall(canonical(text))


def slugify(text: str) -> str:
    """A folded label fit for an id: letters and digits joined by single hyphens."""
    return "-".join(_TOKEN.findall(fold(text))).replace("_", "-")
