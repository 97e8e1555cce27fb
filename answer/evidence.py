"""Does a record bear out an answer? Knows what a question needs of the record beside its topic, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from dannguon.agencies import load_gazetteer
from dannguon.answer.attributes import phrase_pattern, unstated
from dannguon.answer.topicality import Standing, coverage, function_words, is_about, said_of
from dannguon.doc_number import find_numbers, number_key, undated
from dannguon.kb import KnowledgeBase
from dannguon.models import Field, Kind, Record
from dannguon.retrieval.asked import Intent, Question
from dannguon.retrieval.reference import referenced
from dannguon.retrieval.search import Engine
from dannguon.text import fold, syllables

_YEAR = re.compile(r"\b(?:nam |year )?(20\d\d)\b")
_WEEK = re.compile(r"\b(?:tuan|week)(?: thu)?(?: so)? (\d{1,2})\b")
_DAY = re.compile(
    r"(?:(?P<before>[a-z]+) +)?ngay (?P<day>\d{1,2})(?:[/.-]| thang )(?P<month>\d{1,2})(?:[/.-]| nam )(?P<year>20\d\d)"
)
_EITHER = re.compile(r"\b(?:hay|or)\b")
_COUNTED_FROM = frozenset({"den", "toi", "truoc", "sau", "tu", "tinh", "het", "han"})
"""Before a day: the end of a period, not when something happened."""
_TOLD = re.compile(
    r"\([^()]*\)\W*$|(?:phê duyệt|ban hành|thông qua|quy định|công bố) (?:tại|theo|bằng|trong) [^.;\n]{0,80}",
    re.IGNORECASE,
)
_SETS = frozenset({Intent.LIST, Intent.COUNT})
_CONTENTS = re.compile(r"\b(?:noi dung|gom|quy dinh|neu|co) (?:\w+ ){0,4}?(?:nhung|cac|\d+) (?:\w+ ){1,3}(?:nao|gi)\b")
_REFERRING = frozenset({Kind.PASSAGE, Kind.LEGAL_BASIS, Kind.FOOTNOTE})
_HALF = 0.5
"""A row that holds half of the topic's words may be said not to state something, though another row rivals it."""
_WORD = re.compile(r"[^\W\d_]+")
_ISSUE = re.compile(r"\D*?(?P<kind>[^\W\d_][^\d]*?)\s*(?:số|so|no\.?|thứ)?\s*(?P<number>\d+)", re.IGNORECASE)


class Why(StrEnum):
    """Why a record does not answer."""

    TOPIC = "topic"
    ATTRIBUTE = "attribute"
    PLACE = "place"
    PERIOD = "period"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Lack:
    """What a record fails to state: an attribute by its name, a place, a period or a document as typed, or "" """

    why: Why
    what: str = ""


def lack(question: Question, record: Record, standing: Standing, kb: KnowledgeBase, engine: Engine) -> Lack | None:
    """What the record fails to state of what is asked; None when it bears out an answer.

    `standing` is that of the best record of the search which found it.
    """
    seen = (question, record, standing, kb, engine)
    texts = said_of(record, kb)
    held = fold(texts)
    if attribute := unstated(question, record, texts):
        spoken_of = _is_placed(question) or coverage(question, record, kb, engine) >= _HALF or is_about(*seen)
        return Lack(Why.ATTRIBUTE, attribute) if spoken_of else Lack(Why.TOPIC)
    if place := _other_place(question, held, engine):
        return Lack(Why.PLACE, place)
    if document := _other_document(question, record, held):
        return Lack(Why.DOCUMENT, document)
    if _only_mentioned(question, record):
        return Lack(Why.DOCUMENT, question.unknown_documents[0])
    if _other_agency(question, record):
        return Lack(Why.TOPIC)
    if _other_day(question, held):
        return Lack(Why.PERIOD)
    if not question.references and (period := _other_period(question.text, fold(undated(texts)))):
        return Lack(Why.PERIOD, period)
    return None if _is_placed(question) or is_about(*seen) else Lack(Why.TOPIC)


def _is_placed(question: Question) -> bool:
    """Does the question name the row by its place, whatever it calls it?"""
    return any(reference.item or reference.section for reference in question.references)


def _other_place(question: Question, held: str, engine: Engine) -> str | None:
    """A place elsewhere, or a name in capitals, of which a question that supposes nothing speaks and the record not."""
    asked = fold(question.text)
    for match in _places().finditer(asked):
        if match[0] not in held:
            return _as_typed(question.text, match)
    if question.intent is Intent.CHECK or question.language != "vi":
        return None
    said = set(syllables(held))
    for name in _proper_names(question.text):
        mistyped = bool(engine.slips(name)) and not said.isdisjoint(syllables(fold(name)))
        if fold(name) not in held and not mistyped:
            return name
    return None


def _proper_names(text: str) -> Iterator[str]:
    """Two or more words in a row that begin with a capital and go on in small letters, agencies left out."""
    mentions = [(m.start, m.end) for m in load_gazetteer().find(text)]
    run: list[re.Match[str]] = []
    for word in [*_WORD.finditer(text), None]:
        capital = word is not None and word[0][0].isupper() and word[0][1:].islower()
        if word is not None and capital and (not run or text[run[-1].end() : word.start()] == " "):
            run.append(word)
            continue
        if run and fold(run[0][0]) in function_words(toned=False):
            run.pop(0)
        if len(run) > 1 and not any(a < run[-1].end() and run[0].start() < b for a, b in mentions):
            yield text[run[0].start() : run[-1].end()]
        run = [word] if word is not None and capital else []


def _other_period(text: str, held: str) -> str | None:
    """A year or a week that the question names and the record and its document do not; of "2025 hay 2026" both."""
    asked = fold(text)
    years, weeks = list(_YEAR.finditer(asked)), list(_WEEK.finditer(asked))
    strange = [year for year in years if year[1] not in _YEAR.findall(held)]
    if strange and (len(strange) == len(years) or not _EITHER.search(asked)):
        return _as_typed(text, strange[0])
    known = {week.lstrip("0") for week in _WEEK.findall(held)}
    return next((_as_typed(text, week) for week in weeks if week[1] not in known), None)


def _as_typed(text: str, match: re.Match[str]) -> str:
    """The words of `text` at a match in its folded form; the folded words where folding changed the length."""
    return text[match.start() : match.end()] if len(fold(text)) == len(text) else match[0]


def _other_document(question: Question, record: Record, held: str) -> str | None:
    """A document that the question rests on, that the corpus lacks and the record does not name."""
    wanted = {number_key(m.number) for m in find_numbers(" . ".join(question.unknown_documents))}
    named = {
        number_key(m.number) for m in find_numbers(" . ".join([record.text, record.mended or "", *record.section]))
    }
    if wanted and not wanted & named:
        return question.unknown_documents[0]
    if wanted or question.references or question.intent is Intent.CHECK:
        return None
    return next((one for one in question.unknown_documents if not _is_named(one, held)), None)


def _is_named(document: str, held: str) -> bool:
    """Does the record speak of a document that the question names without its full number ("Bản tin số 02")?

    A kind that is cut short ("NQ 98") is taken at its number.
    """
    issue = _ISSUE.match(document)
    if issue is None:
        return True
    numbered = re.search(rf"(?<!\d)0*{int(issue['number'])}(?!\d)", held) is not None
    return numbered and (issue["kind"].isupper() or fold(issue["kind"].strip()) in held)


def _only_mentioned(question: Question, record: Record) -> bool:
    """Is it asked what stands in a document that the corpus lacks, or when, of a record that only refers to it?"""
    own = any(referenced(one, [record]) for one in question.references if one.number)
    apart = question.documents or question.intent is Intent.CHECK or tells_of(record, question.unknown_documents)
    if own or not question.unknown_documents or apart:
        return False
    if record.kind in _REFERRING:
        return question.intent in _SETS or _asks_contents(question) or _asks_its_day(question, record)
    return record.kind is not Kind.NEWS and not question.fields and _asks_contents(question)


def _asks_contents(question: Question) -> bool:
    return _CONTENTS.search(fold(question.text)) is not None


def _asks_its_day(question: Question, record: Record) -> bool:
    """Is it asked when something is done with the document of which the record does not speak ("bao giờ sửa xong")?"""
    named = set(syllables(" ".join(question.unknown_documents)))
    own = set(syllables(question.topic)) - named - function_words(question.toned)
    return Field.DUE in question.fields and not own <= set(syllables(record.text))


def tells_of(record: Record, documents: Iterable[str]) -> bool:
    """Does the text say what is in one of the documents, not only name it?

    It does when the number stands in its title, behind what was approved by it ("được phê duyệt tại Quyết định số 9"),
    or in brackets at its end ("Góp ý … (Phiếu gửi số 12/PG)").
    """
    wanted = {number_key(m.number) for m in find_numbers(" . ".join(documents))}
    told = [record.title if record.kind is Kind.NEWS else "", *(m[0] for m in _TOLD.finditer(record.text))]
    return not wanted.isdisjoint(number_key(m.number) for part in told for m in find_numbers(part))


def _other_agency(question: Question, record: Record) -> bool:
    """Is the work of agencies listed, none of which the record names?"""
    gazetteer = load_gazetteer()
    wanted = {gazetteer.current(one.agency) for one in question.constraints.agencies if not one.negated}
    said = " ".join([record.text, record.mended or "", *record.section])
    return question.intent in _SETS and bool(wanted) and wanted.isdisjoint(map(gazetteer.current, gazetteer.ids(said)))


def _other_day(question: Question, held: str) -> bool:
    """Does a question that supposes nothing name the day of something, and the record no such day?"""
    if question.intent is Intent.CHECK or question.constraints.due:
        return False
    asked = {date for before, date in _days(fold(question.text)) if before not in _COUNTED_FROM}
    return bool(asked) and asked.isdisjoint(date for _, date in _days(held))


def _days(folded: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """The days of a folded text as (year, month, day), each with the word before it."""
    for match in _DAY.finditer(folded):
        yield match["before"] or "", (int(match["year"]), int(match["month"]), int(match["day"]))


@cache
def _places() -> re.Pattern[str]:
    table: dict[str, Sequence[str]] = yaml.safe_load((files("dannguon.answer.data") / "places.yaml").read_text("utf-8"))
    return phrase_pattern(map(fold, table["places"]))
