"""Who is asked for, and for which part. Knows how far a question word looks for the word that says what is done.

"Ai", "sở nào", "which department" stand for an agency or a person; a word near them says the part that is meant:
"sở nào … phối hợp", "trình lên cấp nào". An agency without any such word is asked for as the one that leads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
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
_DUTY, _DOES, _BELONGS, _SUBMITS = "duty", "does", "belongs", "submits"
_WHAT = frozenset({"thing", "paper"})
_ALONE = {"agency": Field.LEAD_AGENCY, "level": Field.AUTHORITY, "paper": Field.DELIVERABLE}


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
        idle |= {at for match in parts if match.value == _DUTY for at in match.words}
        costs = sorted(
            (cost, at, part)
            for at, match in enumerate(whom)
            for part, word in enumerate(parts)
            if _field(match.value, word.value) is not None
            for cost in _cost(match, word, tokens, asked, idle)
        )
        said: dict[int, Match] = {}
        for _, at, part in costs:
            if at not in said and parts[part] not in said.values():
                said[at] = parts[part]
        return [cue for at, match in enumerate(whom) if (cue := _cue(match, said.get(at))) is not None]


def _leaves(match: Match, words: Set[int]) -> bool:
    """Whether a match stands beside other words: it shares nothing, or holds them whole ("văn | phòng nào")."""
    return words.isdisjoint(match.words) or words < set(match.words)


def _cue(whom: Match, part: Match | None) -> Match | None:
    field = _field(whom.value, part.value if part else None)
    if field is None:
        return None
    words = tuple(sorted({*whom.words, *(part.words if part else ())}))
    alone = part is None or part.value == _BELONGS
    return Match("who" if alone and field is Field.LEAD_AGENCY else "ask", field.value, words[0], words[-1] + 1, words)


def _field(whom: str, part: str | None) -> Field | None:
    """The field that a kind of question word asks for with this part; None when it asks for none."""
    if whom in _WHAT:
        return Field.DELIVERABLE if part in (Field.DELIVERABLE, _SUBMITS) else _ALONE.get(whom) if not part else None
    if whom == "person":
        return Field.ACCOUNTABLE_HEAD if part in (_DUTY, Field.ACCOUNTABLE_HEAD) else Field.OFFICERS
    if whom == "chief":
        return Field.AUTHORITY if part in (Field.AUTHORITY, _SUBMITS) else Field.ACCOUNTABLE_HEAD
    match part:
        case None:
            return _ALONE.get(whom)
        case Field.DELIVERABLE:
            return None
        case "submits":
            return Field.AUTHORITY
        case "duty":
            return Field.ACCOUNTABLE_HEAD if whom == "anyone" else Field.LEAD_AGENCY
        case Field.OFFICERS:
            return Field.OFFICERS if whom == "anyone" else None
        case "does" | "belongs":
            return None if whom == "firm" else Field.LEAD_AGENCY
    return Field(part)


def _cost(whom: Match, part: Match, tokens: Sequence[Token], asked: Set[int], idle: Set[int]) -> Iterator[float]:
    """How far the part is from the question word; nothing when a mark or another question word stands between."""
    behind = part.start >= whom.end
    between = range(whom.end, part.start) if behind else range(part.end, whom.start)
    first, last = (whom.end, part.start) if behind else (part.end, whom.start)
    if part.start < whom.end and part.end > whom.start:
        return
    if any(tokens[at].opens or tokens[at].canonical in _BOUNDS for at in range(first, last + 1)):
        return
    if not asked.isdisjoint(between):
        return
    far = sum(at not in idle for at in between)
    reach = _RIGHT if behind else _LINKED if _is_linked(whom, tokens) else _LEFT
    if far <= reach:
        yield far + _BEFORE * (not behind) + _WEAK * (part.value in (_DUTY, _DOES, _BELONGS))


def _is_linked(whom: Match, tokens: Sequence[Token]) -> bool:
    at = whom.start - 1
    while at > 0 and tokens[at].folded in _PLURALS:
        at -= 1
    return at >= 0 and tokens[at].folded in _LINKS
