"""The conditions of a list in words. Knows how officials say them; hides how they are put as claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dannguon.answer import echoes
from dannguon.answer.claims import Claim
from dannguon.answer.compose import Part, Sentence, fill, joined
from dannguon.answer.reply import Situation
from dannguon.language import Language
from dannguon.models import Document, Record
from dannguon.prompts.wording import Wording, load_wording
from dannguon.retrieval.asked import AgencyConstraint, Constraints, DueConstraint, DueMode


def where(situation: Situation, records: Sequence[Record]) -> Sentence:
    """The places and documents that the question names, in its order; empty when it names neither.

    `records` are those found or looked through: an annex that no document name goes with is that of theirs when
    they are of one document.
    """
    asked = situation.question.constraints
    slugs = situation.question.documents or situation.documents
    if not slugs and (asked.containers or asked.sections):
        slugs = tuple(dict.fromkeys(record.document for record in records))[:1]
    sources = [situation.kb.document(slug) for slug in slugs]
    named = [(place,) for source in sources for place in _places(source, asked, situation.language)]
    return joined(named, load_wording(situation.language)("list.and"))


def _places(source: Document, asked: Constraints, language: Language) -> Iterator[Part]:
    if not asked.containers and not asked.sections:
        yield echoes.document(source, language)
        return
    for container in asked.containers or ("",):
        for section in asked.sections or ("",):
            yield echoes.place(source, container, section, language)


def conditions(situation: Situation, heading: Claim | None = None) -> Sentence:
    """All other conditions, ready to stand after the noun, with a leading space; empty when there is none.

    `heading` is the one that the set stands under when the question names it; it replaces the subject.
    """
    words = load_wording(situation.language)
    said = list(_said(situation, heading, words))
    return (" ", *joined(said, words("list.joiner"))) if said else ()


def _said(situation: Situation, heading: Claim | None, words: Wording) -> Iterator[Sentence]:
    asked, language = situation.question.constraints, situation.language
    if heading is not None:
        yield fill(words("list.under"), {"heading": heading})
    for phrase in asked.texts if heading is None else ():
        yield fill(words("list.about"), {"text": echoes.words(phrase)})
    for document in situation.question.unknown_documents:
        yield fill(words("list.carries"), {"text": echoes.words(document)})
    for group in _grouped(asked.agencies):
        key = f"list.roles.{'not_' if group[0].negated else ''}{group[0].role.value}"
        names = joined([(echoes.agency(one.agency, language),) for one in group], words("list.or"))
        shared = fill(words(f"list.shares.{group[0].share.value}"), {"agency": names})
        yield fill(words(key), {"agency": shared})
    for name in asked.officers:
        yield fill(words("list.officer"), {"name": echoes.words(name)})
    for value in asked.values:
        yield fill(words("list.value"), {"value": echoes.words(value.text)})
    for name in asked.empty:
        yield fill(words("list.empty"), {"field": words(f"fields.{name.value}")})
    for size in asked.sizes:
        yield fill(words("list.at_least"), {"text": echoes.words(size.text)})
    for cell in asked.cells:
        said = words("list.says").replace("{field}", words(f"fields.{cell.field.value}"))
        yield fill(said, {"text": echoes.words(cell.words)})
    if asked.due_kinds:
        yield joined([(words(f"list.due_kinds.{kind.value}"),) for kind in asked.due_kinds], words("list.or"))
    for due in asked.due:
        yield _period(due, situation, words)


def _grouped(agencies: Sequence[AgencyConstraint]) -> list[list[AgencyConstraint]]:
    """Each agency and role once, those of which one is enough together.

    An English question may give a name twice, with the Vietnamese in brackets.
    """
    distinct = {(one.agency, one.role, one.negated, one.share): one for one in agencies}.values()
    either = [one for one in distinct if one.either]
    return [*([one] for one in distinct if not one.either), *([either] if either else [])]


def _period(due: DueConstraint, situation: Situation, words: Wording) -> Sentence:
    if due.mode is DueMode.PRINTED:
        return fill(words("list.printed"), {"text": echoes.words(due.text)})
    if is_past(due, situation):
        return (words("list.past"),)
    return fill(words("list.due"), {"period": echoes.period(due.start, due.end, situation.language)})


def is_past(due: DueConstraint, situation: Situation) -> bool:
    """Whether the period asked for lies wholly before the day of the question and has no beginning."""
    return due.mode is DueMode.FALLS_IN and due.start is None and due.end is not None and due.end < situation.as_of
