"""What keyboards leave in a Vietnamese text. Knows Telex, VNI and glued words; hides the syllable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from dannguon.text import fold, nfc

ONSETS = " b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(" ")
"""What a syllable may begin with, folded; the first is nothing."""
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu
im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong op ot u ua uan
uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt
uyu y yem yen yet yeu
""".split()
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_TELEX_MARKS = [
    ("dd", "đ"),
    ("uow", "ươ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
]
_VNI_MARKS = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}, "9": {"d": "đ"}}
_MARKED = "ăâêôơư"
_VOWELS = "aeiouy" + _MARKED
_NUCLEUS = re.compile(f"^((?:qu|gi(?=[{_VOWELS}]))|[^{_VOWELS}]*)([{_VOWELS}]+)(.*)$")
_WORD = re.compile(r"(?<![\w/-])[^\W_]+(?![\w/-])")
_TONE_FIRST = re.compile("([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b])")
_GLUED = re.compile(
    r"(?<![^\W_])(qu[yý]|th[aá]ng|tu[aầ]n|n[aă]m|m[uụ]c|ng[aà]y|ph[uụ] ?l[uụ]c|k[eế] ?ho[aạ]ch|stt|tt|pl|kh"
    r"|bc|[đd]a|nq)(?=(?:\d{1,4}|[ivx]+)(?![^\W\d_]))(?=\d)",
    re.IGNORECASE,
)
_SHORT_MONTH = re.compile(r"(?<!\w)[tT](?=(?:0?[1-9]|1[0-2])/20\d\d(?!\d))")


@cache
def _syllables() -> frozenset[str]:
    pairs = ((onset, rime) for onset in ONSETS for rime in _RIMES)
    return frozenset({o + r for o, r in pairs} | {"gi", "gin", "gieng", "quoc", "que", "quyt"})


def is_syllable(folded: str) -> bool:
    """Whether a folded word is spelt as a Vietnamese syllable can be."""
    return folded in _syllables() or (folded.startswith("q") and folded[1:] in _RIMES)


def composed(text: str) -> str:
    """NFC, where a tone may also stand before the mark of its letter: some systems send "e", tone, "^" for "ế"."""
    whole = nfc(text)
    if not any(map(unicodedata.combining, whole)):
        return whole
    letters = unicodedata.normalize("NFD", whole)
    return nfc(_TONE_FIRST.sub(r"\2\1", letters))


def unglue(text: str) -> str:
    """Put the space back between a word and its number: "tháng6" → "tháng 6", "PL3" → "PL 3", "T6/2025" too."""
    return _GLUED.sub(r"\1 ", _SHORT_MONTH.sub("tháng ", text))


def split_glued(text: str, words: Collection[str]) -> str:
    """Put the space back between two words typed as one: "nàochủ" → "nào chủ", where both are among `words`.

    `words` are in small letters; a word that is a syllable as it stands is left alone.
    """

    def parted(match: re.Match[str]) -> str:
        word = match[0]
        low = word.lower()
        if len(low) < 5 or is_syllable(fold(low)):
            return word
        cuts = [at for at in range(2, len(low) - 1) if low[:at] in words and low[at:] in words]
        return f"{word[: cuts[0]]} {word[cuts[0] :]}" if len(cuts) == 1 else word

    return _WORD.sub(parted, text)


def retone(text: str) -> str:
    """Move a tone typed on the wrong vowel to where it belongs: "mâý" → "mấy"."""
    return _WORD.sub(lambda match: _retoned(match[0]), text)


@lru_cache(maxsize=20_000)
def _retoned(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = [char for char in letters if char in _TELEX_TONES.values()]
    if len(tones) != 1 or not (set(nfc(letters.replace(tones[0], "")).lower()) & set(_MARKED)):
        return word
    low = nfc(letters.replace(tones[0], "")).lower()
    toned = _with_tone(low, tones[0])
    if toned is None or toned == nfc(word).lower() or not is_syllable(fold(low)):
        return word
    return toned.upper() if word.isupper() else toned.capitalize() if word[0].isupper() else toned


def decode(text: str, known: Collection[str] = ()) -> str:
    """Turn Telex and VNI residue into the letters meant; everything else stays.

    A word counts as residue when it is no syllable and none of `known` (folded words), and decoding makes it one.
    Short words that could be English ("tax", "bus") need a second such word, and VNI words that could be a word
    with a number ("quy2") one with the number inside.
    """
    words = list(_WORD.finditer(text))
    meant = {m: syllable for m in words if fold(m[0]) not in known and (syllable := decoded(m[0]))}
    if not any(_is_sure(m[0]) for m in meant) and len(meant) < 2:
        return text
    return _replaced(text, meant)


def _is_sure(word: str) -> bool:
    inner_digit = re.search(r"\d[^\W\d_]", word) is not None
    marked = any(keys in word.lower() for keys, _ in _TELEX_MARKS)
    return inner_digit or (word.isalpha() and (len(word) > 3 or marked))


def _replaced(text: str, meant: dict[re.Match[str], str]) -> str:
    pieces, done = [], 0
    for match, word in meant.items():
        pieces += [text[done : match.start()], word]
        done = match.end()
    return "".join([*pieces, text[done:]])


@lru_cache(maxsize=20_000)
def decoded(word: str) -> str | None:
    """The syllable that a word of ASCII keys stands for, or None; capitals kept at the start."""
    low = word.lower()
    if not low.isascii() or len(low) > 9 or low.isdigit() or is_syllable(low):
        return None
    bare, tone = (_from_vni if any(c.isdigit() for c in low) else _from_telex)(low)
    syllable = _with_tone(bare, tone)
    if syllable is None or not is_syllable(fold(syllable)) or syllable == low:
        return None
    return syllable.upper() if word.isupper() else syllable.capitalize() if word[0].isupper() else syllable


def _from_telex(word: str) -> tuple[str, str]:
    tone = ""
    first_vowel = re.search(r"[aeiouyw]", word)
    keys = [m for m in re.finditer("[sfrxj]", word) if first_vowel and m.start() > first_vowel.start()]
    if keys:
        tone = _TELEX_TONES[keys[-1][0]]
        word = word[: keys[-1].start()] + word[keys[-1].end() :]
    for typed, letter in _TELEX_MARKS:
        word = word.replace(typed, letter)
    return re.sub("(?<![aeiouy])w", "ư", word), tone


def _from_vni(word: str) -> tuple[str, str]:
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in _VNI_TONES:
            tone = _VNI_TONES[key]
        elif key in _VNI_MARKS:
            _mark_last(letters, _VNI_MARKS[key])
        else:
            letters.append(key)
    return "".join(letters).replace("uơ", "ươ"), tone


def _mark_last(letters: list[str], marks: dict[str, str]) -> None:
    for at in reversed(range(len(letters))):
        if letters[at] in marks:
            letters[at] = marks[letters[at]]
            return


def _with_tone(word: str, tone: str) -> str | None:
    match = _NUCLEUS.match(word)
    if match is None or any(c.isdigit() for c in word):
        return None
    onset, nucleus, coda = match.groups()
    if not tone:
        return word
    marked = [at for at, vowel in enumerate(nucleus) if vowel in _MARKED]
    closed_or_glide = bool(coda) or nucleus in ("oa", "oe", "uy")
    at = marked[-1] if marked else 1 if len(nucleus) > 2 or (len(nucleus) == 2 and closed_or_glide) else 0
    return nfc(onset + nucleus[: at + 1] + tone + nucleus[at + 1 :] + coda)


def has_marks(text: str) -> bool:
    """Whether any Vietnamese diacritic was typed."""
    return any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", text)) or "đ" in text or "Đ" in text


def one_slip_away(word: str, vocabulary: Iterable[str]) -> frozenset[str]:
    """The words of `vocabulary` that differ by one letter added, lost, changed, or two neighbours exchanged."""
    return frozenset(other for other in vocabulary if abs(len(other) - len(word)) < 2 and _is_slip(word, other))


def _is_slip(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    exchanged = a[at + 1 : at + 2] == b[at : at + 1] and a[at : at + 1] == b[at + 1 : at + 2]
    return a[at + 1 :] == b[at + 1 :] or (exchanged and a[at + 2 :] == b[at + 2 :])
