"""A question as officials type it becomes a Question. Knows the order in which its parts are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from dannguon.agencies import Gazetteer, Mention, load_gazetteer
from dannguon.models import Field, Kind
from dannguon.retrieval.asked import AgencyConstraint, Constraints, Intent, Question, Reference, Role, Term
from dannguon.retrieval.asking import asking_cues
from dannguon.retrieval.cells import empty_cells, sized_cells
from dannguon.retrieval.catalogue import Catalogue, Named
from dannguon.retrieval.glossary import Glossary, load_glossary
from dannguon.retrieval.intents import intent_of, without_subject
from dannguon.retrieval.keyboard import has_marks
from dannguon.retrieval.periods import asked_periods
from dannguon.retrieval.phrases import Match
from dannguon.retrieval.reference import find_places
from dannguon.retrieval.roles import Binding, bind, role_of
from dannguon.retrieval.topics import is_topic, labels_after, topics_of
from dannguon.retrieval.values import asked_values
from dannguon.retrieval.wording import Span, Wording, overlaps, polite_words, worded
from dannguon.text import canonical

__all__ = ["Catalogue", "Question", "read_question"]

_LISTING = frozenset({Intent.LIST, Intent.COUNT, Intent.COMPARE})
_NOUNS = {"nhiem vu|dau viec|tasks?|assignments?": Kind.TASK, "chi tieu|targets?|indicators?": Kind.TARGET}
_PERSON = re.compile(
    r"\b(?:anh|chị|đồng chí|đ/c|ông|bà|cô|[ac](?=\.)|chuyên viên|cán bộ|mr|mrs|ms|officer)\.?"
    r"\s+(?P<name>\w+(?:\s+\w+){0,3})",
    re.IGNORECASE,
)


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
    wording = worded(text, glossary)
    named = _one_version(catalogue.named(wording.text))
    spans = [(one.start, one.end) for one in named]
    places = find_places(wording.text, spans)
    spans += [*places.spans, *_dates_after(wording.text, spans)]
    if places.containers or places.sections:
        spans += labels_after(wording.text, spans)
    mentions = _mentions(wording, gazetteer, spans)
    cues = [cue for cue in wording.cues if not overlaps(wording.span(cue), [*spans, *_spans(mentions)])]
    empty = [] if places.references else empty_cells(wording.text)
    sizes = [] if places.references else sized_cells(wording.text, spans)
    cells = [(start, end) for _, start, end in (*empty, *sizes)]
    outside = [cue for cue in cues if not overlaps(wording.span(cue), cells)]
    bindings, free = bind(wording.text, wording.tokens, outside, mentions)
    narrowed = not places.references and bool(mentions or cells or any(cue.section == "due" for cue in cues))
    intent = intent_of(wording, outside, bool(bindings), narrowed)
    listing = intent in _LISTING
    if listing:
        cues = outside
    else:
        empty, sizes, cells = [], [], []
        bindings, free = bind(wording.text, wording.tokens, cues, mentions)
    bound = {binding.cue for binding in bindings}
    due = asked_periods(
        wording.text, wording.tokens, cues, as_of=as_of, taken=spans, listing=listing or intent is Intent.CHECK
    )
    timed = {cue for cue in cues if any(overlaps(wording.span(cue), [(d.start, d.end)]) for d in due)}
    asking = asking_cues(wording, [c for c in cues if c not in bound | timed], listing)
    taken = [*spans, *cells, *((d.start, d.end) for d in due)]
    values = asked_values(wording.text, taken, listing, intent is Intent.CHECK)
    owned = _owned(wording.text, free) if listing else []
    people = _people(wording.text, mentions)
    narrowing = Constraints(
        agencies=tuple([*(c for binding in bindings for c in binding.constraints), *owned]),
        due=tuple(dict.fromkeys(asked.constraint for asked in due)),
        containers=places.containers,
        sections=places.sections,
        kinds=_kinds(wording, cues, listing),
        ongoing=listing and any(c.section == "due" and c.value == "ongoing" for c in cues),
        values=tuple(value for value, _, _ in values),
        officers=tuple(name for name, _, _ in people),
        empty=tuple(name for name, _, _ in empty),
        sizes=tuple(size for size, _, _ in sizes),
    )
    used = _used(wording, cues, asking, bindings, listing)
    used |= _around(cues, asking, [c.role for c in narrowing.agencies], used)
    used |= wording.within([(start, end) for _, start, end in people])
    read = [*spans[len(named) :], *cells, *((d.start, d.end) for d in due)]
    used |= wording.within([*_known_spans(named), *read])
    used |= wording.within([(start, end) for _, start, end in values])
    if owned:
        used |= wording.within(_spans(free))
    segments = _segments(wording, used, cues)
    topic = " ".join(wording.text[start:end] for start, end in segments)
    fields = _fields(asking, named, "" if intent is Intent.VERSION else topic)
    claimed = Constraints()
    unread: tuple[str, ...] = ()
    if listing:
        topics = topics_of(wording.text, segments)
        narrowing = replace(narrowing, texts=topics.texts, headings=topics.headings)
        unread = topics.unread
    elif intent is Intent.CHECK:
        claimed = replace(narrowing, containers=(), sections=(), kinds=())
        narrowing = Constraints(containers=narrowing.containers, sections=narrowing.sections, kinds=narrowing.kinds)
        fields = fields or _claimed_fields(claimed)
    if intent is Intent.LOOKUP and Field.PROGRESS in fields:
        intent = Intent.STATUS
    return Question(
        text=text,
        language=wording.language,
        toned=has_marks(text),
        intent=without_subject(intent, bool(fields or named or narrowing or places.references), topic),
        fields=fields,
        references=(*places.references, *_numbered(named)),
        documents=_documents(named, catalogue),
        unknown_documents=tuple(one.text for one in named if not one.slugs),
        old_version=any(one.old for one in named),
        constraints=narrowing,
        claimed=claimed,
        topic=topic,
        unread=unread,
        terms=tuple(_terms(wording, segments, free, spans, gazetteer, glossary)),
    )


def _mentions(wording: Wording, gazetteer: Gazetteer, taken: Sequence[Span]) -> list[Mention]:
    """The agencies named; "sở nào" names none, nor does a lone "so" without its tone."""
    words = [wording.tokens[at] for cue in wording.cues if cue.section == "ask" for at in cue.words]
    asking = [(word.start, word.end) for word in words]
    return [
        m
        for m in gazetteer.find(wording.text)
        if not overlaps((m.start, m.end), taken)
        and not overlaps((m.start, m.end), asking)
        and wording.text[m.start : m.end].casefold() != "so"
    ]


def _spans(mentions: Iterable[Mention]) -> list[Span]:
    return [(mention.start, mention.end) for mention in mentions]


def _known_spans(named: Sequence[Named]) -> list[Span]:
    """Documents of the corpus; those it lacks stay in the topic, since records speak of them."""
    return [(one.start, one.end) for one in named if one.slugs]


def _dates_after(text: str, documents: Sequence[Span]) -> list[Span]:
    """The date that belongs to a document's number: "Thông báo số 17-TB/BCĐ ngày 29/12/2025"."""
    found = (
        re.compile(r"\s*,?\s*(?:ngày|ngay|dated?)\s+\d[\d/.-]*\d", re.IGNORECASE).match(text, end)
        for _, end in documents
    )
    return [match.span() for match in found if match is not None]


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
    return [AgencyConstraint(m.id, Role.LEAD, text[m.start : m.end]) for m in free if not is_topic(text, m.start)]


def _people(text: str, mentions: Sequence[Mention]) -> list[tuple[str, int, int]]:
    """Names after a form of address, in capitals among small letters; with the place of address and name."""
    found = []
    for match in _PERSON.finditer(text):
        words = list(takewhile(lambda word: word[:1].isupper(), match["name"].split()))
        if words and not text.isupper() and not overlaps(match.span(), _spans(mentions)):
            name = " ".join(words)
            found.append((name, match.start(), match.start("name") + len(name)))
    return found


def _kinds(wording: Wording, cues: Sequence[Match], listing: bool) -> tuple[Kind, ...]:
    """The kinds of record meant; in a list also by the noun that is listed ("những chỉ tiêu nào")."""
    kinds = [Kind(cue.value) for cue in cues if cue.section == "kind"]
    listed = [c for c in cues if c.section == "intent" or (c.section == "name" and c.value == Field.VALUE)]
    words = [" ".join(wording.tokens[at].folded for at in cue.words) for cue in listed if listing]
    kinds += [kind for noun, kind in _NOUNS.items() if any(re.search(rf"\b{noun}\b", said) for said in words)]
    return tuple(dict.fromkeys(kinds))


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
    wording: Wording,
    segments: Sequence[Span],
    free: Sequence[Mention],
    taken: Sequence[Span],
    gazetteer: Gazetteer,
    glossary: Glossary,
) -> list[Term]:
    """What the topic is called elsewhere: short forms, English phrases and agencies by their Vietnamese names."""
    names = [m for m in free if overlaps((m.start, m.end), segments)]
    tokens = [
        token
        for token in wording.tokens
        if overlaps((token.start, token.end), segments)
        and not overlaps((token.start, token.end), [*taken, *_spans(names)])
    ]
    agencies = [Term(gazetteer.get(m.id).name, 1.0, wording.text[m.start : m.end]) for m in names]
    unlike = [term for term in agencies if canonical(term.text) != canonical(term.source)]
    return [*glossary.expand(tokens, wording.language), *unlike]


# -- what is left -----------------------------------------------------------------------------------------------


def _used(
    wording: Wording, cues: Sequence[Match], asking: Sequence[Match], bindings: Sequence[Binding], listing: bool
) -> set[int]:
    """The tokens that have been read as something."""
    polite = polite_words(cues)
    used = {at for cue in asking for at in range(cue.start, cue.end) if at in cue.words or at in polite}
    used |= {word for cue in cues if cue.section == "intent" for word in cue.words}
    used |= {word for cue in cues if cue.section == "polite" and len(cue.words) > 1 for word in cue.words}
    used |= {at for binding in bindings for at in binding.used}
    if listing:
        nouns = [cue for cue in cues if cue.section in ("kind", "due") or cue.value == Field.VALUE]
        used |= {word for cue in nouns for word in cue.words}
    return used


def _around(cues: Sequence[Match], asking: Sequence[Match], roles: Iterable[Role], used: set[int]) -> set[int]:
    """Words that only repeat a field asked for, beside what was read: "giao ai | chủ trì", "khi nào | xong"."""
    asked = {Field(cue.value) for cue in asking} | {_FIELD_OF_ROLE[role] for role in roles}
    polite = polite_words(cues)
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


def _segments(wording: Wording, used: set[int], cues: Sequence[Match]) -> list[Span]:
    """The stretches of text between what was read, without polite words at their ends."""
    polite = polite_words(cues)
    segments: list[Span] = []
    run: list[int] = []
    for at in [*range(len(wording.tokens)), None]:
        if at is not None and at not in used:
            run.append(at)
            continue
        while run and run[0] in polite:
            run.pop(0)
        while run and run[-1] in polite:
            run.pop()
        if run:
            segments.append((wording.tokens[run[0]].start, wording.tokens[run[-1]].end))
        run = []
    return segments
