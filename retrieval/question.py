"""A question as officials type it becomes a Question. Knows the order in which its parts are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import takewhile

from dannguon.agencies import Gazetteer, Mention, load_gazetteer
from dannguon.models import Field, Kind
from dannguon.retrieval.asked import (
    AgencyConstraint,
    Constraints,
    Intent,
    Language,
    Question,
    Reference,
    Role,
    Term,
    ValueConstraint,
)
from dannguon.retrieval.catalogue import Catalogue, Named
from dannguon.retrieval.cues import find_cues, language_of
from dannguon.retrieval.glossary import Glossary, load_glossary
from dannguon.retrieval.keyboard import decode, has_marks, unglue
from dannguon.retrieval.periods import asked_periods
from dannguon.retrieval.phrases import Match, Token, aligned, tokenize
from dannguon.retrieval.reference import find_places
from dannguon.retrieval.roles import Binding, bind, role_of
from dannguon.text import canonical, nfc, squeeze

__all__ = ["Catalogue", "Question", "read_question"]

_LISTING = frozenset({Intent.LIST, Intent.COUNT, Intent.COMPARE})
_JOINERS = frozenset("va and cung voi hay hoac cung_nhu or roi the con la".split())
_LEADS_IN = frozenset("kem neu nhu gom ghi biet with including give state and".split())
_LIST_VERBS = frozenset("liet ke danh list enumerate show give name".split())
_PLURALS = frozenset("cac nhung tat toan moi all".split())
_YES_NO_EN = frozenset("is are does do did has have was were will can".split())
_TOPIC_MARK = re.compile(
    r"\b(?:ve viec|ve|lien quan den|lien quan toi|noi ve|thuoc linh vuc|linh vuc"
    r"|about|regarding|concerning|related to|on)\s+$"
)
_FIGURE = re.compile(
    r"(?P<pre>tu|tren|hon|lon hon|cao hon|duoi|nho hon|it hon|thap hon|it nhat|toi thieu|toi da|khong qua|at least|minimum"
    r"|more than|over|above|less than|below|under|at most|dat|bang|la|>=|<=|[≥≤><=])?\s*(?<![\w./-])"
    r"(?P<n>\d+(?:[.,]\d+)*)(?![\d./-]|\s*(?:thang|nam|ngay|tuan|gio|nhiem|chi tieu|tasks?|days?|months?)\b)\s*"
    r"(?P<unit>%|phan tram\b|percent\b|per cent\b)?\s*(?P<post>tro len|tro xuong|or more|or higher|or less|or above)?"
)
_PERSON = re.compile(
    r"\b(?:anh|chị|đồng chí|đ/c|ông|bà|cô|[ac](?=\.)|chuyên viên|cán bộ|mr|mrs|ms|officer)\.?"
    r"\s+(?P<name>\w+(?:\s+\w+){0,3})",
    re.IGNORECASE,
)
_COMPARISONS = {
    words: sign
    for sign, group in {
        "≥": "tu|it nhat|toi thieu|at least|minimum|>=|≥|tro len|or more|or higher|or above",
        ">": "tren|hon|lon hon|cao hon|more than|over|above|>",
        "<": "duoi|nho hon|it hon|thap hon|less than|below|under|<",
        "≤": "toi da|khong qua|at most|<=|≤|tro xuong|or less",
    }.items()
    for words in group.split("|")
}


@dataclass(frozen=True, slots=True)
class _Typed:
    """The question as it is read: mended text, its tokens and the cues in them."""

    text: str
    tokens: Sequence[Token]
    cues: Sequence[Match]
    language: Language


def read_question(
    text: str,
    *,
    catalogue: Catalogue,
    as_of: date,
    gazetteer: Gazetteer | None = None,
    glossary: Glossary | None = None,
) -> Question:
    """Read a question; never raises.

    Args:
        text: anything; control characters are dropped, Telex and VNI residue and chat shorthand are spelt out.
        catalogue: the documents that "kế hoạch 27" or "bản tin" may mean.
        as_of: the day that "trong 30 ngày tới" and "quý này" count from; its year goes with "tháng 6".
        gazetteer: the agencies; the package's own by default.
        glossary: short forms and English terms; the package's own by default, better one with what the corpus defines.
    """
    gazetteer, glossary = gazetteer or load_gazetteer(), glossary or load_glossary()
    typed = _typed(text, glossary)
    named = _one_version(catalogue.named(typed.text))
    spans = [(one.start, one.end) for one in named]
    places = find_places(typed.text, [(one.start, one.end) for one in named])
    spans += places.spans
    mentions = _mentions(typed, gazetteer, spans)
    cues = [cue for cue in typed.cues if not _overlaps(*_extent(cue, typed.tokens), [*spans, *_places_of(mentions)])]
    bindings, free = bind(typed.text, typed.tokens, cues, mentions)
    bound = {binding.cue for binding in bindings}
    narrowed = not places.references and (bool(mentions) or any(cue.section == "due" for cue in cues))
    intent = _intent(typed, cues, bool(bindings), narrowed)
    listing = intent in _LISTING
    due = asked_periods(
        typed.text, typed.tokens, cues, as_of=as_of, taken=spans, listing=listing or intent is Intent.CHECK
    )
    timed = {cue for cue in cues if any(_overlaps(*_extent(cue, typed.tokens), [(d.start, d.end)]) for d in due)}
    asking = _asking(typed, [c for c in cues if c not in bound | timed], listing)
    values = _values(typed.text, [*spans, *((d.start, d.end) for d in due)], listing, intent is Intent.CHECK)
    owned = _owned(typed.text, free) if listing else []
    people = _people(typed.text, mentions)
    narrowing = Constraints(
        agencies=tuple([*(c for binding in bindings for c in binding.constraints), *owned]),
        due=tuple(asked.constraint for asked in due),
        containers=places.containers,
        sections=places.sections,
        kinds=_kinds(cues),
        ongoing=listing and any(c.section == "due" and c.value == "ongoing" for c in cues),
        values=tuple(value for value, _, _ in values),
        officers=tuple(name for name, _, _ in people),
    )
    used = _used(typed, cues, asking, bindings, listing)
    used |= _around(cues, asking, [c.role for c in narrowing.agencies], used)
    used |= _within(typed.tokens, [(start, end) for _, start, end in people])
    used |= _within(typed.tokens, [*_known_spans(named), *places.spans, *((d.start, d.end) for d in due)])
    used |= _within(typed.tokens, [(start, end) for _, start, end in values])
    if owned:
        used |= _within(typed.tokens, _places_of(free))
    segments = _segments(typed, used, cues)
    topic = " ".join(typed.text[start:end] for start, end in segments)
    fields = _fields(asking, named, "" if intent is Intent.VERSION else topic)
    claimed = Constraints()
    if listing:
        texts = tuple(typed.text[s:e] for s, e in segments if _TOPIC_MARK.search(aligned(typed.text[:s])))
        narrowing = replace(narrowing, texts=texts)
    elif intent is Intent.CHECK:
        claimed = replace(narrowing, containers=(), sections=(), kinds=())
        narrowing = Constraints(containers=narrowing.containers, sections=narrowing.sections, kinds=narrowing.kinds)
        fields = fields or _claimed_fields(claimed)
    if intent is Intent.LOOKUP and Field.PROGRESS in fields:
        intent = Intent.STATUS
    return Question(
        text=text,
        language=typed.language,
        toned=has_marks(text),
        intent=_without_subject(intent, bool(fields or named or narrowing or places.references), topic),
        fields=fields,
        references=(*places.references, *_numbered(named)),
        documents=_documents(named, catalogue),
        unknown_documents=tuple(one.text for one in named if not one.slugs),
        old_version=any(one.old for one in named),
        constraints=narrowing,
        claimed=claimed,
        topic=topic,
        terms=tuple(_terms(typed, segments, free, spans, gazetteer, glossary)),
    )


def _typed(text: str, glossary: Glossary) -> _Typed:
    printable = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in nfc(text))
    clean = squeeze(printable)
    language = language_of(tokenize(clean))
    if language == "vi":
        clean = unglue(decode(glossary.spell_out(clean), glossary.short_forms))
        language = language_of(tokenize(clean))
    tokens = tokenize(clean)
    return _Typed(clean, tokens, find_cues(tokens), language)


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < stop and first < end for first, stop in spans)


def _mentions(typed: _Typed, gazetteer: Gazetteer, taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """The agencies named; "sở nào" names none, nor does a lone "so" without its tone."""
    asking = {word for cue in typed.cues if cue.section == "ask" for word in cue.words}
    return [
        m
        for m in gazetteer.find(typed.text)
        if not _overlaps(m.start, m.end, taken)
        and not asking & _within(typed.tokens, [(m.start, m.end)])
        and typed.text[m.start : m.end].casefold() != "so"
    ]


def _extent(match: Match, tokens: Sequence[Token]) -> tuple[int, int]:
    return tokens[match.start].start, tokens[match.end - 1].end


def _places_of(mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in mentions]


def _known_spans(named: Sequence[Named]) -> list[tuple[int, int]]:
    """Documents of the corpus; those it lacks stay in the topic, since records speak of them."""
    return [(one.start, one.end) for one in named if one.slugs]


def _within(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> set[int]:
    return {at for at, token in enumerate(tokens) if _overlaps(token.start, token.end, spans)}


# -- intent -----------------------------------------------------------------------------------------------------

_ORDER = (Intent.INJECTION, Intent.CHECK, Intent.VERSION, Intent.COUNT, Intent.COMPARE, Intent.LIST, Intent.SUMMARY)


def _intent(typed: _Typed, cues: Sequence[Match], bound: bool, narrowed: bool) -> Intent:
    """What kind of answer is wanted.

    Args:
        bound: an agency has a role.
        narrowed: an agency or a deadline is named, so that a bare noun phrase may be a list.
    """
    values = {cue.value for cue in cues if cue.section == "intent"}
    asked = {Intent(value) for value in values if value != "count_if_narrowed"}
    if "count_if_narrowed" in values and bound:
        asked.add(Intent.COUNT)
    strong = any(cue.section == "ask" for cue in cues)
    if Intent.COUNT in asked and any(cue.section == "ask" and cue.value == Field.VALUE for cue in cues):
        asked.discard(Intent.COUNT)
    if Intent.LIST in asked and strong and not bound and not _explicit_list(typed, cues):
        asked.discard(Intent.LIST)
    for intent in _ORDER:
        if intent in asked:
            return intent
    if not strong and _is_yes_no(typed):
        return Intent.CHECK
    if not strong and narrowed and _starts_with_kind(cues):
        return Intent.LIST
    for intent in (Intent.OFFTOPIC, Intent.SMALLTALK):
        if intent in asked:
            return intent
    return Intent.LOOKUP


def _starts_with_kind(cues: Sequence[Match]) -> bool:
    """Whether the question opens with the kind of record meant: "nhiệm vụ thường xuyên của Công an Thành phố"."""
    content = [cue for cue in cues if cue.section != "polite"]
    return bool(content) and content[0].section == "kind" and content[0].start < 3


def _explicit_list(typed: _Typed, cues: Sequence[Match]) -> bool:
    """Whether many records are asked for although a field is, too: "liệt kê", or "các nhiệm vụ …" at the head."""
    for cue in cues:
        if cue.section == "intent" and cue.value == Intent.LIST:
            first = typed.tokens[cue.start].folded
            if first in _LIST_VERBS or (cue.start < 2 and first in _PLURALS):
                return True
    return False


def _is_yes_no(typed: _Typed) -> bool:
    words = [token.folded for token in typed.tokens]
    while words and words[-1] in ("a", "vay", "nhi", "em", "ban", "the", "nhe"):
        words.pop()
    if typed.language == "en":
        return bool(words) and words[0] in _YES_NO_EN and words[1:2] != ["there"]
    return (
        len(words) > 3
        and words[-1] in ("khong", "ko", "hong")
        and "co" in words[:-1]
        and not {"nao", "gi"} & set(words)
    )


def _without_subject(intent: Intent, has_subject: bool, topic: str) -> Intent:
    """A greeting before a question is only politeness; an off-topic word in a question about a document is none."""
    if intent is Intent.SMALLTALK and (has_subject or len(topic.split()) > 3):
        return Intent.LOOKUP
    return Intent.LOOKUP if intent is Intent.OFFTOPIC and has_subject else intent


# -- fields -----------------------------------------------------------------------------------------------------


def _asking(typed: _Typed, cues: Sequence[Match], listing: bool) -> list[Match]:
    """The cues that ask for a field, in the order of the text: see the head of `data/cues.yaml`."""
    strong = [c for c in cues if c.section == "ask" and not (listing and _counts(c))]
    weak = [c for c in cues if c.section == "name"]
    polite = _polite(cues)
    chosen = list(strong)
    if not strong and not listing:
        chosen = [c for c in weak if _stands_out(typed.tokens, c, polite)]
    elif not listing and re.search(r",| va | and ", aligned(typed.text)):
        chosen += [c for c in weak if _stands_out(typed.tokens, c, polite) and _of_something(typed.tokens, c)]
    if listing:
        chosen += [c for c in weak if _led_in(typed.tokens, c)]
    while joined := [
        c for c in weak if c not in chosen and any(_joined(typed, c, other, polite) for other in chosen)
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
    return cue.end < len(tokens) and tokens[cue.end].folded in ("cua", "of")


def _led_in(tokens: Sequence[Token], cue: Match) -> bool:
    return cue.start > 0 and tokens[cue.start - 1].folded in _LEADS_IN


def _joined(typed: _Typed, one: Match, other: Match, polite: set[int]) -> bool:
    first, second = sorted((one, other), key=lambda c: c.start)
    between = range(first.end, second.start)
    text = typed.text[typed.tokens[first.end - 1].end : typed.tokens[second.start].start]
    linked = any(mark in text for mark in ",;/+&") or any(typed.tokens[at].folded in _JOINERS for at in between)
    return linked and len(between) < 4 and all(at in polite or typed.tokens[at].folded in _JOINERS for at in between)


def _fields(asking: Sequence[Match], named: Sequence[Named], topic: str) -> tuple[Field, ...]:
    fields = list(dict.fromkeys(Field(cue.value) for cue in asking))
    about_document = any(one.slugs for one in named) and not topic
    if Field.ISSUED_ON in fields and not about_document:
        fields = [Field.DUE if field is Field.ISSUED_ON else field for field in fields]
    return tuple(dict.fromkeys(fields))


_FIELD_OF_ROLE = {
    Role.LEAD: Field.LEAD_AGENCY,
    Role.SOLE_LEAD: Field.LEAD_AGENCY,
    Role.JOINT_LEAD: Field.LEAD_AGENCY,
    Role.COORDINATING: Field.COORDINATING_AGENCIES,
    Role.MONITORING: Field.MONITORING_AGENCY,
    Role.ACCOUNTABLE: Field.ACCOUNTABLE_HEAD,
    Role.AUTHORITY: Field.AUTHORITY,
    Role.ANY: Field.LEAD_AGENCY,
}


def _claimed_fields(claimed: Constraints) -> tuple[Field, ...]:
    fields = [_FIELD_OF_ROLE[c.role] for c in claimed.agencies]
    fields += [Field.DUE] if claimed.due else []
    fields += [Field.VALUE] if claimed.values else []
    return tuple(dict.fromkeys(fields))


# -- constraints ------------------------------------------------------------------------------------------------


def _owned(text: str, free: Sequence[Mention]) -> list[AgencyConstraint]:
    """Agencies of a list without a role word: "nhiệm vụ của Sở Y tế" are those it leads; a topic names none."""
    return [
        AgencyConstraint(m.id, Role.LEAD, text[m.start : m.end])
        for m in free
        if not _TOPIC_MARK.search(aligned(text[: m.start]))
    ]


def _people(text: str, mentions: Sequence[Mention]) -> list[tuple[str, int, int]]:
    """Names after a form of address, in capitals among small letters; with the place of address and name."""
    found = []
    for match in _PERSON.finditer(text):
        words = list(takewhile(lambda word: word[:1].isupper(), match["name"].split()))
        if words and not text.isupper() and not _overlaps(*match.span(), _places_of(mentions)):
            name = " ".join(words)
            found.append((name, match.start(), match.start("name") + len(name)))
    return found


def _kinds(cues: Sequence[Match]) -> tuple[Kind, ...]:
    return tuple(dict.fromkeys(Kind(cue.value) for cue in cues if cue.section == "kind"))


def _values(
    text: str, taken: Sequence[tuple[int, int]], listing: bool, checking: bool
) -> list[tuple[ValueConstraint, int, int]]:
    if not (listing or checking):
        return []
    found = []
    for match in _FIGURE.finditer(aligned(text)):
        if _overlaps(match.start("n"), match.end("n"), taken):
            continue
        sign = _COMPARISONS.get(match["post"] or "") or _COMPARISONS.get(match["pre"] or "", "=")
        if not match["unit"] and not match["post"] and (match["pre"] is None or (sign == "=" and not checking)):
            continue
        unit = "%" if match["unit"] else ""
        value = ValueConstraint(sign, _decimal(match["n"]), unit, text[match.start() : match.end()].strip())
        found.append((value, match.start(), match.end()))
    return found


def _decimal(printed: str) -> Decimal:
    """A number as Vietnamese writes it: "." groups thousands, "," is the decimal mark; "1.5" is one and a half."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", printed):
        printed = printed.replace(".", "")
    return (
        Decimal(printed.replace(",", "."))
        if printed.count(",") + printed.count(".") < 2
        else Decimal(re.sub(r"\D", "", printed))
    )


def _numbered(named: Sequence[Named]) -> tuple[Reference, ...]:
    """References to rows by a document number that no document of the corpus has ("văn bản 1252/VP-VX")."""
    return tuple(Reference(one.text, number=one.number) for one in named if not one.slugs and one.number)


def _one_version(named: Sequence[Named]) -> list[Named]:
    """Without "kế hoạch bị thay thế" beside a document named outright: that is then the one it replaces."""
    outright = any(one.slugs and not one.old for one in named)
    return [one for one in named if not (one.old and outright)]


def _documents(named: Sequence[Named], catalogue: Catalogue) -> tuple[str, ...]:
    wanted = {slug for one in named for slug in one.slugs}
    return tuple(d.slug for d in catalogue.documents if d.slug in wanted)


def _terms(
    typed: _Typed,
    segments: Sequence[tuple[int, int]],
    free: Sequence[Mention],
    taken: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    glossary: Glossary,
) -> list[Term]:
    """What the topic is called elsewhere: short forms, English phrases and agencies by their Vietnamese names."""
    names = [m for m in free if _overlaps(m.start, m.end, segments)]
    tokens = [
        token
        for token in typed.tokens
        if _overlaps(token.start, token.end, segments)
        and not _overlaps(token.start, token.end, [*taken, *_places_of(names)])
    ]
    agencies = [Term(gazetteer.get(m.id).name, 1.0, typed.text[m.start : m.end]) for m in names]
    unlike = [term for term in agencies if canonical(term.text) != canonical(term.source)]
    return [*glossary.expand(tokens, typed.language), *unlike]


# -- what is left -----------------------------------------------------------------------------------------------


def _used(
    typed: _Typed, cues: Sequence[Match], asking: Sequence[Match], bindings: Sequence[Binding], listing: bool
) -> set[int]:
    """The tokens that have been read as something."""
    polite = _polite(cues)
    used = {at for cue in asking for at in range(cue.start, cue.end) if at in cue.words or at in polite}
    used |= {word for cue in cues if cue.section == "intent" for word in cue.words}
    used |= {word for cue in cues if cue.section == "polite" and len(cue.words) > 1 for word in cue.words}
    used |= {at for binding in bindings for at in binding.used}
    if listing:
        used |= {word for cue in cues if cue.section in ("kind", "due") for word in cue.words}
    return used


def _around(cues: Sequence[Match], asking: Sequence[Match], roles: Iterable[Role], used: set[int]) -> set[int]:
    """Words that only repeat a field asked for, directly beside what was read: "giao ai | chủ trì", "khi nào | xong"."""
    asked = {Field(cue.value) for cue in asking} | {_FIELD_OF_ROLE[role] for role in roles}
    polite = _polite(cues)
    more: set[int] = set()
    for cue in cues:
        role = role_of(cue)
        repeats = (
            (cue.section == "name" and Field(cue.value) in asked)
            or (role is not None and _FIELD_OF_ROLE[role] in asked)
            or (cue.section == "due" and Field.DUE in asked)
        )
        before = next((at for at in range(cue.start - 1, -1, -1) if at not in polite or at in used), -1)
        if repeats and ({before, cue.end} & (used | more)):
            more.update(cue.words)
    return more


def _polite(cues: Sequence[Match]) -> set[int]:
    """Words that carry nothing at the edge of a topic; a "không" that belongs to no agency is one."""
    return {word for cue in cues if cue.section == "polite" or cue.value == "negated" for word in cue.words}


def _segments(typed: _Typed, used: set[int], cues: Sequence[Match]) -> list[tuple[int, int]]:
    """The stretches of text between what was read, without polite words at their ends."""
    polite = _polite(cues)
    segments: list[tuple[int, int]] = []
    run: list[int] = []
    for at in [*range(len(typed.tokens)), None]:
        if at is not None and at not in used:
            run.append(at)
            continue
        while run and run[0] in polite:
            run.pop(0)
        while run and run[-1] in polite:
            run.pop()
        if run:
            segments.append((typed.tokens[run[0]].start, typed.tokens[run[-1]].end))
        run = []
    return segments
