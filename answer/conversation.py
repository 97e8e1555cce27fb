"""What a turn means after the turns before it. Knows what people leave out; hides how it is filled in again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dannguon.agencies import load_gazetteer
from dannguon.answer.across import ALIKE, likeness, twin
from dannguon.answer.compare import ranks
from dannguon.answer.fillers import content_words
from dannguon.answer.reply import Reply
from dannguon.answer.topicality import coverage
from dannguon.kb import KnowledgeBase
from dannguon.models import AGENCY_FIELDS, Field, Kind, Record
from dannguon.retrieval.asked import AgencyConstraint, Constraints, Intent, Question, Reference
from dannguon.retrieval.reference import referenced
from dannguon.retrieval.search import Engine
from dannguon.text import fold

_LISTS = frozenset({Intent.LIST, Intent.COUNT, Intent.COMPARE})
_ASIDES = frozenset({Intent.SMALLTALK, Intent.OFFTOPIC, Intent.INJECTION})
_ALSO = re.compile(
    r"^\W*(?:(?:a|o|ua|u|uh|ok|roi|va|vay|the|ma|oh|well|so)\W+)*(?:con|the con|vay con|what about|how about|and)\b|"
    r"^\W*va\b|\bthi sao\b"
)
"""How a turn opens or closes that asks the same of something else."""
_OF_THOSE = re.compile(
    r"\b(?:trong do|trong so do|trong so nay|trong danh sach|nhung viec do|cac viec do|of those|of them|of these|"
    r"ke ra|ke ten|liet ke|list them|show them|name them|"
    r"among them|viec nao|cai nao|nhiem vu nao|chi tieu nao|which (?:one|ones|of))\b"
)
_HOW_MANY = re.compile(r"\b(?:bao nhieu|may|how many)\b")
_ORDINAL = re.compile(
    r"\b(?:cai|viec|nhiem vu|muc|dong|chi tieu|the|cai thu|viec thu|nhiem vu thu)\s+(?:so\s+)?"
    r"(dau tien|dau|thu nhat|thu hai|thu ba|thu tu|thu nam|cuoi cung|cuoi|first|second|third|fourth|fifth|last)\b"
)
_PLACES = {
    **dict.fromkeys(("dau tien", "dau", "thu nhat", "first"), 0),
    **dict.fromkeys(("thu hai", "second"), 1),
    **dict.fromkeys(("thu ba", "third"), 2),
    **dict.fromkeys(("thu tu", "fourth"), 3),
    **dict.fromkeys(("thu nam", "fifth"), 4),
    **dict.fromkeys(("cuoi cung", "cuoi", "last"), -1),
}
_BOTH = re.compile(r"\b(?:hai (?:cai|viec|chi tieu|nhiem vu|muc)|ca hai|both|the two|these two)\b")
_ELSE = re.compile(r"\b(?:who else|else takes? part|ai nua|don vi nao nua|co quan nao nua|con ai)\b")
_DONE = re.compile(r"\b(?:xong roi|da xong|hoan thanh roi|da hoan thanh|already done|completed|finished)\b")
_BACK = re.compile(r"\b(?:quay lai|tro lai|quay ve|tro ve|luc nay|ban nay|luc dau|hoi nay|back to|earlier)\b")
_NUMBERED = re.compile(r"(?<![\w./-])(?:[IVX]+\.)?\d{1,3}(?:\.\d{1,2})?(?![\w%/-]|\.\d)")
_OFFICIAL = re.compile(r"(?<![\w./-])(\d{2,5})(?:/[\w-]+)?(?!\w)")
_STAYS = 6
"""A turn with so few words of its own, all of which the record in question has, is still about that record."""
_HELD = 0.85
"""For an English turn: the share of its words that the record has in Vietnamese."""
_MOST = 4
_RANKING = 3
"""Words of a turn that asks for the first of those listed: "cái nào nhiều cơ quan nhất"."""
_CALLED = 2
"""Words by which a record spoken of before is called again; one is enough after "quay lại"."""
_REMEMBERED = 40


@dataclass(frozen=True, slots=True)
class Thread:
    """What the conversation is about: the last question as it was meant, and the records that answered it.

    `about` are ids in the order shown; `before` those of the answer before; `fields` the last fields asked for;
    `listed` the last list or count of what an agency has to do; `past` the records of all answers, the latest first.
    """

    question: Question
    about: tuple[str, ...]
    before: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    listed: Question | None = None
    past: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with what it left out. `focus` are the ids of the records it is about, () when it says so itself.

    `inherits`: something came from the turns before, so people should see how it was read.
    """

    question: Question
    focus: tuple[str, ...] = ()
    inherits: bool = False


def follow(question: Question, thread: Thread | None, kb: KnowledgeBase, engine: Engine) -> Turn:
    """The question as it is meant after `thread`; unchanged when it speaks for itself."""
    if thread is None or question.intent in _ASIDES:
        return Turn(question)
    for reading in (_versions, _member, _place, _document, _number, _back, _agency, _same, _another):
        turn = reading(question, thread, kb, engine)
        if turn is not None:
            return turn
    return Turn(question)


def advance(turn: Turn, reply: Reply, thread: Thread | None) -> Thread | None:
    """The thread after a turn was answered; an aside or a refusal leaves it as it was."""
    if turn.question.intent in _ASIDES or (reply.reason is not None and not reply.about):
        return thread
    about = tuple(record.id for record in reply.about)
    fields = turn.question.fields or (thread.fields if thread and turn.inherits else ())
    asked = turn.question
    is_list = asked.intent in _LISTS and bool(asked.constraints.agencies)
    listed = asked if is_list else thread.listed if thread and turn.inherits else None
    past = (*about, *(thread.past if thread else ()))[:_REMEMBERED]
    return Thread(asked, about, thread.about if thread else (), fields, listed, past)


def names_nothing(question: Question) -> bool:
    """Whether a question has no subject of its own: "hạn khi nào?" with nothing before it."""
    named = question.references or question.documents or question.unknown_documents or question.constraints
    says = named or content_words(question) or _agencies(question)
    return question.intent in (Intent.LOOKUP, Intent.STATUS) and not says


def _versions(question: Question, thread: Thread, kb: KnowledgeBase, engine: Engine) -> Turn | None:
    """ "Thay bằng văn bản nào?" after a question about a document."""
    if question.intent is not Intent.VERSION or question.documents or question.unknown_documents:
        return None
    documents = thread.question.documents or tuple(dict.fromkeys(kb.get(r).document for r in thread.about))
    unknown, references = thread.question.unknown_documents, thread.question.references
    return Turn(replace(question, documents=documents, unknown_documents=unknown, references=references), inherits=True)


def _member(question: Question, thread: Thread, kb: KnowledgeBase, engine: Engine) -> Turn | None:
    """One or some of the records listed before: by place in the list, by a further condition, or all, counted."""
    folded = fold(question.text)
    listed = thread.question.intent in _LISTS
    if (len(thread.about) < 2 and not listed) or question.references or question.documents:
        return None
    place = _ORDINAL.search(folded)
    if place is not None and -len(thread.about) <= _PLACES[place[1]] < len(thread.about):
        return Turn(question, (thread.about[_PLACES[place[1]]],), inherits=True)
    if _BOTH.search(folded):
        return Turn(question, thread.about[:2], inherits=True)
    of_those = _OF_THOSE.search(folded)
    done = _done(thread, kb) if (of_those or listed) and _DONE.search(folded) else ()
    if done:
        return Turn(replace(question, intent=Intent.LOOKUP), done, inherits=True)
    if listed and ranks(folded) and len(content_words(question)) <= _RANKING:
        merged = _merged(thread.question.constraints, question.constraints)
        return Turn(replace(thread.question, text=question.text, intent=Intent.LIST, constraints=merged), inherits=True)
    counted = question.intent is Intent.COUNT or _HOW_MANY.search(folded)
    if listed and not content_words(question) and (of_those or counted):
        merged = _merged(thread.question.constraints, question.constraints)
        intent = Intent.COUNT if counted else Intent.LIST
        return Turn(replace(thread.question, intent=intent, fields=question.fields, constraints=merged), inherits=True)
    return None


def _done(thread: Thread, kb: KnowledgeBase) -> tuple[str, ...]:
    """Those of the records listed whose text says that they are done."""
    members = [kb.get(record) for record in thread.about]
    return tuple(r.id for r in members if re.search(r"\bda hoan thanh\b", fold(r.text)))


def _place(question: Question, thread: Thread, kb: KnowledgeBase, engine: Engine) -> Turn | None:
    """ "Của phụ lục II cơ": the same question of another part of the document."""
    more = content_words(question) or question.references or question.constraints.agencies
    if not question.constraints.containers or more:
        return None
    before = thread.question
    container = question.constraints.containers[0]
    references = tuple(replace(reference, container=container) for reference in before.references)
    constraints = replace(before.constraints, containers=question.constraints.containers, sections=())
    fields = question.fields or thread.fields
    return Turn(replace(before, references=references, constraints=constraints, fields=fields), inherits=True)


def _document(question: Question, thread: Thread, kb: KnowledgeBase, engine: Engine) -> Turn | None:
    """ "Còn theo Kế hoạch 1413?": the same question of another document, about the same subject there."""
    own = question.references or question.constraints or question.unknown_documents or question.intent in _LISTS
    if own or not question.documents or content_words(question) or _agencies(question) or not thread.about:
        return None
    before = thread.question
    if before.intent in _LISTS:
        constraints = replace(before.constraints, containers=(), sections=())
        return Turn(replace(before, documents=question.documents, constraints=constraints), inherits=True)
    if len(question.documents) > 1 or before.intent not in (Intent.LOOKUP, Intent.STATUS):
        return None
    fields, last = question.fields or thread.fields, kb.get(thread.about[0])
    found = twin(last, question.documents[0], kb)
    named = replace(question, text=last.title, topic=last.title, fields=fields)
    for hit in engine.ranked(named, 1, documents=question.documents) if found is None else ():
        best = kb.get(hit.id)
        found = best if likeness(best.title, last.title, engine)[0] >= ALIKE else None
    return Turn(replace(question, fields=fields), (found.id,), inherits=True) if found else None


def _back(question: Question, thread: Thread, kb: KnowledgeBase, engine: Engine) -> Turn | None:
    """ "Quay lại đề án chuyển đổi kép": a record spoken of before, by words that it is called by."""
    words = content_words(replace(question, topic=_BACK.sub(" ", fold(question.topic))))
    own = question.references or question.documents or question.unknown_documents or question.constraints
    if own or question.intent in _LISTS or not words:
        return None
    said = {record: set(re.findall(r"[^\W_]+", fold(kb.get(record).title))) for record in thread.past}
    named = next((record for record, title in said.items() if set(words) <= title), None)
    if named is None or (len(words) < _CALLED and not _BACK.search(fold(question.text))):
        return None
    fields = question.fields or thread.fields
    return Turn(replace(question, fields=fields), (named,), inherits=True)


def _number(question: Question, thread: Thread, kb: KnowledgeBase, engine: Engine) -> Turn | None:
    """ "Còn 31.1?", "còn văn bản 4584?": another row of the same table."""
    if question.documents or any(r.container for r in question.references):
        return None
    fields = question.fields or thread.fields
    last = kb.get(thread.about[0]) if thread.about else None
    containers = [last.id.split("/")[1]] if last is not None and last.kind is not Kind.PASSAGE else []
    items = [r.item for r in question.references if r.item] + _NUMBERED.findall(question.topic)
    for container in (*containers, *thread.question.constraints.containers):
        for item in items:
            wanted = Reference(item, container=container, item=item, document=last.document if last else None)
            if referenced(wanted, kb.records):
                return Turn(replace(question, references=(wanted,), fields=fields), inherits=True)
    numbers = {n for n in _OFFICIAL.findall(question.text)} if len(content_words(question)) <= 1 else set()
    for record in kb.records:
        number = record.printed(Field.DOCUMENT_NUMBER) or ""
        if number and number.partition("/")[0] in numbers:
            return Turn(replace(question, fields=fields), (record.id,), inherits=not question.fields)
    return None


def _agency(question: Question, thread: Thread, kb: KnowledgeBase, engine: Engine) -> Turn | None:
    """ "Còn Sở Y tế thì sao?": the same list for another agency, or that agency's part in the same record."""
    agencies = list(dict.fromkeys(_agencies(question)))
    if not agencies or content_words(question) or question.intent in _LISTS or question.fields:
        return None
    alone = len(thread.about) == 1 and thread.question.intent not in _LISTS
    record = kb.get(thread.about[0]) if alone or (thread.about and thread.listed is None) else None
    fields = tuple(f for f in record.fields if f in AGENCY_FIELDS and agencies[0] in _ids(record, f)) if record else ()
    if thread.listed is not None and not fields:
        before = thread.listed
        swapped = tuple(AgencyConstraint(agencies[0], one.role, one.text) for one in before.constraints.agencies[:1])
        constraints = replace(before.constraints, agencies=swapped)
        return Turn(replace(before, constraints=constraints, text=question.text), inherits=True)
    if record is None:
        return None
    return Turn(
        replace(question, fields=fields or (Field.LEAD_AGENCY, Field.COORDINATING_AGENCIES)), (record.id,), True
    )


def _same(question: Question, thread: Thread, kb: KnowledgeBase, engine: Engine) -> Turn | None:
    """Another field of the same record: nothing else is named, or only words that the record itself has."""
    documents = question.documents and not question.old_version
    own = bool(question.references or documents or question.unknown_documents or question.constraints)
    if own or question.intent in _LISTS or not thread.about or len(thread.about) > _MOST:
        return None
    folded = fold(question.text)
    fields = question.fields or ((Field.COORDINATING_AGENCIES,) if _ELSE.search(folded) else ())
    if not fields and (question.old_version or _ALSO.search(folded)):
        fields = thread.fields
    focus = tuple(dict.fromkeys((*thread.before[:1], *thread.about[:1]))) if _BOTH.search(folded) else thread.about
    words, first = content_words(question), kb.get(focus[0])
    if question.old_version and words:
        return None
    prose = first.kind in (Kind.PASSAGE, Kind.NEWS, Kind.FOOTNOTE)
    if words and ((_ALSO.search(folded) and not prose) or not _stays(question, words, first, kb, engine)):
        return None
    text = f"{thread.question.text} {question.text}" if prose else question.text
    return Turn(replace(question, text=text, fields=fields), focus, inherits=True)


def _stays(question: Question, words: Sequence[str], record: Record, kb: KnowledgeBase, engine: Engine) -> bool:
    if question.language == "en":
        return len(words) <= _STAYS and coverage(question, record, kb, engine) >= _HELD
    return len(words) <= _STAYS and set(words) <= set(re.findall(r"[^\W_]+", fold(record.mended or record.text)))


def _another(question: Question, thread: Thread, kb: KnowledgeBase, engine: Engine) -> Turn | None:
    """ "Thế còn số sáng chế …?": the same fields of another subject; a bare modifier goes with the subject before."""
    if not _ALSO.search(fold(question.text)) or question.intent in _LISTS:
        return None
    fields = question.fields or thread.fields
    documents = question.documents or thread.question.documents
    words = content_words(question)
    if len(words) <= 3 and thread.question.topic and not question.documents:
        joined = f"{thread.question.topic} {question.topic}"
        merged = replace(question, text=joined, topic=joined, fields=fields, documents=documents)
        hits = [hit.id for hit in engine.ranked(merged, _MOST * 2, documents=documents) if hit.id not in thread.about]
        fitting = [hit for hit in hits if all(word in fold(kb.get(hit).text) for word in words)]
        beside = [hit for hit in fitting if thread.about and _table(hit) == _table(thread.about[0])]
        if fitting:
            return Turn(replace(question, fields=fields), ((beside or fitting)[0],), inherits=True)
    return Turn(replace(question, fields=fields, documents=documents), inherits=bool(thread.fields))


def _table(record: str) -> list[str]:
    """The document and the part of it in which a record stands."""
    return record.split("/")[:2]


def _agencies(question: Question) -> list[str]:
    return [*(c.agency for c in question.constraints.agencies), *load_gazetteer().ids(question.topic)]


def _ids(record: Record, name: Field) -> tuple[object, ...]:
    value = record.value(name)
    return value if isinstance(value, tuple) else ()


def _merged(before: Constraints, more: Constraints) -> Constraints:
    return replace(
        before,
        agencies=(*before.agencies, *more.agencies),
        due=more.due or before.due,
        containers=more.containers or before.containers,
        values=(*before.values, *more.values),
        due_kinds=more.due_kinds or before.due_kinds,
    )
