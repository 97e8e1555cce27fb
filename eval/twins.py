"""The same question as people really type it. Knows keyboards and slips; hides the choice (seeded by case id)."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dannguon.eval.cases import Case, Suite
from dannguon.text import nfc

_WORD = re.compile(r"(?<![\w/.&-])[^\W\d_]{3,}(?![\w/&-])")
_TELEX = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_TELEX_SHAPE = {"\u0302": "", "\u031b": "w", "\u0306": "w"}  # "" is the vowel again: aa, ee, oo
_VNI = {"\u0300": "2", "\u0301": "1", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_VNI_SHAPE = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}


class Slip(StrEnum):
    """How a twin differs from the question it comes from."""

    NO_DIACRITICS = "no_diacritics"
    CAPITALS = "capitals"
    TELEX = "telex"
    VNI = "vni"
    DOUBLED = "doubled"
    DROPPED = "dropped"
    WRONG_TONE = "wrong_tone"


@dataclass(frozen=True, slots=True)
class Twin:
    """A case that expects what case `of` expects; its id is `of~slip`."""

    of: str
    slip: Slip
    case: Case


def without_diacritics(text: str) -> str:
    """Every letter bare, case kept: "Đề án" → "De an"."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.translate(str.maketrans("đĐ", "dD"))


def telex(word: str) -> str:
    """The keys of the Telex method, the tone last, as they stay when the input method is off: "điều" → "ddieeuf"."""
    return _keys(word, _TELEX, _TELEX_SHAPE, "d")


def vni(word: str) -> str:
    """The keys of the VNI method, the tone last: "điều" → "d9ie6u2"."""
    return _keys(word, _VNI, _VNI_SHAPE, "9")


def _keys(word: str, tones: dict[str, str], shapes: dict[str, str], barred: str) -> str:
    keys, tone = "", ""
    for char in unicodedata.normalize("NFD", word):
        if char in tones:
            tone = tones[char]
        elif char in shapes:
            keys += shapes[char] or keys[-1]
        elif char in "đĐ":
            keys += without_diacritics(char) + barred
        else:
            keys += char
    return keys + tone


def doubled(word: str, chance: random.Random) -> str:
    """One letter inside the word typed twice."""
    at = chance.randrange(1, len(word))
    return word[:at] + word[at - 1] + word[at:]


def dropped(word: str, chance: random.Random) -> str:
    """One letter lost, never the first."""
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def wrong_tone(word: str, chance: random.Random) -> str:
    """The tone mark of the word replaced by another one."""
    decomposed = unicodedata.normalize("NFD", word)
    old = next(char for char in decomposed if char in _TELEX)
    return nfc(decomposed.replace(old, chance.choice(sorted(_TELEX.keys() - {old}))))


_TYPING: dict[Slip, Callable[[str, random.Random], str]] = {
    Slip.TELEX: lambda word, _: telex(word),
    Slip.VNI: lambda word, _: vni(word),
    Slip.DOUBLED: doubled,
    Slip.DROPPED: dropped,
    Slip.WRONG_TONE: wrong_tone,
}
_NEEDS_TONE = {Slip.TELEX, Slip.VNI, Slip.WRONG_TONE}


def twins(suite: Suite) -> Iterator[Twin]:
    """Yield up to three twins of each Vietnamese case: without diacritics, in capitals, with one typing slip.

    The slip is in one word of the last turn, never in a number, a document number or an abbreviation. A twin that
    would equal its question is left out; English questions have none, they are asked as they are.
    """
    for case in suite:
        if case.lang != "vi":
            continue
        forms = {
            Slip.NO_DIACRITICS: tuple(map(without_diacritics, case.turns)),
            Slip.CAPITALS: tuple(turn.upper() for turn in case.turns),
        }
        slip, last = _slipped(case.turns[-1], random.Random(case.id))
        forms[slip] = (*case.turns[:-1], last)
        for slip, turns in forms.items():
            if turns != case.turns:
                yield Twin(case.id, slip, case.model_copy(update={"id": f"{case.id}~{slip}", "turns": turns}))


def _slipped(turn: str, chance: random.Random) -> tuple[Slip, str]:
    """Return the slip chosen and the turn with it; unchanged where no word can take one."""
    turn = nfc(turn)
    words = [m for m in _WORD.finditer(turn) if not m[0].isupper()]
    toned = [m for m in words if any(c in _TELEX for c in unicodedata.normalize("NFD", m[0]))]
    slip = chance.choice([slip for slip in _TYPING if toned or slip not in _NEEDS_TONE])
    among = toned if slip in _NEEDS_TONE else words
    if not among:
        return slip, turn
    word = chance.choice(among)
    return slip, turn[: word.start()] + _TYPING[slip](word[0], chance) + turn[word.end() :]
