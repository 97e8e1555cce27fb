"""Which cues of a question ask for a field. Knows a field asked for from a field's name in a title."""

from __future__ import annotations

from collections.abc import Sequence

from dannguon.models import AGENCY_FIELDS, Field
from dannguon.retrieval.asked import Intent
from dannguon.retrieval.phrases import Match, Token
from dannguon.retrieval.wording import Wording, polite_words

_JOINERS = {
    "vi": frozenset("va and cung voi hay hoac nhu roi the con la".split()),
    "en": frozenset("and or with then plus".split()),
}
_LEADS_IN = frozenset("kem neu nhu gom ghi biet with including give state and".split())
_SAYS = frozenset("ghi neu dat".split())
"""Between the name of a field and the words that ask for it: "thời hạn ghi thế nào"."""
_ASKS = frozenset("gi sao nao ai nhieu may what who".split())
_AMOUNT = frozenset("bao nhieu may la bang".split())
_PEOPLE = AGENCY_FIELDS | {Field.OFFICERS, Field.IMPLEMENTING_UNIT}


def asking_cues(wording: Wording, cues: Sequence[Match], listing: bool) -> list[Match]:
    """The cues that ask for a field, in the order of the text: see the head of `data/cues.yaml`."""
    strong = [c for c in cues if c.section == "ask" and not (listing and _counts(c))]
    weak = [c for c in cues if c.section == "name"]
    polite = polite_words(cues) | {at for c in cues if c.section == "who" or c.value == Intent.LIST for at in c.words}
    clauses = _Clauses(wording, polite)
    if listing:
        chosen = strong + [c for c in weak if _led_in(wording.tokens, c)]
    elif strong:
        chosen = strong + [c for c in weak if clauses.asks(c) or clauses.added(c)]
    else:
        chosen = [c for c in weak if clauses.stands_out(c) or clauses.asks(c)]
    while joined := [c for c in weak if c not in chosen and any(clauses.joined(c, other) for other in chosen)]:
        chosen += joined
    if not listing:
        people = [c for c in chosen if c.value in _PEOPLE]
        chosen += [c for c in cues if c.section == "who" and not any(clauses.together(c, other) for other in people)]
    return sorted(_without_repeats(chosen, wording.tokens), key=lambda c: c.start)


def asked_fields(asking: Sequence[Match], wording: Wording, of_document: bool) -> tuple[Field, ...]:
    """The fields asked for, each once. "Khi nào ban hành" asks a document for its date, a task for its deadline."""
    fields = []
    of_document = of_document or any(cue.value == Field.DOCUMENT_NUMBER for cue in asking)
    for cue in asking:
        field = Field(cue.value)
        named = {wording.tokens[at].folded for at in cue.words} == {"ngay", "ban", "hanh"}
        if field is Field.ISSUED_ON and not of_document and not named:
            field = Field.DUE
        fields.append(field)
    return tuple(dict.fromkeys(fields))


def _counts(cue: Match) -> bool:
    return cue.value in (Field.VALUE, Field.NAME)


def _led_in(tokens: Sequence[Token], cue: Match) -> bool:
    return cue.start > 0 and tokens[cue.start - 1].folded in _LEADS_IN


def _without_repeats(chosen: Sequence[Match], tokens: Sequence[Token]) -> list[Match]:
    """Without what only rounds off another field: "số văn bản … là bao nhiêu", "ghi chú … dẫn văn bản nào"."""
    values = {cue.value for cue in chosen}
    kept = list(chosen)
    if Field.NOTE in values:
        kept = [c for c in kept if c.value != Field.DOCUMENT_NUMBER]
    if values & {Field.DOCUMENT_NUMBER, Field.DUE}:
        kept = [c for c in kept if not (c.value == Field.VALUE and _only_amount(c, tokens))]
    return kept


def _only_amount(cue: Match, tokens: Sequence[Token]) -> bool:
    """Whether a cue at the end of the text says no more than "là bao nhiêu"."""
    return cue.end == len(tokens) and all(tokens[at].folded in _AMOUNT for at in cue.words)


class _Clauses:
    """Where the name of a field stands in its clause; `polite` words carry nothing there."""

    def __init__(self, wording: Wording, polite: set[int]) -> None:
        self._wording = wording
        self._tokens = wording.tokens
        self._polite = polite

    def stands_out(self, cue: Match) -> bool:
        """At the head of the question, at its tail, or with what it is a field of."""
        at_head = all(at in self._polite for at in range(cue.start))
        return at_head or self._at_tail(cue) or self._of_something(cue)

    def added(self, cue: Match) -> bool:
        """At the tail, or of something, after a comma or "and": "…, và thời hạn"."""
        return self._follows_joiner(cue) and (self._at_tail(cue) or self._of_something(cue))

    def asks(self, cue: Match) -> bool:
        """Whether its clause ends in words that ask, and nothing else: "…, thời hạn ra sao, …"."""
        asked = False
        for at in range(cue.end, len(self._tokens)):
            if self._tokens[at].opens or self._tokens[at].folded in ("va", "and"):
                break
            if at not in self._polite and self._tokens[at].folded not in _SAYS | _ASKS:
                return False
            asked = asked or self._tokens[at].folded in _ASKS
        return asked

    def joined(self, name: Match, other: Match) -> bool:
        """Whether only a comma or "and" stands between the name of a field and a word of another cue."""
        before = max((at for at in other.words if at < name.start), default=None)
        after = min((at for at in other.words if at >= name.end), default=None)
        return (before is not None and self._linked(before + 1, name.start)) or (
            after is not None and self._linked(name.end, after)
        )

    def together(self, cue: Match, other: Match) -> bool:
        """Whether two cues stand in one clause: no mark and no "and" between them."""
        first, last = sorted((cue, other), key=lambda c: c.start)
        between = self._tokens[first.start + 1 : last.start + 1]
        return not any(token.opens or token.folded in ("va", "and") for token in between)

    def _linked(self, start: int, end: int) -> bool:
        text = self._wording.text[self._tokens[start - 1].end : self._tokens[end].start]
        joins = [self._tokens[at].folded in _JOINERS[self._wording.language] for at in range(start, end)]
        linked = any(mark in text for mark in ",;/+&") or any(joins)
        carried = (at in self._polite or join for at, join in zip(range(start, end), joins, strict=True))
        return linked and len(joins) < 4 and all(carried)

    def _at_tail(self, cue: Match) -> bool:
        return all(at in self._polite for at in range(cue.end, len(self._tokens)))

    def _of_something(self, cue: Match) -> bool:
        return cue.end < len(self._tokens) and self._tokens[cue.end].folded in ("cua", "of", "for")

    def _follows_joiner(self, cue: Match) -> bool:
        for at in range(cue.start, -1, -1):
            if self._tokens[at].opens or (at < cue.start and self._tokens[at].folded in ("va", "and")):
                return True
            if at < cue.start and at not in self._polite:
                return False
        return False
