"""Which cues of a question ask for a field. Knows a field asked for from a field's name in a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dannguon.models import Field
from dannguon.retrieval.phrases import Match, Token, aligned
from dannguon.retrieval.wording import Wording, polite_words

_JOINERS = frozenset("va and cung voi hay hoac cung_nhu or roi the con la".split())
_LEADS_IN = frozenset("kem neu nhu gom ghi biet with including give state and".split())


def asking_cues(wording: Wording, cues: Sequence[Match], listing: bool) -> list[Match]:
    """The cues that ask for a field, in the order of the text: see the head of `data/cues.yaml`."""
    strong = [c for c in cues if c.section == "ask" and not (listing and _counts(c))]
    weak = [c for c in cues if c.section == "name"]
    polite = polite_words(cues)
    chosen = list(strong)
    if not strong and not listing:
        chosen = [c for c in weak if _stands_out(wording.tokens, c, polite)]
    elif not listing and re.search(r",| va | and ", aligned(wording.text)):
        chosen += [c for c in weak if _stands_out(wording.tokens, c, polite) and _of_something(wording.tokens, c)]
    if listing:
        chosen += [c for c in weak if _led_in(wording.tokens, c)]
    while joined := [
        c for c in weak if c not in chosen and any(_joined(wording, c, other, polite) for other in chosen)
    ]:
        chosen += joined
    return sorted(chosen, key=lambda c: c.start)


def _counts(cue: Match) -> bool:
    return cue.value in (Field.VALUE, Field.NAME)


def _stands_out(tokens: Sequence[Token], cue: Match, polite: set[int]) -> bool:
    at_head = all(at in polite for at in range(cue.start))
    at_tail = all(at in polite for at in range(cue.end, len(tokens)))
    return at_head or at_tail or _of_something(tokens, cue)


def _of_something(tokens: Sequence[Token], cue: Match) -> bool:
    return cue.end < len(tokens) and tokens[cue.end].folded in ("cua", "of", "for")


def _led_in(tokens: Sequence[Token], cue: Match) -> bool:
    return cue.start > 0 and tokens[cue.start - 1].folded in _LEADS_IN


def _joined(wording: Wording, one: Match, other: Match, polite: set[int]) -> bool:
    first, second = sorted((one, other), key=lambda c: c.start)
    between = range(first.end, second.start)
    text = wording.text[wording.tokens[first.end - 1].end : wording.tokens[second.start].start]
    linked = any(mark in text for mark in ",;/+&") or any(wording.tokens[at].folded in _JOINERS for at in between)
    return linked and len(between) < 4 and all(at in polite or wording.tokens[at].folded in _JOINERS for at in between)
