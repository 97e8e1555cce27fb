"""A document or an annex as a whole: what it says it is, and its parts. Knows how people ask for that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dannguon.answer import computed, echoes
from dannguon.answer.claims import Claim
from dannguon.answer.compose import Mark, Part, Sentence, fill, joined
from dannguon.answer.documents import facts_of
from dannguon.answer.fillers import content_words
from dannguon.answer.listing import listing, noun, short_name
from dannguon.answer.outline import Part as Section
from dannguon.answer.outline import parts_of, sections_of
from dannguon.answer.reply import Reply, Situation
from dannguon.answer.versions import note
from dannguon.models import Document, Field, Kind
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import Intent
from dannguon.retrieval.heads import HeadFact
from dannguon.text import canonical, fold

_WHATEVER = r"(?:nhung gi|gi|nao)"
_PLACES = r"(?:phu luc|phan|muc|chuong|annex(?:es)?|appendi\w+|parts?|sections?|chapters?)"
_COUNTED = re.compile(rf"\b(?:may|bao nhieu|how many) (?P<what>{_PLACES})\b")
_WHOLE = re.compile(
    r"\b(?:noi (?:ve )?(?:cai |viec )?gi|viet (?:ve )?gi|ve (?:cai |van de )?gi|"
    r"noi dung (?:cua no )?(?:la )?(?:gi|the nao|ra sao)|"
    rf"(?:gom|co|bao gom|chua) (?:nhung |cac )?(?:{_PLACES} |noi dung |tin tuc |tin |bai |muc tin )*{_WHATEVER}|"
    r"bo cuc|cau truc|muc luc|table of contents|structure|"
    r"what(?:'s| is| does| do)?\b.*\b(?:about|contain|cover|say|include|in))\b"
)
"""A whole is asked for, when these words and the document's name are all there is."""
_DIFFER = re.compile(r"\b(?:khac (?:nhau|gi|biet|o)|diem khac|so sanh|differ\w*|compare)\b")
_ASKING = re.compile(
    rf"\b(?:tom tat|tom luoc|tom gon|tong quan|noi dung chinh|noi dung chu yeu|y chinh|diem chinh|khai quat|so luoc|"
    rf"summari[sz]e|summary|overview|main (?:points|content)|key points|gist|{_PLACES}|tin tuc|tin|bai|"
    r"gom|bao gom|noi dung|noi|viet|chua|may|bao nhieu|ngan gon|giup|cover|contain|say|include|in|contents?|do|for|me|"
    r"please|(?:diem )?khac(?: nhau| biet)?|so sanh|(?:cho|diem|o) (?:nao|dau)|the nao|differ\w*|compare|between)\b"
)
_SAID_FIRST = (HeadFact.ABSTRACT, HeadFact.ISSUER, HeadFact.ISSUED_ON)


def overview(situation: Situation) -> Reply | None:
    """What a document says it is and which parts it has, or how many parts; the same for one annex.

    Of several documents each is told, also when it is asked where they differ: what a whole says is not compared.
    None when more than that is asked, or when no document is named.
    """
    sources = situation.question.documents or situation.documents
    if not sources or not _asks_for_a_whole(situation, several=len(sources) > 1):
        return None
    alone = [replace(situation, question=replace(situation.question, documents=(slug,))) for slug in sources]
    told = [_told(situation.kb.document(slug), one) for slug, one in zip(sources, alone, strict=True)]
    sentences = [sentence for one in told if one is not None for sentence in one.sentences]
    return Reply(tuple(sentences), separator="\n") if None not in told else None


def _told(source: Document, situation: Situation) -> Reply | None:
    question, kb = situation.question, situation.kb
    parts = parts_of(record for record in kb.records if record.document == source.slug)
    containers = question.constraints.containers
    counted = _COUNTED.search(fold(question.text))
    if containers:
        inside = [part for part in parts if part.container == containers[0]]
        told = _of_annex(source, inside[0], situation) if len(containers) == len(inside) == 1 else None
    elif counted is not None:
        told = _how_many(source, parts, counted["what"], situation)
    elif len(parts) == 1:
        told = _of_annex(source, parts[0], situation)
    else:
        told = _of_document(source, parts, situation)
    replaced = note(kb, source, situation.language)
    return replace(told, sentences=(*told.sentences, replaced)) if told and replaced else told


def _asks_for_a_whole(situation: Situation, *, several: bool) -> bool:
    """Whether nothing but a document is named: no row, no agency, no time, no subject of its own."""
    question = situation.question
    asked = replace(question.constraints, containers=())
    if asked or question.references or question.unknown_documents or set(question.fields) - {Field.VALUE, Field.NAME}:
        return False
    folded = fold(question.text)
    whole = question.intent is Intent.SUMMARY or _WHOLE.search(folded) or _COUNTED.search(folded)
    if not whole and not (several and _DIFFER.search(folded)):
        return False
    return not content_words(replace(question, topic=_ASKING.sub(" ", fold(question.topic))))


def _how_many(source: Document, parts: Sequence[Section], what: str, situation: Situation) -> Reply | None:
    words = load_wording(situation.language)
    annexes = what.startswith(("phu luc", "annex", "appendi"))
    wanted = [part for part in parts if bool(part.container) == annexes]
    if annexes and not wanted and len(parts) == 1:
        wanted = [part for part in parts if canonical(part.heading).startswith("phụ lục")]
    if not wanted:
        return None
    slots: dict[str, Part | Sequence[Part]] = {
        "document": echoes.document(source, situation.language),
        "count": computed.count_parts(source.slug, [part.container or part.heading for part in wanted]),
        "noun": words(f"overview.nouns.{'annex' if annexes else 'part'}.{'one' if len(wanted) == 1 else 'many'}"),
        "parts": joined([_line(part, situation) for part in wanted], "; "),
    }
    return Reply((fill(words("overview.counted"), slots),))


def _of_document(source: Document, parts: Sequence[Section], situation: Situation) -> Reply | None:
    name = echoes.document(source, situation.language)
    contents = [_contents(name, parts, situation)] if parts else []
    sentences = (*facts_of(source, _SAID_FIRST, situation), *contents)
    return Reply(sentences, separator="\n") if sentences else None


def _of_annex(source: Document, part: Section, situation: Situation) -> Reply | None:
    """The sections of an annex with the number of their rows; all its rows where it has no sections."""
    sections = sections_of(part)
    if not sections:
        rows = replace(situation.question, intent=Intent.LIST, fields=(), topic="")
        return listing(replace(situation, question=rows))
    language = situation.language
    place = echoes.place(source, part.container, "", language) if part.container else echoes.document(source, language)
    counted = fill(load_wording(language)("overview.rows"), {"place": place, "rows": tuple(_rows(part, situation))})
    return Reply((counted, _contents(place, sections, situation)), separator="\n")


def _contents(name: Claim, parts: Sequence[Section], situation: Situation) -> Sentence:
    lines: list[Part] = [*fill(load_wording(situation.language)("overview.contents"), {"name": name})]
    for part in parts:
        lines += ["\n- ", *_line(part, situation)]
        for news in (record for record in part.records if record.kind is Kind.NEWS):
            lines += ["\n  - ", *short_name(news), Mark((news.id,))]
    return tuple(lines)


def _line(part: Section, situation: Situation) -> Sentence:
    """A heading as printed, or an annex, with the number of its rows."""
    first = part.records[0]
    if part.container:
        named: Sentence = (echoes.place(None, part.container, "", situation.language), Mark((first.id,)))
    elif first.kind is Kind.NEWS:
        named = ("“", Claim(part.heading, (first.id,)), "”")
    else:
        named = ("“", Claim(part.heading, (first.id,)), "”", Mark((first.id,)))
    mixed = any(record not in part.rows and record.kind is not Kind.GROUP for record in part.records)
    return named if mixed else (*named, ": ", *_rows(part, situation))


def _rows(part: Section, situation: Situation) -> Iterator[Part]:
    yield computed.count_apart(tuple(record.id for record in part.rows))
    yield " " + noun(part.rows, len(part.rows), load_wording(situation.language))
