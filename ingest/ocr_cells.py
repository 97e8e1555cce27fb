"""Agency cells as people write them. Knows how phrases, marks and capitals come together; hides the walk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dannguon.ingest.phrases import START, WIDE, Phrases, Step, readings
from dannguon.ingest.repair import mend
from dannguon.text import fold

_BEAM = 8
_SURE = 0.88
_DEAREST_WORD = 0.8
_MARKS = ',;.)”"?'


class _Read(NamedTuple):
    token: str
    step: Step
    begins: bool


def mend_agencies(cells: Sequence[str], phrases: Phrases) -> list[str | None]:
    """Each cell mended, or None where too much of it stays doubtful.

    Words outside the stock phrases are mended by usage; phrases that print left unparted are parted by ";".
    """
    walks = [_walk(cell, phrases) for cell in cells]
    loose = [" ".join(r.token for r in stretch) for walk in walks for stretch in _stretches(walk)]
    usage = iter(mend(loose))
    results: list[str | None] = []
    for walk in walks:
        words, odds, pending = list[str](), list[float](), False
        for read in walk:
            is_loose, before = _is_loose(read), pending
            pending = is_loose
            if is_loose and not before:
                stretch = next(usage)
                odds += stretch.sure
                words.append(stretch.text)
            elif not is_loose and read.step.words:
                if read.begins and _runs_on(words):
                    words[-1] += ";"
                odds.append(1.0)
                words.append(_shown(read))
        known = [read.step.cost for read in walk if not _is_loose(read)]
        sure = sum(odds) >= _SURE * len(odds) and sum(known) <= _DEAREST_WORD * len(known)
        results.append(" ".join(words) if sure else None)
    return results


def refers(cell: str, phrases: Phrases) -> bool:
    """Whether a cell says which document assigns the task ("Thực hiện theo Quyết định …"), and no agency."""
    return any(read.step.state == WIDE for read in _walk(cell, phrases))


@lru_cache(maxsize=1000)
def _walk(cell: str, phrases: Phrases) -> tuple[_Read, ...]:
    """The cheapest reading of a cell, a step a token."""
    ways: dict[int, tuple[float, tuple[_Read, ...]]] = {START: (0.0, ())}
    for token in cell.split():
        following: dict[int, tuple[float, tuple[_Read, ...]]] = {}
        for state, (cost, reads) in ways.items():
            for step in phrases.steps(state, token):
                if step.state not in following or cost + step.cost < following[step.state][0]:
                    read = _Read(token, step, step.state in phrases.nexts[START].values())
                    following[step.state] = (cost + step.cost, (*reads, read))
        ways = dict(sorted(following.items(), key=lambda way: way[1][0])[:_BEAM])
    ends = sorted((cost + (0 if phrases.whole(state) else 2), reads) for state, (cost, reads) in ways.items())
    return ends[0][1]


def _is_loose(read: _Read) -> bool:
    return not read.step.words and (bool(readings(read.token)) or read.step.state == WIDE)


def _stretches(walk: Sequence[_Read]) -> list[list[_Read]]:
    """Neighbouring tokens that no phrase reads."""
    found: list[list[_Read]] = []
    open_ = False
    for read in walk:
        if _is_loose(read):
            if not open_:
                found.append([])
            found[-1].append(read)
        open_ = _is_loose(read)
    return found


def _runs_on(words: Sequence[str]) -> bool:
    """Whether another phrase would follow without a mark; a remark in brackets goes on as it stands."""
    remark = " ".join(words).rpartition("(")[1:]
    inside = bool(remark[0]) and ")" not in remark[1]
    return bool(words) and not inside and words[-1] not in ("và", "-") and words[-1][-1] not in ",;."


def _shown(read: _Read) -> str:
    """The words of a step with the marks and the capitals of the print."""
    words = " ".join(word.strip(",;()") for word in read.step.words.split())
    printed = read.token.lstrip("(\"“”'")[:1]
    if fold(printed) == fold(words[0]) and not words.split()[0].isupper():
        words = (words[0].upper() if printed.isupper() else words[0].lower()) + words[1:]
    tail = read.token[len(read.token.rstrip(_MARKS)) :]
    return "(" * read.token.startswith("(") + words + tail
