"""When two names are of one subject. Knows which words tell subjects apart; hides how words are weighed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from math import log

from dannguon.text import fold, nfc

_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_CITY = re.compile(
    r"(?:(?:(?:trong|thuộc)\s+)?(?:phạm vi|địa bàn)\s+)?(?:(?:tại|của|ở|trên địa bàn|toàn)\s+)?(?:cấp\s+)?"
    r"(?:thành phố|tp\.?)(?:\s*(?:hồ chí minh|hcm))?(?!\w)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^)]*\)")
_FIGURE = re.compile(r"[≥≤<>~≈]?\s*\d[\d.,]*\s*(?:%|phần trăm)")
_HYPHEN = re.compile(r"(?<=[A-ZĐ])-(?=[A-ZĐ])")
"""KH-CN is KH&CN is KHCN."""
_SAME, _SAID = re.compile(r"\bthu tuc hanh chinh (?=truc tuyen|toan trinh|mot phan)"), "dich vu cong "
"""Decree 42/2022/NĐ-CP: a procedure that is done online is an online public service."""
_SEEN = {3: 2}
"""Initials of three words agree by chance: those are believed when they are written out twice."""
_ACRONYM = re.compile(r"[A-ZĐ]{3,6}")
_PHRASES = re.compile(
    r"\b(?:ty le|ti le|so luong|dat muc tieu|muc tieu|toi thieu|it nhat|day manh|tiep tuc|to chuc|hieu qua|dam bao|"
    r"bao dam|hang nam|moi nam|phan dau|cong tac|thuc hien|dia phuong)\b"
)
_EMPTY = frozenset(
    "va cua cho cac nhung duoc trong tren tai den voi theo ve vao la mot cung hoac co tu ra dat hang nham de".split()
)
"""With _PHRASES, words that any name may have: they neither join subjects nor part them."""
_LEVELS = {
    "commune": r"cap xa|xa phuong|phuong xa|cac xa|cac phuong|dac khu",
    "district": r"cap huyen|quan huyen|cac quan",
    "province": r"cap vung|lien vung|vung dong nam bo",
    "state": r"trung uong|cap quoc gia|cac bo nganh",
    "world": r"quoc te|toan cau|nuoc ngoai|khu vuc asean",
    "party": r"co quan dang|dang uy|thanh uy",
}
_STAGES = {
    "make": r"xay dung|ban hanh|soan thao|lap|tham muu|trinh|phe duyet|de xuat",
    "carry": r"trien khai|van hanh|ap dung|dua vao|duy tri|thuc thi",
    "review": r"so ket|tong ket|danh gia|ra soat|kiem tra|giam sat|khao sat",
    "open": r"khanh thanh|khai truong|cong bo|ra mat|khoi cong",
    "teach": r"dao tao|tap huan|boi duong|tuyen truyen",
    "buy": r"mua sam|dau tu|dat hang|nang cap",
}
_PARTS = {
    "whole": r"toan trinh|toan phan",
    "part": r"mot phan",
    "public": r"(?<!ngoai )cong lap",
    "private": r"ngoai cong lap|tu thuc|tu nhan",
    "home": r"trong nuoc",
    "abroad": r"nuoc ngoai",
    "new": r"cap moi|thanh lap moi|lap dat moi",
    "changed": r"dieu chinh|cap lai",
    "ended": r"giai the|tam ngung|ngung hoat dong|qua han|tre han",
    "running": r"dang hoat dong|dang van hanh",
}
_MEASURES = {
    "spent": r"chi|kinh phi|du toan|ngan sach",
    "gained": r"dong gop|gia tri tang them|doanh thu|tang truong|thu ngan sach",
    "pleased": r"hai long",
}
_THINGS = (
    "de an|ke hoach|chuong trinh|nghi quyet|quyet dinh|quy che|quy dinh|danh muc|bao cao|co che|chinh sach|"
    "hoi nghi|he thong|nen tang|co so du lieu|trung tam|quy|de cuong|khung|bo chi so|bo tieu chi|du an|ung dung"
)
_AHEAD = 8
"""A name says what is done and made within so many words."""
_COMMON = 60
"""Two names are compared when they share a pair of words that no more than so many names have."""
_COVERED = 0.7
SHARED = 0.48
"""Shares by weight of rarity; on the shipped plans the pairs of one subject lie above, the next best well below."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a name is about, ready to be compared.

    `grams` are its telling words and pairs of neighbours, folded; `proper` its capitalised and numbered words;
    `levels`, `stages`, `measures`, `things` and `parts` what it says of the level of government, the step of the
    work, what is measured, the product, and the part of a whole.
    """

    grams: frozenset[str]
    proper: frozenset[str]
    levels: frozenset[str]
    stages: frozenset[str]
    measures: frozenset[str]
    things: frozenset[str]
    parts: frozenset[str]


class Subjects:
    """Compares names by the rarity of what they share, learnt from all names of a corpus."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take every name of the corpus; what most of them have weighs little."""
        self._names = tuple(dict.fromkeys(names))

    @cached_property
    def _acronyms(self) -> Mapping[str, str]:
        """What the corpus itself writes out: TTHC is "thủ tục hành chính"."""
        wanted = {fold(m[0]): len(m[0]) for name in self._names for m in _ACRONYM.finditer(name.replace("&", ""))}
        found: dict[str, Counter[str]] = defaultdict(Counter)
        lengths = set(wanted.values())
        for name in self._names:
            words = [fold(w) for w in _WORD.findall(name)]
            for length in lengths:
                for at in range(len(words) - length + 1):
                    initials = "".join(word[0] for word in words[at : at + length])
                    if initials in wanted:
                        found[initials][" ".join(words[at : at + length])] += 1
        return {
            short: longs.most_common(1)[0][0]
            for short, longs in found.items()
            if max(longs.values()) >= _SEEN.get(len(short), 1)
        }

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        seen: Counter[str] = Counter()
        for name in self._names:
            seen.update(self._grams(name))
        return {gram: log(1 + len(self._names) / n) for gram, n in seen.items()}

    def read(self, name: str) -> Subject:
        """The subject of a name."""
        plain = _CITY.sub(" ", _ASIDE.sub(" ", _HYPHEN.sub("", nfc(name))))
        grams = self._grams(name)
        words = _WORD.findall(plain)
        proper = {fold(w) for w in words[1:] if w[0].isupper() or w[0].isdigit()}
        folded = " ".join(map(fold, words))
        start = " ".join(folded.split()[:_AHEAD])
        return Subject(
            grams=frozenset(grams),
            proper=frozenset(p for p in proper if p.replace("&", "") not in self._acronyms),
            levels=_marks(_LEVELS, folded),
            stages=_marks(_STAGES, start),
            measures=_marks(_MEASURES, folded),
            things=frozenset(re.findall(rf"\b(?:{_THINGS})\b", start)[:1]),
            parts=_marks(_PARTS, folded),
        )

    def _grams(self, name: str) -> set[str]:
        plain = _FIGURE.sub(" ", _CITY.sub(" ", _ASIDE.sub(" ", _HYPHEN.sub("", nfc(name)))))
        words = [fold(word).replace("&", "") for word in _WORD.findall(plain)]
        spelled = _SAME.sub(_SAID, " ".join(self._acronyms.get(word, word) for word in words))
        kept = [word for word in _PHRASES.sub(" ", spelled).split() if word not in _EMPTY]
        return {*kept, *(f"{a}_{b}" for a, b in pairwise(kept))}

    def weight(self, grams: Iterable[str]) -> float:
        """How telling these words and pairs are together."""
        most = log(1 + len(self._names))
        return sum(self._weights.get(gram, most) for gram in grams)

    def candidates(self, subjects: Sequence[Subject]) -> list[tuple[int, int]]:
        """Pairs of places that share a telling word, in order; far fewer than all pairs."""
        holders: dict[str, list[int]] = defaultdict(list)
        for at, subject in enumerate(subjects):
            for gram in subject.grams:
                if "_" in gram:
                    holders[gram].append(at)
        shared = {pair for places in holders.values() if len(places) <= _COMMON for pair in combinations(places, 2)}
        return sorted(shared)

    def likeness(self, a: Subject, b: Subject) -> tuple[float, float]:
        """The share of the smaller subject that the other one has, and of both together that they share."""
        common = self.weight(a.grams & b.grams)
        small = min(self.weight(a.grams), self.weight(b.grams))
        both = self.weight(a.grams | b.grams)
        return (common / small, common / both) if small else (0.0, 0.0)

    def same(self, a: Subject, b: Subject, *, shared: float = SHARED) -> bool:
        """Whether both speak of one thing: enough in common, and nothing that tells them apart.

        `shared` is how much of both together has to be common.
        """
        if a.levels != b.levels or any(map(_apart, _kinds(a), _kinds(b))):
            return False
        if a.proper - b.proper and b.proper - a.proper:
            return False
        covered, common = self.likeness(a, b)
        return covered >= _COVERED and common >= shared


def _marks(table: Mapping[str, str], folded: str) -> frozenset[str]:
    return frozenset(name for name, words in table.items() if re.search(rf"\b(?:{words})\b", folded))


def _kinds(subject: Subject) -> tuple[frozenset[str], ...]:
    return subject.stages, subject.measures, subject.things, subject.parts


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b and not a & b)
