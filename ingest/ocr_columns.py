"""Which column each word of a table row stands in, when print put columns on one line. Knows how rows are laid out.

A row is walked word by word, line by line. Inside a line the columns come in order; over the lines each column goes
on where it stopped: agencies by their phrases, the deadline by its form, the name by being the rest. Cells are
aligned at the top, so a cell begins in the first line of the row or of a block. The cheapest walk wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, TypeVar

from dannguon.ingest.ocr_due import EMPTY, due_steps, may_end
from dannguon.ingest.phrases import START, STUMP, UNKNOWN, WIDE, Phrases, readings

_WORD = 0.8
_STUB = 0.9
_ENTER = 0.7
_HANGING = 1.2
_LATE = 3.0
_SMALL = 3.0
_MISMARKED = 1.5
_LONG = 3
_NEVER = float("inf")
_RESUME = 3.0
_ACROSS_BAR = 4.0
_TOO_WIDE = 0.3
_BROKEN_EARLY = 3.0
_UNFINISHED = 2.0
_MISSING = (0.0, 3.0, 0.5, 4.0)
_WIDTH = (62, 18, 32, 12)
_SHORT = 32
_WANTING = frozenset("cua va cac ve cho theo trong voi tai nhung cung".split())
_LONGEST_DUE = 5
_NARROW = 3.0
_BEAM = 6
_FAR = 3.5


_T = TypeVar("_T")
_cost = attrgetter("cost")


class Column(IntEnum):
    """The columns in printed order; the ordinal is read before."""

    NAME, LEAD, COORDINATING, DUE = range(4)


class Word(NamedTuple):
    """A printed word; `bar` says that a column rule stood before it, `start` and `end` are offsets in the line."""

    text: str
    start: int
    end: int
    bar: bool


class Line(NamedTuple):
    """The words of a source line, without the row's number; `fresh` when a blank line or a page break precedes it.

    `narrow` marks the lines of a block of several lines no wider than a lead agency's cell: no name breaks so.
    """

    number: int
    words: tuple[Word, ...]
    fresh: bool
    narrow: bool = False


def words_of(text: str, start: int = 0) -> tuple[Word, ...]:
    """The words of a line from an offset on; a rule ("|") is taken off and noted on the word after it."""
    words, at, bar = [], start, False
    for piece in text[start:].replace("|", " | ").split():
        if piece == "|":
            bar = True
            continue
        at = text.index(piece, at)
        words.append(Word(piece, at, at + len(piece), bar))
        at, bar = at + len(piece), False
    return tuple(words)


class _State(NamedTuple):
    """Where the cells stand: phrase states, the deadline's state, lines since each cell last had a word (-1: never).

    `marked` says of each agency cell whether its last word has a comma or semicolon. `tail` says how the name last
    broke off: "short" of its width, or "hanging" on a word that wants another.
    """

    phrases: tuple[int, int]
    marked: tuple[bool, bool]
    due: str
    rest: tuple[int, int, int]
    tail: str
    column: int
    began: int


class _Spot(NamedTuple):
    """A word in its line, the line's place in the row, and what follows from these for every way that comes here."""

    word: Word
    line: Line
    place: int
    at: int
    as_name: float
    small: float
    mark: bool
    ends: dict[str, tuple[str, ...]]


class _Way(NamedTuple):
    cost: float
    state: _State
    column: int
    before: _Way | None


def split(lines: Sequence[Line], phrases: Phrases) -> list[list[Column]]:
    """The column of every word of a row, line by line."""
    ways = [_Way(0.0, _State((START, START), (True, True), EMPTY, (-1, -1, -1), "", 0, 0), 0, None)]
    for place, line in enumerate(lines):
        ways = [_Way(w.cost, _line_begins(w.state, line), w.column, w.before) for w in ways]
        for index in range(len(line.words)):
            spot = _spot(line, place, index)
            limit = [float("inf")]
            ways = _best([_onward(way, spot, phrases, limit) for way in ways], limit)
    end = min(ways, key=lambda way: way.cost + _unfinished(way.state, phrases))
    columns: list[Column] = []
    way: _Way | None = end
    while way is not None and way.before is not None:
        columns.append(Column(way.column))
        way = way.before
    columns.reverse()
    found = iter(columns)
    return [[next(found) for _ in line.words] for line in lines]


def _line_begins(state: _State, line: Line) -> _State:
    """A new line: every column may go on; after a blank line also those that had stopped."""
    lead, coordinating, due = (r if r < 0 else 1 if line.fresh else min(r + 1, _LONG) for r in state.rest)
    return state._replace(rest=(lead, coordinating, due), column=0, tail="" if line.fresh else state.tail, began=0)


def _spot(line: Line, place: int, index: int) -> _Spot:
    word = line.words[index]
    return _Spot(
        word=word,
        line=line,
        place=place,
        at=index,
        as_name=_WORD + _STUB * (STUMP.fullmatch(word.text) is not None) + _NARROW * line.narrow,
        small=_SMALL * word.text[0].islower(),
        mark=word.text[-1] in ",;",
        ends={},
    )


def _onward(way: _Way, spot: _Spot, phrases: Phrases, limit: list[float]) -> Iterator[_Way]:
    state, word, index = way.state, spot.word, spot.at
    for column in range(state.column, 4):
        entering = column != state.column or index == 0
        cost = way.cost + (_ACROSS_BAR if word.bar and not entering else 0.0)
        began = word.start if entering else state.began
        if column == Column.NAME:
            cost += spot.as_name + (_BROKEN_EARLY if state.tail == "short" and entering else 0.0)
            cost += _TOO_WIDE * (word.end - began > _WIDTH[0])
            tail = _tail(word, word.end - began) if index == len(spot.line.words) - 1 else ""
            yield _Way(cost, _State(state.phrases, state.marked, state.due, state.rest, tail, 0, began), column, way)
            continue
        tail, rest = state.tail, state.rest
        if entering:
            cost += _entering(rest[column - 1], spot) + (spot.small if rest[column - 1] < 0 else 0.0)
            if cost > limit[0]:
                continue
            if state.column == Column.NAME:
                if index:
                    name = spot.line.words[index - 1]
                    tail = _tail(name, name.end - state.began)
                cost += _HANGING * (0.5 if index else 2.5) * (tail == "hanging" and not word.bar)
            rest = (*rest[: column - 1], 0, *rest[column:])  # type: ignore[assignment]
        if cost > limit[0]:
            continue
        if column == Column.DUE:
            for end in _due_ends(state.due, spot) if entering else (state.due,):
                yield _Way(cost, _State(state.phrases, state.marked, end, rest, tail, column, began), column, way)
            continue
        cell = column - 1
        before, marked = state.phrases[cell], state.marked[cell]
        marks = _with(state.marked, cell, spot.mark)
        wide = _TOO_WIDE * max(0, min(word.end - began - _WIDTH[column], len(word.text)))
        for step in phrases.steps(before, word.text):
            if cost + step.cost > limit[0]:
                break
            if step.state == phrases.wide and spot.place:
                continue
            price = cost + step.cost + (0.0 if step.state == WIDE else wide)
            price += _MISMARKED * phrases.mismarked(before, step.state, marked, word.text)
            if price <= limit[0]:
                pair = _with(state.phrases, cell, step.state)
                yield _Way(price, _State(pair, marks, state.due, rest, tail, column, began), column, way)


def _with(pair: tuple[_T, _T], place: int, value: _T) -> tuple[_T, _T]:
    return (value, pair[1]) if place == 0 else (pair[0], value)


def _tail(word: Word, width: int) -> str:
    if readings(word.text) & _WANTING:
        return "hanging"
    return "short" if width < _SHORT else ""


def _due_ends(due: str, spot: _Spot) -> tuple[str, ...]:
    """The states that a deadline may be in after the rest of a line; none where the rest is no deadline."""
    if due not in spot.ends:
        words = spot.line.words[spot.at :]
        states = {due} if len(words) <= _LONGEST_DUE else set()
        for word in words:
            states = {after for state in states for after, _ in due_steps(state, word.text)}
        spot.ends[due] = tuple(sorted(states))
    return spot.ends[due]


def _entering(rest: int, spot: _Spot) -> float:
    """What it costs that a cell gets words here: nothing with a rule before it or where cells begin, else more."""
    bar = spot.word.bar
    cost = 0.0 if bar or spot.at == 0 else _ENTER
    if rest < 0:
        first = spot.place == 0 or (spot.line.fresh and spot.at == 0)
        return cost if first else cost + _LATE if bar or spot.place == 1 else _NEVER
    return cost if rest <= 1 else cost + _RESUME if bar or rest == 2 else _NEVER


def _best(following: Iterable[Iterator[_Way]], limit: list[float]) -> list[_Way]:
    """The cheapest ways, some for each column: agencies have many readings, which must not crowd out the name."""
    cheapest: dict[_State, _Way] = {}
    for way in chain.from_iterable(following):
        limit[0] = min(limit[0], way.cost + _FAR)
        known = cheapest.get(way.state)
        if known is None or way.cost < known.cost:
            cheapest[way.state] = way
    kept, room = [], [_BEAM] * len(Column)
    for way in sorted(cheapest.values(), key=_cost):
        if way.cost <= limit[0] and room[way.state.column]:
            room[way.state.column] -= 1
            kept.append(way)
    return kept


def _unfinished(state: _State, phrases: Phrases) -> float:
    cost = sum(_UNFINISHED for node in state.phrases if not phrases.whole(node) or node == UNKNOWN)
    if WIDE in state.phrases:
        return cost
    cost += sum(_MISSING[i + 1] for i, rest in enumerate(state.rest) if rest < 0)
    return cost + (0.0 if state.due == EMPTY or may_end(state.due) else _UNFINISHED * 2)
