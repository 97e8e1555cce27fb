"""Vietnamese whose tones an OCR engine lost, mended. Knows how to weigh print against usage; hides the search.

Every printed token has candidate syllables with the cost of misprinting (`channel`); a bigram model (`syllables`)
says how well they follow each other. Forward-backward gives each syllable its probability, which is how sure we are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from dannguon.ingest.channel import load_channel
from dannguon.syllables import BOUNDARY, NUMBER, OTHER, load_syllables
from dannguon.text import fold

Candidate = tuple[float, int, str]
"""-ln p of the print, syllable id, and the spelling to show."""

_MOST = 8
_USAGE = 0.6
_MISPRINT = 1.0
_UNKNOWN_WORD = 11.0
_FIGURE_AS_WORD = 5.0
_POOR = 6.0
_TRUST = 3.0

_AFFIX = re.compile(r"([(\[<\"“”'‘.,;:]*)(.*?)([)\]>\"“”'’.,;:?!]*)", re.DOTALL)
_FIGURE = re.compile(r"[-+]?\d[\d.,/–-]*%?")
_CODE = re.compile(r"\w*\d\w*(?:[/-][\w.]+)+|[A-ZĐ]{2,}(?:[/-][A-ZĐ]{2,})+|\d+[A-ZĐ]+")
_CODE_STROKES = re.compile(r"\bQD\b|\bND\b|\bHDND\b|\bBCD(?=TP|TW|\b)")
_ENDS_PHRASE = frozenset('.;:()[]"“”<>—')


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its tones. `sure` has the probability of each word (1 where nothing was in doubt), in order."""

    text: str
    sure: tuple[float, ...]

    @property
    def quality(self) -> float:
        """The mean of `sure`; 1.0 for a text without words."""
        return sum(self.sure) / len(self.sure) if self.sure else 1.0


@dataclass(frozen=True, slots=True)
class _Item:
    """A place in the sequence. `space` says whether a space stands before it; an empty `candidates` is a boundary."""

    before: str
    after: str
    space: bool
    candidates: tuple[Candidate, ...]


def mend(texts: Sequence[str]) -> list[Mended]:
    """Each text mended. Texts do not see each other; spaces are squeezed, figures and unknown words kept."""
    sequences = [_items(text) for text in texts]
    chosen = iter(_decode([item for items in sequences for item in [*items, _STOP]]))
    results = []
    for items in sequences:
        words, sure = [], []
        for item in items:
            spelling, probability = next(chosen)
            words.append((" " if item.space else "") + item.before + spelling + item.after)
            if len(item.candidates) > 1:
                sure.append(probability)
        next(chosen)
        results.append(Mended("".join(words).strip(), tuple(sure)))
    return results


_STOP = _Item("", "", False, ())


def _items(text: str) -> list[_Item]:
    shouted = sum(map(str.isupper, text)) > 0.6 * sum(map(str.isalpha, text))
    items: list[_Item] = []
    for token in text.split():
        match = _AFFIX.fullmatch(token)
        assert match is not None
        before, core, after = match.groups()
        if any(c in _ENDS_PHRASE for c in before):
            items.append(_STOP)
        pieces = _pieces(core, shouted) if core else [((0.0, OTHER, ""),)]
        for place, candidates in enumerate(pieces):
            first, last = place == 0, place == len(pieces) - 1
            slash = "" if last or "/" not in core or len(pieces) == 1 or _CODE.fullmatch(core) else "/"
            glue = first or "/" not in core
            items.append(_Item(before if first else "", after if last else slash, glue, candidates))
        if any(c in _ENDS_PHRASE for c in after):
            items.append(_STOP)
    return items


@cache
def _pieces(core: str, shouted: bool) -> list[tuple[Candidate, ...]]:
    """The words of a token, each with its candidates; several where the print glued words together."""
    known = _abbreviations().get(_blurred(core))
    if known is not None and (any(map(str.isupper, core[1:])) or core.replace("l", "I").isupper()):
        return [((0.0, OTHER, known),)]
    if _CODE.fullmatch(core):
        return [((0.0, OTHER, _CODE_STROKES.sub(lambda m: m[0].replace("D", "Đ"), core)),)]
    if _FIGURE.fullmatch(core):
        figure = (0.0, NUMBER, core)
        read = [(c + _FIGURE_AS_WORD, i, s) for c, i, s in _word(core)] if len(core) <= 2 else []
        return [tuple(sorted([figure, *read])[:_MOST])]
    if "/" in core and all(part.isalpha() for part in core.split("/")):
        return [piece for part in core.split("/") for piece in _pieces(part, shouted)]
    if sum(map(str.isupper, core)) > 1 and core.isalpha() and core.isupper() and not shouted:
        return [((0.0, OTHER, core),)]
    if not any(c.isalnum() or c in "&¢§¥@" for c in core):
        return [((0.0, BOUNDARY if core in _ENDS_PHRASE else OTHER, core),)]
    whole = _word(core)
    if len(core) >= 5 and (not whole or whole[0][0] > _POOR):
        parts = _split(core)
        if parts is not None:
            return [tuple(_word(part)) for part in parts]
    return [(*whole[: _MOST - 1], (_UNKNOWN_WORD, OTHER, core))]


def _word(core: str) -> list[Candidate]:
    """Candidates of one printed word, the likeliest by print and usage together first."""
    syllables = load_syllables()
    ranked = sorted(
        (c * _MISPRINT + _USAGE * float(syllables.unigram[i]), c, i) for c, i in load_channel().candidates(core)
    )
    return [(c * _MISPRINT, i, _cased(syllables.printed[i], core)) for _, c, i in ranked[:_MOST]]


def _cased(spelling: str, core: str) -> str:
    if core.isupper() and sum(map(str.isalpha, core)) > 1:
        return spelling.upper()
    return spelling.capitalize() if core[0].isupper() and not (core[0] == "I" and spelling[0] == "l") else spelling


def _split(core: str) -> list[str] | None:
    """Glued words ("Khoahocva"): apart, where all are known; the longest first word wins."""
    skeletons = load_channel().toned
    for width in range(min(7, len(core) - 2), 1, -1):
        head, rest = core[:width], core[width:]
        if fold(head) not in skeletons:
            continue
        if fold(rest) in skeletons:
            return [head, rest]
        further = _split(rest) if len(rest) >= 4 else None
        if further is not None:
            return [head, *further]
    return None


@cache
def _abbreviations() -> dict[str, str]:
    table = resources.files("dannguon.ingest.data").joinpath("abbreviations.txt").read_text("utf-8")
    return {_blurred(word): word for word in table.split()}


def _blurred(word: str) -> str:
    """What stays of an abbreviation in print: I, l and 1 look alike, Đ is D, P, B or two of them."""
    return re.sub("(?<!^)[pbd]+", "d", re.sub("[il1|]", "i", fold(word)))


def _decode(items: Sequence[_Item]) -> Iterable[tuple[str, float]]:
    """The likeliest spelling of every item with its probability, by forward-backward over phrases at once."""
    phrases: list[list[int]] = [[]]
    for place, item in enumerate(items):
        if item.candidates and not (len(item.candidates) == 1 and item.candidates[0][1] == BOUNDARY):
            phrases[-1].append(place)
        elif phrases[-1]:
            phrases.append([])
    phrases = sorted(filter(None, phrases), key=len, reverse=True)
    result = [(item.candidates[0][2] if item.candidates else "", 1.0) for item in items]
    for places, odds in _posteriors(items, phrases):
        for place, row in zip(places, odds, strict=True):
            best = _chosen(items[place].candidates, row)
            result[place] = (items[place].candidates[best][2], float(row[best]))
    return result


def _chosen(candidates: Sequence[Candidate], odds: NDArray[np.float64]) -> int:
    """The likeliest candidate, but the word as printed where it is a word and no other is far likelier."""
    best, printed = int(odds.argmax()), candidates[-1][2]
    kept = next((n for n, (_, i, spelling) in enumerate(candidates) if i > OTHER and spelling == printed), best)
    return kept if odds[kept] * _TRUST >= odds[best] else best


def _posteriors(items: Sequence[_Item], phrases: list[list[int]]) -> list[tuple[list[int], NDArray[np.float64]]]:
    """P(candidate | all print) at step t of the phrases still going at t; phrases come longest first."""
    follow = load_syllables().follow
    steps = []
    for t in range(len(phrases[0]) if phrases else 0):
        places = [phrase[t] for phrase in phrases if len(phrase) > t]
        ids = np.zeros((len(places), _MOST), np.int64)
        cost = np.full((len(places), _MOST), 60.0)
        for row, place in enumerate(places):
            candidates = items[place].candidates
            cost[row, : len(candidates)] = [c for c, _, _ in candidates]
            ids[row, : len(candidates)] = [i for _, i, _ in candidates]
        steps.append((places, ids, np.exp(-cost)))
    forward: list[NDArray[np.float64]] = []
    links: list[NDArray[np.float64]] = []
    for t, (places, ids, printed) in enumerate(steps):
        n = len(places)
        if t == 0:
            arrived = np.exp(-follow(np.full_like(ids, BOUNDARY), ids))
        else:
            earlier = steps[t - 1][1][:n]
            link = np.exp(-follow(np.repeat(earlier, _MOST, 1), np.tile(ids, (1, _MOST)))).reshape(n, _MOST, _MOST)
            links.append(link)
            arrived = np.einsum("ni,nij->nj", forward[t - 1][:n], link)
        weight = arrived * printed
        forward.append(weight / weight.sum(1, keepdims=True))
    results = []
    backward = np.zeros((0, _MOST))
    for t in range(len(steps) - 1, -1, -1):
        places, ids, _ = steps[t]
        ending = np.exp(-follow(ids, np.full_like(ids, BOUNDARY)))
        if len(backward):
            n = len(backward)
            ending[:n] = np.einsum("nij,nj->ni", links[t], steps[t + 1][2] * backward)
        backward = ending / ending.sum(1, keepdims=True)
        odds = forward[t] * backward
        results.append((places, odds / odds.sum(1, keepdims=True)))
    return results
