"""The reading order of a slide. Knows how text boxes get shuffled on their way into a file; hides their kinds.

A slide is exported box by box: numbered boxes column by column, a caption below its figure, a title below its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from dannguon.ingest.columns import meaning

_NUMBERED = re.compile(r"([1-9]\d?)(?:\s+([^\W\d_].*))?", re.DOTALL)
_FIGURE = re.compile(r"[↑↓≥≤><≈~]?\s*\d[\d.,]*\s*(?:%|(?:nghìn |triệu |tỷ )?(?:đồng|USD)|triệu|tỷ)?")
_BULLET = re.compile(r"(?:New!\s*)?[-+•✓✔]\s")
_SENTENCE_END = re.compile(r"[.;!?…][\"”’)]*$")
_LONG = 90
"""Characters from which on a box is running text, even without a full stop."""


class _Is(Enum):
    LABEL = auto()
    FIGURE = auto()
    BULLET = auto()
    TEXT = auto()
    LIST = auto()


@dataclass(frozen=True, slots=True)
class _Box:
    kind: _Is
    text: str


def arrange(boxes: Sequence[str]) -> list[str]:
    """The boxes of one slide, top to bottom as exported, in the order in which they are read.

    Numbered boxes are sorted, a title among or below its boxes goes above them, a figure stands in one line with
    its caption. Nothing is added or left out.
    """
    arranged = _titles_above(_columns_together(_figures_captioned(_numbered_sorted(boxes))))
    return [box.text for box in arranged]


def ends_sentence(text: str) -> bool:
    """Whether a printed line ends as sentences and list items do."""
    return bool(_SENTENCE_END.search(text))


def _box(text: str) -> _Box:
    if _FIGURE.fullmatch(text):
        return _Box(_Is.FIGURE, text)
    if _BULLET.match(text):
        return _Box(_Is.BULLET, text)
    return _Box(_Is.TEXT if ends_sentence(text) or len(text) >= _LONG else _Is.LABEL, text)


def _numbered_sorted(boxes: Sequence[str]) -> list[_Box]:
    """Runs of boxes numbered 1 to n, in any order, sorted; a title among them goes above them."""
    result: list[_Box] = []
    at = 0
    while at < len(boxes):
        end, title, items = _numbered_run(boxes, at)
        if items:
            result.extend(_Box(_Is.LABEL, text) for text in title)
            result.extend(_Box(_Is.LIST, items[number]) for number in sorted(items))
            at = end
        else:
            result.append(_box(boxes[at]))
            at += 1
    return result


def _numbered(text: str) -> re.Match[str] | None:
    """ "3" or "3 Đột phá …"; "6 nhiệm vụ trọng tâm" counts what follows, it is not the sixth."""
    match = _NUMBERED.fullmatch(text)
    return match if match and (match[2] is None or match[2][0].isupper()) else None


def _numbered_run(boxes: Sequence[str], start: int) -> tuple[int, list[str], dict[int, str]]:
    """The longest run from `start` numbered 1 to n, n > 1: its end, titles inside it, boxes by number."""
    best: tuple[int, list[str], dict[int, str]] = (start, [], {})
    title: list[str] = []
    items: dict[int, str] = {}
    at = start
    while at < len(boxes):
        numbered = _numbered(boxes[at])
        if not numbered:
            if not items or title or _box(boxes[at]).kind is not _Is.LABEL:
                break
            title = [boxes[at]]
            at += 1
            continue
        number, text = int(numbered[1]), numbered[2]
        if text is None and at + 1 < len(boxes) and not _numbered(boxes[at + 1]):
            at += 1
            text = boxes[at]
        if text is None or number in items:
            break
        items[number] = f"{number} {text}"
        at += 1
        if len(items) > 1 and max(items) == len(items):
            best = (at, list(title), dict(items))
    return best


def _figures_captioned(boxes: list[_Box]) -> list[_Box]:
    """A figure and its caption in one line: captions stand above the figures where a run of both ends in a figure."""
    result: list[_Box] = []
    at = 0
    while at < len(boxes):
        end = at
        while end < len(boxes) and boxes[end].kind in (_Is.LABEL, _Is.FIGURE):
            end += 1
        run, at = boxes[at:end], end
        above = len(run) > 1 and run[-1].kind is _Is.FIGURE
        while run:
            box = run.pop(0)
            if box.kind is _Is.FIGURE and above and result and result[-1].kind is _Is.LABEL:
                result[-1] = _Box(_Is.LABEL, f"{result[-1].text} {box.text}")
            elif box.kind is _Is.FIGURE and run:
                caption = run.pop(0)
                result.append(_Box(_Is.LABEL, f"{box.text} {caption.text}"))
            elif box.kind is _Is.FIGURE and at < len(boxes) and boxes[at].kind is _Is.TEXT:
                result.append(_Box(_Is.TEXT, f"{box.text} {boxes[at].text}"))
                at += 1
            else:
                result.append(box)
        if at < len(boxes) and boxes[at].kind not in (_Is.LABEL, _Is.FIGURE):
            result.append(boxes[at])
            at += 1
    return result


def _columns_together(boxes: list[_Box]) -> list[_Box]:
    """Two rows of n labels and a row of n texts, the first label known as a field's, are n columns: read down."""
    for start, box in enumerate(boxes):
        if box.kind is not _Is.LABEL or meaning(box.text) is None:
            continue
        end = _run_end(boxes, start, _Is.LABEL)
        after = _run_end(boxes, end, _Is.TEXT)
        width = after - end
        if width > 1 and end - start == 2 * width:
            rows = (boxes[start : start + width], boxes[start + width : end], boxes[end:after])
            columns = [cell for column in zip(*rows, strict=True) for cell in column]
            return [*boxes[:start], *columns, *_columns_together(boxes[after:])]
    return boxes


def _run_end(boxes: list[_Box], start: int, kind: _Is) -> int:
    end = start
    while end < len(boxes) and boxes[end].kind is kind:
        end += 1
    return end


def _titles_above(boxes: list[_Box]) -> list[_Box]:
    """Labels that have nothing below them, though the text or list above them has no label, go above that.

    The last label of a slide has nothing below it. One before another label may be the title of a list of labels; it
    is known to belong to what is above only where that is a list of bullets.
    """
    result = list(boxes)
    for at, box in enumerate(boxes):
        last = at + 1 == len(boxes)
        after_bullets = 0 < at and boxes[at - 1].kind is _Is.BULLET and not last and boxes[at + 1].kind is _Is.LABEL
        if box.kind is not _Is.LABEL or not (last or after_bullets):
            continue
        for label in _labels_below(boxes, at):
            first = label - 1
            while first > 0 and boxes[first].kind is _Is.BULLET and boxes[first - 1].kind is _Is.BULLET:
                first -= 1
            result[first : label + 1] = [boxes[label], *boxes[first:label]]
    return result


def _labels_below(boxes: list[_Box], last: int) -> list[int]:
    """The labels that stand below their texts, up from `last`; none if the first text has a label above."""
    labels: list[int] = []
    at = last
    while at >= 0 and boxes[at].kind is _Is.LABEL:
        first = at
        while first > 0 and boxes[first - 1].kind in (_Is.TEXT, _Is.BULLET):
            first -= 1
        if first == at:
            return []
        labels.append(at)
        at = first - 1
    return labels if at < 0 or boxes[at].kind is _Is.LIST else []
