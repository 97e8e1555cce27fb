"""What a question named, said back to the person: agencies, documents, places, periods, words.

An echo states no fact of a record; it is a computed claim so that it can be written again from its inputs, and so
that no figure and no name stands in an answer outside of a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from dannguon.agencies import load_gazetteer
from dannguon.answer.claims import Claim, Computed
from dannguon.answer.renderings import CLOSING
from dannguon.due_rendering import render
from dannguon.kb import KnowledgeBase
from dannguon.labels import container_name, document_name, label, place_name
from dannguon.language import LANGUAGES, Language
from dannguon.models import Document, DueKind, Field, Kind, Milestone, Record
from dannguon.prompts.wording import load_wording

_TABLE_ROWS = (Kind.TASK, Kind.TARGET, Kind.GROUP)
_NAME_WORDS = 16
"""Words of a record's name that tell which row is spoken of."""


def words(phrase: str) -> Claim:
    """A phrase of the question itself, as read: a slip of typing is mended."""
    return Claim(phrase, (), computed=Computed("echo_words", {"words": phrase}))


def agency(agency_id: str, language: Language) -> Claim:
    """The official name of an agency; in English where it has one."""
    return Claim(agency_name(agency_id, language), (), computed=Computed("echo_agency", {"agency": agency_id}))


def document(source: Document, language: Language) -> Claim:
    """A document by kind and number: "Kế hoạch số 27-KH/BCĐTP", "Plan No. 27-KH/BCĐTP"."""
    return Claim(_document_name(source, language), (), computed=Computed("echo_document", {"document": source.slug}))


def place(source: Document | None, container: str, section: str, language: Language) -> Claim:
    """A part of a document, from small to large; `container` or `section` may be "", without a document None."""
    slug = source.slug if source else ""
    inputs: dict[str, str | int | list[str]] = {"document": slug, "container": container, "section": section}
    return Claim(_place(source, container, section, language), (), computed=Computed("echo_place", inputs))


def period(start: date | None, end: date | None, language: Language) -> Claim:
    """A span of days, either side open; at least one side is given."""
    inputs: dict[str, str | int | list[str]] = {
        "start": start.isoformat() if start else "",
        "end": end.isoformat() if end else "",
    }
    return Claim(_period(start, end, language), (), computed=Computed("echo_period", inputs))


def item(record: Record, language: Language) -> Claim:
    """Where a row stands in its annex ("STT 20", "STT II.2"), or in its document where it is no row of an annex."""
    return Claim(_item(record, language), (record.id,), computed=Computed("item", {}))


def row(record: Record, source: Document, language: Language) -> Claim:
    """A record by its place and how its name begins, where it is spoken of and not cited: a refusal cites nothing."""
    return Claim(_row(record, source, language), (), computed=Computed("echo_row", {"record": record.id}))


def successor(agency_id: str, language: Language) -> Claim:
    """The agency that carries the duties of a merged one today, with the legal basis where it is known."""
    return Claim(_successor(agency_id, language), (), computed=Computed("echo_successor", {"agency": agency_id}))


def agency_name(agency_id: str, language: Language) -> str:
    """The official name, in English where there is one."""
    known = load_gazetteer().get(agency_id)
    return known.english[0] if language == "en" and known.english else known.name


def _successor(agency_id: str, language: Language) -> str:
    gazetteer = load_gazetteer()
    name, basis = agency_name(gazetteer.current(agency_id), language), gazetteer.get(agency_id).basis
    return load_wording(language)("agency.basis").format(agency=name, basis=basis) if basis else name


def _document_name(source: Document, language: Language) -> str:
    kind = load_wording(language).find(f"list.documents.{source.type}", "list.documents.other")
    if language == "vi" or not source.number:
        return document_name(source)
    return kind.replace("{number}", source.number)


def _place(source: Document | None, container: str, section: str, language: Language) -> str:
    wording = load_wording(language)
    annex = container_name(container).removeprefix("mục ") if container else ""
    parts = []
    if section:
        parts.append(wording("list.section").replace("{section}", section))
    if container:
        in_words = "list.annex" if container.startswith("PL") else "list.section"
        parts.append(wording(in_words).replace("{annex}", annex.removeprefix("Phụ lục ")).replace("{section}", annex))
    if source is not None:
        parts.append(_document_name(source, language))
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _period(start: date | None, end: date | None, language: Language) -> str:
    milestone = Milestone("", DueKind.DAY if start == end else DueKind.RANGE, start, end)
    return render(milestone, language)


def _item(record: Record, language: Language) -> str:
    *containers, last = record.id.split("/")[1:]
    in_annex = all(container.startswith("PL") for container in containers)
    if record.kind in _TABLE_ROWS and record.ordinal and in_annex:
        return load_wording(language)("list.item").replace("{ordinal}", last)
    if language == "vi":
        return place_name(record)
    number = record.printed(Field.DOCUMENT_NUMBER)
    sections = [load_wording("en")("list.section").replace("{section}", one) for one in containers if one != "body"]
    return ", ".join([number or load_wording("en")("list.item").replace("{ordinal}", last), *reversed(sections)])


def _row(record: Record, source: Document, language: Language) -> str:
    place = label(record, source)
    if language == "en":
        container = record.id.split("/")[1] if record.kind in _TABLE_ROWS else ""
        annex = container if container.startswith("PL") else ""
        place = f"{_item(record, language)}, {_place(source, annex, '', language)}"
    name = " ".join(record.title.split()[:_NAME_WORDS]).rstrip(CLOSING)
    more = "…" if len(record.title.split()) > _NAME_WORDS else ""
    named = "" if record.kind is Kind.NEWS else f" (“{name}{more}”)"
    return place[:1].upper() + place[1:] + named


def _words_again(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    assert claim.computed is not None
    yield str(claim.computed.inputs["words"])


def _agency_again(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    assert claim.computed is not None
    yield from (agency_name(str(claim.computed.inputs["agency"]), language) for language in LANGUAGES)


def _successor_again(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    assert claim.computed is not None
    merged = str(claim.computed.inputs["agency"])
    if load_gazetteer().get(merged).merged_into:
        yield from (_successor(merged, language) for language in LANGUAGES)


def _document_again(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    assert claim.computed is not None
    source = kb.document(str(claim.computed.inputs["document"]))
    yield from (_document_name(source, language) for language in LANGUAGES)


def _place_again(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    assert claim.computed is not None
    inputs = claim.computed.inputs
    source = kb.document(str(inputs["document"])) if inputs["document"] else None
    for language in LANGUAGES:
        yield _place(source, str(inputs["container"]), str(inputs["section"]), language)


def _period_again(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    assert claim.computed is not None
    start, end = (_day(str(claim.computed.inputs[side])) for side in ("start", "end"))
    yield from (_period(start, end, language) for language in LANGUAGES)


def _row_again(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    assert claim.computed is not None
    record = kb.get(str(claim.computed.inputs["record"]))
    yield from (_row(record, kb.document(record.document), language) for language in LANGUAGES)


def _item_again(claim: Claim, kb: KnowledgeBase) -> Iterator[str]:
    yield from (_item(kb.get(claim.records[0]), language) for language in LANGUAGES)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


RULES: dict[str, Callable[[Claim, KnowledgeBase], Iterator[str]]] = {
    "echo_words": _words_again,
    "echo_agency": _agency_again,
    "echo_successor": _successor_again,
    "echo_document": _document_again,
    "echo_place": _place_again,
    "echo_period": _period_again,
    "echo_row": _row_again,
    "item": _item_again,
}
"""How each echo is written again, by the name of its computation."""
