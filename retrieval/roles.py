"""Which agency does what in a question. Knows how a role word finds its agency; hides the words between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from dannguon.agencies import Mention
from dannguon.models import Field
from dannguon.retrieval.asked import AgencyConstraint, Role, Share
from dannguon.retrieval.phrases import Match, Token

_ROLE_OF_NAME = {
    Field.LEAD_AGENCY: Role.LEAD,
    Field.COORDINATING_AGENCIES: Role.COORDINATING,
    Field.MONITORING_AGENCY: Role.MONITORING,
    Field.AUTHORITY: Role.AUTHORITY,
    Field.ACCOUNTABLE_HEAD: Role.ACCOUNTABLE,
}
_SHARES = {"alone": Share.ALONE, "joint": Share.JOINT}
"""Words that say with whom a role is shared; some hold the role as well ("đồng chủ trì")."""
_SHARED = frozenset({Role.LEAD, Role.MONITORING})
"""Roles of which it matters: "Sở A chỉ phối hợp" does not say that nobody else does."""
_RIGHT_FIRST = frozenset({Role.COORDINATING, Role.AUTHORITY, Role.ANY})
_BETWEEN = frozenset(
    "la lam duoc giao giu vai tro co quan don vi se dang phai dung ra minh mot rieng cung tu chi thi do boi voi cua va"
    " gom bao nhung cac is are does did the a by as agency of that which to with for must should khong dong deu chung"
    " only alone solely jointly not nguoi dau giam doc co ten neu dung trong o cot tai tham gia any viec".split()
)
_LINKS = frozenset({"va", "and", "&", "cung", "voi"})
_OR = frozenset({"hay", "hoac", "or"})
_BUT = frozenset({"nhung", "ma", "but"})
_NOUNS = frozenset({"intent", "kind"})
_ASKS_WHO = frozenset("ai nao gi which who whom what".split())
_REACH = 5


@dataclass(frozen=True, slots=True)
class _Group:
    """Agencies named side by side, as the tokens [start, end); `either`: one of them is enough ("A hoặc B")."""

    mentions: tuple[Mention, ...]
    start: int
    end: int
    either: bool = False


@dataclass(frozen=True, slots=True)
class Binding:
    """A role cue and the agencies it belongs to; `used` are the token positions that say so."""

    constraints: tuple[AgencyConstraint, ...]
    cue: Match
    used: frozenset[int]


def role_of(match: Match) -> Role | None:
    """The role that a cue speaks of, or None. The name of an agency field ("cơ quan chủ trì") speaks of it too."""
    if match.section == "role":
        return Role.LEAD if match.value in _SHARES else Role(match.value)
    return _ROLE_OF_NAME.get(Field(match.value)) if match.section == "name" else None


def _role_in(match: Match, tokens: Sequence[Token]) -> Role | None:
    """The role of a cue; words that ask for a field give one as well unless they ask who ("tham gia phối hợp")."""
    if match.section == "ask" and not any(tokens[at].folded in _ASKS_WHO for at in match.words):
        return _ROLE_OF_NAME.get(Field(match.value))
    return role_of(match)


def bind(
    text: str, tokens: Sequence[Token], cues: Sequence[Match], mentions: Sequence[Mention]
) -> tuple[list[Binding], list[Mention]]:
    """Give each role cue the agencies beside it, and return the mentions that no role has taken.

    "do Sở A và Sở B cùng chủ trì" binds both; "phối hợp với Sở A" looks to the right first, "Sở A chủ trì" to the left.
    "Được nêu tên" is a role of its own only where no other word gives one ("được nêu tên phối hợp").
    """
    groups = _groups(tokens, mentions)
    nouns = {word for m in cues if m.section in _NOUNS for word in range(m.start, m.end)}
    modifiers = [m for m in cues if m.section == "modifier"]
    bindings: list[Binding] = []
    free = list(groups)
    for cue in sorted(cues, key=lambda cue: role_of(cue) is Role.ANY):
        role = _role_in(cue, tokens)
        group = role and _beside(cue, role, free, tokens, nouns)
        if role is None or not group:
            continue
        free.remove(group)
        if tokens[cue.start].folded == "giao" and group.end <= cue.start:
            continue  # "văn bản UBND giao": the one that gives the task
        near = [m for m in modifiers if _touches(m, group, cue)]
        constraints = tuple(
            AgencyConstraint(
                agency=mention.id,
                role=role,
                text=text[mention.start : mention.end],
                negated=any(m.value == "negated" for m in near),
                either=group.either,
                share=_share(role, [cue, *near], group),
            )
            for mention in group.mentions
        )
        between = {*range(group.end, cue.start), *range(cue.end, group.start)} - nouns
        used = {*cue.words, *range(group.start, group.end), *between, *(word for m in near for word in m.words)}
        bindings.append(Binding(constraints, cue, frozenset(used)))
    bindings += list(_contrasted(bindings, cues, tokens))
    return bindings, [mention for group in free for mention in group.mentions]


def _contrasted(bindings: Sequence[Binding], cues: Sequence[Match], tokens: Sequence[Token]) -> Iterator[Binding]:
    """The second role of the same agencies: "Sở A không chủ trì nhưng có phối hợp"."""
    bound = {binding.cue for binding in bindings}
    for cue in cues:
        role, opening = role_of(cue), tokens[max(0, cue.start - 2) : cue.start]
        before = [binding for binding in bindings if binding.cue.end <= cue.start]
        if role is None or cue in bound or not before:
            continue
        if any(token.folded in _BUT for token in opening):
            negated = any(token.folded in ("khong", "not") for token in opening)
            again = tuple(replace(c, role=role, negated=negated) for c in before[-1].constraints)
            yield Binding(again, cue, frozenset(range(cue.start - len(opening), cue.end)))


def _groups(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[_Group]:
    groups: list[_Group] = []
    for mention in mentions:
        inside = [at for at, token in enumerate(tokens) if mention.start <= token.start < mention.end]
        if not inside:
            continue
        start, end = inside[0], inside[-1] + 1
        between = {token.folded for token in tokens[groups[-1].end : start]} if groups else set()
        if groups and between <= _LINKS | _OR:
            last = groups.pop()
            known = {one.id for one in last.mentions}
            so_far = last.mentions if mention.id in known else (*last.mentions, mention)
            groups.append(_Group(so_far, last.start, end, last.either or bool(between & _OR)))
        else:
            groups.append(_Group((mention,), start, end))
    return groups


def _beside(
    cue: Match, role: Role, groups: Sequence[_Group], tokens: Sequence[Token], nouns: Set[int]
) -> _Group | None:
    left = next((g for g in reversed(groups) if g.end <= cue.start and _linked(tokens, g.end, cue.start, nouns)), None)
    right = next((g for g in groups if g.start >= cue.end and _linked(tokens, cue.end, g.start, frozenset())), None)
    passive = tokens[cue.end - 1].folded in ("by", "to", "cho", "for") or role in _RIGHT_FIRST
    return (right or left) if passive else (left or right)


def _linked(tokens: Sequence[Token], start: int, end: int, nouns: Set[int]) -> bool:
    """Whether only linking words stand there, or the noun listed ("Sở A có những nhiệm vụ nào phải phối hợp")."""
    words = [token.folded for at, token in enumerate(tokens[start:end], start) if at not in nouns]
    return len(words) <= _REACH and all(word in _BETWEEN for word in words)


def _touches(modifier: Match, group: _Group, cue: Match) -> bool:
    start, end = min(group.start, cue.start), max(group.end, cue.end)
    return start - 2 <= modifier.start and modifier.end <= end + 2


def _share(role: Role, said: Sequence[Match], group: _Group) -> Share:
    """With whom the role is shared; leads that are named together share it."""
    shares = {_SHARES[m.value] for m in said if m.value in _SHARES}
    if role not in _SHARED or (not shares and role is not Role.LEAD):
        return Share.ANY
    if len(shares) > 1:
        return Share.ANY  # "riêng hoặc chung"
    several = len(group.mentions) > 1 and not group.either
    return shares.pop() if shares else Share.JOINT if several else Share.ANY
