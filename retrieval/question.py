"""A question as officials type it becomes a Question. Knows the order in which its parts are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dannguon.agencies import Gazetteer, Mention, load_gazetteer
from dannguon.doc_number import dates_after
from dannguon.models import Field
from dannguon.retrieval.asked import ROLE_FIELDS, Constraints, Intent, Question, Reference, Term
from dannguon.retrieval.asking import asked_fields, asking_cues
from dannguon.retrieval.catalogue import Catalogue, Named
from dannguon.retrieval.cells import empty_cells, sized_cells, told_cells
from dannguon.retrieval.glossary import Glossary, load_glossary
from dannguon.retrieval.intents import intent_of, without_subject, work_asked
from dannguon.retrieval.keyboard import has_marks
from dannguon.retrieval.leftover import repeated_words, segments_of, used_words
from dannguon.retrieval.narrowing import due_kinds_meant, kinds_meant, owned, people_named
from dannguon.retrieval.periods import asked_periods
from dannguon.retrieval.reference import find_places
from dannguon.retrieval.roles import bind
from dannguon.retrieval.topics import labels_after, topics_of
from dannguon.retrieval.values import asked_values
from dannguon.retrieval.wording import Span, Wording, overlaps, worded
from dannguon.text import canonical, fold

__all__ = ["Catalogue", "Question", "read_question"]

_WHETHER = re.compile(r"\b(?:co|da)\b.*\b(?:khong|chua)\W*$|\b(?:is|will|are) (?:it|they|this|that)\b")
"""A last clause that asks whether something is so, beside what is looked up."""
_LISTING = frozenset({Intent.LIST, Intent.COUNT, Intent.COMPARE})


def read_question(
    text: str,
    *,
    catalogue: Catalogue,
    as_of: date,
    gazetteer: Gazetteer | None = None,
    glossary: Glossary | None = None,
    also: Mapping[str, frozenset[str]] | None = None,
) -> Question:
    """Read a question; never raises.

    Args:
        text: anything; control characters are dropped, Telex and VNI residue and chat shorthand are spelt out.
        catalogue: the documents that "kế hoạch 27" or "bản tin" may mean.
        as_of: the day that "trong 30 ngày tới" and "quý này" count from; its year goes with "tháng 6".
        gazetteer: the agencies; the package's own by default.
        glossary: short forms and English terms; the package's own by default, better one with what the corpus defines.
        also: by word of `text`, the other words that it may be, where the marks were guessed; see `Mended`.
    """
    gazetteer, glossary = gazetteer or load_gazetteer(), glossary or load_glossary()
    wording = worded(text, glossary, also or {})
    named = _one_version(catalogue.named(wording.text))
    spans = [(one.start, one.end) for one in named]
    places = find_places(wording.text, spans)
    spans += [*places.spans, *dates_after(wording.text, [end for _, end in spans])]
    if places.containers or places.sections:
        spans += labels_after(wording.text, spans)
    mentions = _mentions(wording, gazetteer, spans)
    named_words = wording.within([*spans, *_spans(mentions)])
    cues = [cue for cue in wording.cues if named_words.isdisjoint(cue.words)]
    empty = [] if places.references else empty_cells(wording.text)
    sizes = [] if places.references else sized_cells(wording.text, spans)
    told = [] if places.references else told_cells(wording.text, [*spans, *_spans(mentions)])
    cells = [(start, end) for _, start, end in (*empty, *sizes, *told)]
    outside = [cue for cue in cues if not overlaps(wording.span(cue), cells)]
    acting = [m for m in mentions if not overlaps((m.start, m.end), cells)]
    bindings, free = bind(wording.text, wording.tokens, outside, acting)
    narrowed = not places.references and bool(mentions or cells or any(cue.section == "due" for cue in cues))
    intent = intent_of(wording, outside, bool(bindings), narrowed)
    work: set[int] = set()
    if intent is Intent.LOOKUP and mentions and not places.references and all(one.slugs for one in named):
        work = work_asked(wording, outside, named_words)
        intent = Intent.LIST if work else intent
    listing = intent in _LISTING
    if listing:
        cues = outside
    else:
        empty, sizes, told, cells = [], [], [], []
        bindings, free = bind(wording.text, wording.tokens, cues, mentions)
    bound = {binding.cue for binding in bindings}
    due = asked_periods(
        wording.text, wording.tokens, cues, as_of=as_of, taken=spans, listing=listing or intent is Intent.CHECK
    )
    timed = {cue for cue in cues if any(overlaps(wording.span(cue), [(d.start, d.end)]) for d in due)}
    asking = asking_cues(wording, [c for c in cues if c not in bound | timed], listing)
    taken = [*spans, *cells, *((d.start, d.end) for d in due)]
    values = asked_values(wording.text, taken, listing, intent is Intent.CHECK)
    owners = owned(wording.text, free) if listing else []
    people = people_named(wording.text, mentions)
    narrowing = Constraints(
        agencies=tuple([*(c for binding in bindings for c in binding.constraints), *owners]),
        due=tuple(dict.fromkeys(asked.constraint for asked in due)),
        containers=places.containers,
        sections=places.sections,
        kinds=kinds_meant(wording, cues, listing),
        due_kinds=due_kinds_meant(wording, cues) if listing else (),
        values=tuple(value for value, _, _ in values),
        officers=tuple(name for name, _, _ in people),
        empty=tuple(name for name, _, _ in empty),
        sizes=tuple(size for size, _, _ in sizes),
        cells=tuple(one for one, _, _ in told),
    )
    used = used_words(wording, cues, asking, bindings, listing)
    used |= repeated_words(cues, asking, [c.role for c in narrowing.agencies], used)
    used |= work | wording.within([(start, end) for _, start, end in people])
    read = [*spans[len(named) :], *cells, *((d.start, d.end) for d in due)]
    used |= wording.within([*_known_spans(named), *read])
    used |= wording.within([(start, end) for _, start, end in values])
    if owners:
        used |= wording.within(_spans(free))
    segments = segments_of(wording, used, cues)
    topic = " ".join(wording.text[start:end] for start, end in segments)
    references = (*places.references, *_numbered(named))
    about_document = any(one.slugs for one in named) and (intent is Intent.VERSION or not topic)
    of_document = about_document or any(reference.number is not None for reference in references)
    fields = asked_fields(asking, wording, of_document)
    if not listing and any(cue.value == "count_if_narrowed" for cue in cues):
        fields = tuple(dict.fromkeys((*fields, Field.VALUE)))  # "bao nhiêu dự án" of one row
    if intent is Intent.LOOKUP and fields and narrowing.due and _WHETHER.search(fold(wording.text)):
        fields = tuple(dict.fromkeys((*fields, Field.DUE)))  # "ai chủ trì và có xong trong năm nay không"
    overdue = [cue for cue in cues if cue.section == "due" and cue.value == "past" and len(cue.words) > 1]
    if intent is Intent.LOOKUP and overdue:
        fields = tuple(dict.fromkeys((*fields, Field.DUE)))  # "đã quá hạn chưa"
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
    terms = _terms(wording, segments, free, spans, gazetteer, glossary)
    return Question(
        text=text,
        language=wording.language,
        toned=has_marks(text),
        intent=without_subject(intent, bool(fields), bool(named or narrowing or references), topic),
        fields=fields,
        references=references,
        documents=_documents(named, catalogue),
        unknown_documents=tuple(one.text for one in named if not one.slugs),
        old_version=any(one.old for one in named),
        constraints=narrowing,
        claimed=claimed,
        topic=topic,
        unread=unread,
        terms=tuple(terms),
        synonyms=tuple(_synonyms(wording, segments, _spans(mentions), terms, glossary)),
    )


def _mentions(wording: Wording, gazetteer: Gazetteer, taken: Sequence[Span]) -> list[Mention]:
    """The agencies named; "sở nào" names none, nor does a lone "so" without its tone."""
    asking = {at for cue in wording.cues if cue.section == "ask" for at in cue.words}
    return [
        m
        for m in gazetteer.find(wording.text)
        if not overlaps((m.start, m.end), taken)
        and not wording.within([(m.start, m.end)]) <= asking
        and wording.text[m.start : m.end].casefold() != "so"
    ]


def _spans(mentions: Iterable[Mention]) -> list[Span]:
    return [(mention.start, mention.end) for mention in mentions]


def _known_spans(named: Sequence[Named]) -> list[Span]:
    """Documents of the corpus; those it lacks stay in the topic, since records speak of them."""
    return [(one.start, one.end) for one in named if one.slugs]


def _claimed_fields(claimed: Constraints) -> tuple[Field, ...]:
    fields = [ROLE_FIELDS[c.role][0] for c in claimed.agencies]
    fields += [Field.DUE] if claimed.due else []
    fields += [Field.VALUE] if claimed.values else []
    return tuple(dict.fromkeys(fields))


def _numbered(named: Sequence[Named]) -> tuple[Reference, ...]:
    """References to rows by a document number that no document of the corpus has ("văn bản 1252/VP-VX")."""
    return tuple(Reference(one.text, number=one.number) for one in named if not one.slugs and one.number)


def _one_version(named: Sequence[Named]) -> list[Named]:
    """Without "kế hoạch bị thay thế" beside a document named outright: that is then the one it replaces.

    "kế hoạch mới" names none outright: beside it the old one is meant as well.
    """
    outright = any(one.slugs and not one.old and any(map(str.isdigit, one.text)) for one in named)
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


def _synonyms(
    wording: Wording, segments: Sequence[Span], agencies: Sequence[Span], terms: Sequence[Term], glossary: Glossary
) -> list[Term]:
    """What documents may write for the topic's everyday words, beside those that are names of something."""
    if wording.language != "vi":
        return []
    names = {word for term in terms for word in term.source.split()}
    places = [(token, (token.start, token.end)) for token in wording.tokens]
    said = glossary.synonyms([t for t, at in places if overlaps(at, segments) and not overlaps(at, agencies)])
    return [term for term in said if names.isdisjoint(term.source.split())]
