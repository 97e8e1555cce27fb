"""Agencies as documents and people name them. Knows names, abbreviations and typing habits; hides the matcher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any, NamedTuple

import yaml

from dannguon.text import canonical, fold

_TOKEN = re.compile(r"[\w\u0300-\u036f]+|[,;:/()&.\"“”|•]")
_CITY = "<city>"
_CITY_NAMES = (
    *(("thanh", "pho", *rest) for rest in (("ho", "chi", "minh"), ("hcm",), ())),
    *(("tp", *dot, *rest) for dot in ((".",), ()) for rest in (("ho", "chi", "minh"), ("hcm",), ())),
    ("ho", "chi", "minh", "city"),
    ("hcm", "city"),
    ("tphcm",),
    ("hcmc",),
)
_LIST_MARKS = frozenset({",", ";", "/", "va"})
_BOUNDARIES = _LIST_MARKS | frozenset({".", ":", "(", ")", "|", "•", '"', "“", "”"})
_NATIONAL = frozenset({"central", "ministry"})

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that documents give tasks to.

    `names` are its printed names in Vietnamese, `english` those in English, the official one first. `kind` is
    "generic" for leads such as "các sở, ban, ngành". `merged_into` is the id of the agency that took its duties
    over and `basis` the legal basis of that, "" where we have not read it.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    english: tuple[str, ...] = ()
    merged_into: str | None = None
    basis: str = ""


class Mention(NamedTuple):
    """An agency named in a text; `start` and `end` are offsets into that text."""

    id: str
    start: int
    end: int


class _Token(NamedTuple):
    key: str  # folded
    toned: str
    printed: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """A trie over folded words; `names` end here: agency id and the toned words of the spelling."""

    next: dict[str, _Node] = field(default_factory=dict)
    names: list[tuple[str, Keys]] = field(default_factory=list)

    def add(self, keys: Keys, agency: str, toned: Keys) -> None:
        node = self
        for key in keys:
            node = node.next.setdefault(key, _Node())
        node.names.append((agency, toned))


class Gazetteer:
    """The agencies we know, and a matcher over all their names. Build it once: `load_gazetteer()`."""

    def __init__(self, table: dict[str, Any]) -> None:
        """Take the parsed table `data/agencies.yaml`, whose head explains the keys."""
        rows = table["agencies"]
        self._agencies = {row["id"]: _agency(row) for row in rows}
        self._not_before = {row["id"]: [_keys(words) for words in row.get("not_before", ())] for row in rows}
        self._not_after = {fold(head): {_keys(w)[-1] for w in words} for head, words in table["not_after"].items()}
        self._elsewhere = [_keys(place) for place in table["elsewhere"]]
        self._heads = {_keys(head): _Node() for head in table["heads"]}
        self._names = _Node()
        exchange = _exchanges(table["shorthands"])
        for agency in self:
            plural = [f"các {name}" for name in agency.names] if agency.kind == "generic" else []
            for name in (*agency.names, *plural, *agency.english):
                for spelling in _spellings(name, exchange):
                    self._add(agency.id, spelling)

    def _add(self, agency: str, spelling: str) -> None:
        tokens = _tokens(spelling)
        toned = dict(zip((t.key for t in tokens), (t.toned for t in tokens), strict=True))
        for keys in _loose(tuple(t.key for t in tokens)):
            words = tuple(toned.get(key, key) for key in keys)
            self._names.add(keys, agency, words)
            for head, tails in self._heads.items():
                if keys[: len(head)] == head and len(keys) > len(head):
                    tails.add(keys[len(head) :], agency, words[len(head) :])

    def __iter__(self) -> Iterator[Agency]:
        return iter(self._agencies.values())

    def get(self, agency: str) -> Agency:
        """The agency with this id.

        Raises:
            KeyError: no such id.
        """
        return self._agencies[agency]

    def current(self, agency: str) -> str:
        """The id that carries the duties today: follows `merged_into` to its end."""
        successor = self._agencies[agency].merged_into
        return agency if successor is None else self.current(successor)

    def ids(self, text: str) -> tuple[str, ...]:
        """The ids of the agencies named in `text`, each once, in printed order."""
        return tuple(dict.fromkeys(mention.id for mention in self.find(text)))

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every agency named in `text`, in printed order; where several names fit, the longest.

        A title ("Giám đốc Sở …") names its agency. Names may lack diacritics or carry tone slips, and a list may
        share one head noun ("Sở Tài chính, Nội vụ"). Agencies of other provinces are left out.
        """
        tokens = _tokens(text)
        found: list[Mention] = []
        at, tails = 0, None
        while at < len(tokens):
            hit = self._in_list(tails, tokens, at) if tails else None
            if hit is None:
                tails = self._tails(tokens, at)
                hit = self._longest(self._names, tokens, at)
                if hit is None:
                    tails = self._tails_of_colon(tokens, at)
                    at += 1
                    continue
            at, mention = hit
            if mention is not None:
                found.append(mention)
        return tuple(found)

    def _tails(self, tokens: Sequence[_Token], at: int) -> _Node | None:
        """What may follow in a list when the name at `at` starts with a head noun."""
        for head, tails in self._heads.items():
            if _starts(tokens, at, head):
                return tails
        return None

    def _tails_of_colon(self, tokens: Sequence[_Token], at: int) -> _Node | None:
        """What may follow "Các Sở:", whose colon stands at `at`."""
        if tokens[at].key != ":":
            return None
        return next((tails for head, tails in self._heads.items() if _starts(tokens, at - len(head), head)), None)

    def _in_list(self, tails: _Node, tokens: Sequence[_Token], at: int) -> tuple[int, Mention | None] | None:
        """The next name of a list that shares its head noun, or None."""
        start = at
        while start < len(tokens) and tokens[start].key in _LIST_MARKS:
            start += 1
        after_mark = start > at or tokens[at - 1].key == ":"
        if not after_mark or start == len(tokens) or not tokens[start].printed[0].isupper():
            return None
        hit = self._longest(tails, tokens, start)
        if hit is None or (hit[0] < len(tokens) and tokens[hit[0]].key not in _BOUNDARIES):
            return None
        return hit

    def _longest(self, names: _Node, tokens: Sequence[_Token], at: int) -> tuple[int, Mention | None] | None:
        """The longest name that starts at `at`: the token after it, and the mention (None: somebody else's)."""
        best: tuple[int, str] | None = None
        node: _Node | None = names
        stop = at
        while stop < len(tokens) and (node := node.next.get(tokens[stop].key) if node else None):
            stop += 1
            for agency, toned in node.names:
                if self._fits(agency, toned, tokens, at, stop):
                    best = stop, agency
                    break
        if best is None:
            return None
        stop, agency = best
        if self._agencies[agency].kind not in _NATIONAL:
            if stop < len(tokens) and tokens[stop].key == _CITY and not self._named_elsewhere(tokens, stop):
                stop += 1
            if self._named_elsewhere(tokens, stop):
                return stop, None
        return stop, Mention(agency, tokens[at].start, tokens[stop - 1].end)

    def _fits(self, agency: str, toned: Keys, tokens: Sequence[_Token], at: int, stop: int) -> bool:
        """Whether tones, the word before and the words after allow this reading."""
        slips = [token.toned not in (word, token.key) for token, word in zip(tokens[at:stop], toned, strict=True)]
        if slips[0] or sum(slips) > len(slips) // 2:
            return False
        first = tokens[at]
        barred = self._not_after.get(first.key, ())
        if at and tokens[at - 1].key in barred and not first.printed.istitle():
            return False
        return not any(_starts(tokens, stop, words) for words in self._not_before[agency])

    def _named_elsewhere(self, tokens: Sequence[_Token], at: int) -> bool:
        return any(_starts(tokens, at, place) for place in self._elsewhere)


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the package; read and built once."""
    text = files("dannguon.data").joinpath("agencies.yaml").read_text("utf-8")
    return Gazetteer(yaml.load(text, yaml.CSafeLoader))


def _agency(row: dict[str, Any]) -> Agency:
    return Agency(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        names=(row["name"], *row.get("also", ())),
        english=tuple(row.get("english", ())),
        merged_into=row.get("merged_into"),
        basis=row.get("basis", ""),
    )


@lru_cache(maxsize=20_000)
def _word(printed: str) -> tuple[str, str]:
    """The folded and the toned form of a word; "&" is read as "và"."""
    return ("va", "và") if printed == "&" else (fold(printed), canonical(printed))


def _tokens(text: str) -> list[_Token]:
    """Words and list marks; names of the city become one token, hyphens and apostrophes none."""
    found = (_Token(*_word(m[0]), m[0], m.start(), m.end()) for m in _TOKEN.finditer(text))
    raw = [token for token in found if token.key]  # a lone accent is no word
    tokens: list[_Token] = []
    at = 0
    while at < len(raw):
        length = _city_length(raw, at)
        if length:
            first, last = raw[at], raw[at + length - 1]
            tokens.append(_Token(_CITY, _CITY, text[first.start : last.end], first.start, last.end))
        else:
            tokens.append(raw[at])
        at += length or 1
    return tokens


def _city_length(tokens: Sequence[_Token], at: int) -> int:
    """How many tokens from `at` name Ho Chi Minh City, or "the city"."""
    if tokens[at].key[0] not in "thT":
        return 0
    return next((len(name) for name in _CITY_NAMES if _starts(tokens, at, name)), 0)


def _starts(tokens: Sequence[_Token], at: int, keys: Keys) -> bool:
    return 0 <= at <= len(tokens) - len(keys) and all(tokens[at + i].key == key for i, key in enumerate(keys))


def _keys(text: str) -> Keys:
    return tuple(token.key for token in _tokens(text))


def _exchanges(shorthands: dict[str, list[str]]) -> list[tuple[re.Pattern[str], list[str]]]:
    """Longest phrase first, so that "Khoa học và Công nghệ" is exchanged whole."""
    phrases = sorted(shorthands, key=len, reverse=True)
    return [(re.compile(rf"(?<!\w){re.escape(p)}(?!\w)"), shorthands[p]) for p in phrases]


def _spellings(name: str, exchanges: Iterable[tuple[re.Pattern[str], list[str]]]) -> set[str]:
    """The name with every choice of shorthands."""
    spellings = {name}
    for pattern, shorts in exchanges:
        spellings |= {pattern.sub(short, spelling) for spelling in spellings for short in shorts}
    return spellings


def _loose(keys: Keys) -> set[Keys]:
    """What people drop or exchange inside a name: commas, and "và" for "," or nothing."""
    choices = {",": (",", ""), "va": ("va", ",", ""), "and": ("and", "va")}
    options = [choices.get(key, (key,)) if 0 < i < len(keys) - 1 else (key,) for i, key in enumerate(keys)]
    return {tuple(key for key in option if key) for option in product(*options)}
