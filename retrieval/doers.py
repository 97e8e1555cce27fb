"""Who is asked for, and for which part. Knows how far a question word looks for the word that says what is done.

"Ai", "sở nào", "which department" stand for an agency or a person; a word near them says the part that is meant:
"sở nào … phối hợp", "trình lên cấp nào". An agency without any such word is asked for as the one that leads.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from dannguon.models import Field
from dannguon.retrieval.phrases import Match, PhraseTable, Token

_LEFT, _RIGHT, _LINKED = 2, 4, 12
"""Words of content between a question word and its part: before it, behind it, before it over a link."""
_LINKS = frozenset("la gom co voi cung thuoc ve cua by to with".split())
"""Directly before a question word these point back at what was said first: "phối hợp … gồm những sở nào"."""
_BOUNDS = frozenset({"và", "va", "and", "do"})
"""Beyond these a part is somebody else's: "… trình do ai lập", "ai ban hành và ai triển khai"."""
_PLURALS = frozenset("nhung cac may".split())
_BEFORE, _WEAK = 1.0, 1.5
"""What it costs a part to stand before its question word, and to be a verb that any of them may do."""
_WEAK_PARTS = frozenset({"duty", "does", "belongs"})
_Parts = dict[str | None, Field]
_LED: _Parts = dict.fromkeys(_WEAK_PARTS, Field.LEAD_AGENCY)
_OWN: _Parts = {
    "submits": Field.AUTHORITY,
    **{
        field.value: field
        for field in (
            Field.LEAD_AGENCY,
            Field.COORDINATING_AGENCIES,
            Field.MONITORING_AGENCY,
            Field.AUTHORITY,
            Field.ACCOUNTABLE_HEAD,
        )
    },
}
_MEANT: dict[str, _Parts] = {
    "agency": {**_OWN, **_LED, None: Field.LEAD_AGENCY},
    "firm": {**_OWN, "duty": Field.LEAD_AGENCY},
    "level": {**_OWN, **_LED, None: Field.AUTHORITY},
    "anyone": {**_OWN, **_LED, "duty": Field.ACCOUNTABLE_HEAD, "officers": Field.OFFICERS},
    "chief": {
        **dict.fromkeys((*_OWN, *_LED, None), Field.ACCOUNTABLE_HEAD),
        **dict.fromkeys(("authority", "submits"), Field.AUTHORITY),
    },
    "person": {
        **dict.fromkeys((*_OWN, *_LED, "officers", None), Field.OFFICERS),
        **dict.fromkeys(("duty", "accountable_head"), Field.ACCOUNTABLE_HEAD),
    },
    "thing": dict.fromkeys(("deliverable", "submits"), Field.DELIVERABLE),
    "paper": dict.fromkeys(("deliverable", "submits", None), Field.DELIVERABLE),
}
"""The field that each kind of question word asks for with a part (None: without any); with others it asks for none."""


@dataclass(frozen=True, slots=True)
class Doers:
    """The question words for agencies and people, by kind, and the words for what they do, by field."""

    whom: PhraseTable
    parts: PhraseTable

    def find(self, tokens: Sequence[Token], cues: Sequence[Match]) -> list[Match]:
        """The agencies and people asked for, as cues: `ask` with a word for their part, `who` without.

        `cues` are those found so far: words that ask for something else are not read again, and over words that
        carry nothing a part is as near as without them.
        """
        asking = [set(cue.words) for cue in cues if cue.section in ("ask", "intent")]
        whom = [one for one in self.whom.find(tokens) if all(_leaves(one, words) for words in asking)]
        asked = {at for match in whom for at in match.words}
        parts = [one for one in self.parts.find(tokens) if all(_leaves(one, words) for words in (asked, *asking))]
        idle = {at for cue in cues if cue.section == "polite" for at in cue.words}
        idle |= {at for match in parts if match.value == "duty" for at in match.words}
        near = [
            (cost, at, part)
            for at, match in enumerate(whom)
            for part, word in enumerate(parts)
            if word.value in _MEANT[match.value] and (cost := _cost(match, word, tokens, asked, idle)) is not None
        ]
        said: dict[int, Match] = {}
        for _, at, part in sorted(near):
            if at not in said and parts[part] not in said.values():
                said[at] = parts[part]
        return [cue for at, match in enumerate(whom) if (cue := _cue(match, said.get(at))) is not None]


def _leaves(match: Match, words: Set[int]) -> bool:
    """Whether a match stands beside other words: it shares nothing, or holds them whole ("văn | phòng nào")."""
    return words.isdisjoint(match.words) or words < set(match.words)


def _cue(whom: Match, part: Match | None) -> Match | None:
    field = _MEANT[whom.value].get(part.value if part else None)
    if field is None:
        return None
    words = tuple(sorted({*whom.words, *(part.words if part else ())}))
    alone = part is None or part.value == "belongs"
    return Match("who" if alone and field is Field.LEAD_AGENCY else "ask", field.value, words[0], words[-1] + 1, words)


def _cost(whom: Match, part: Match, tokens: Sequence[Token], asked: Set[int], idle: Set[int]) -> float | None:
    """How far the part is from the question word; None out of reach, over a mark or over another question word."""
    behind = part.start >= whom.end
    first, last = (whom.end, part.start) if behind else (part.end, whom.start)
    if last < first or any(tokens[at].opens or tokens[at].canonical in _BOUNDS for at in range(first, last + 1)):
        return None
    between = range(first, last)
    far = sum(at not in idle for at in between)
    reach = _RIGHT if behind else _LINKED if _is_linked(whom, tokens) else _LEFT
    if far > reach or not asked.isdisjoint(between):
        return None
    return far + _BEFORE * (not behind) + _WEAK * (part.value in _WEAK_PARTS)


def _is_linked(whom: Match, tokens: Sequence[Token]) -> bool:
    at = whom.start - 1
    while at > 0 and tokens[at].folded in _PLURALS:
        at -= 1
    return at >= 0 and tokens[at].folded in _LINKS
