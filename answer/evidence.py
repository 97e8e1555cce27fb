"""Does a record bear out an answer? Knows what a question needs the record to state; hides the thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dannguon.agencies import load_gazetteer
from dannguon.doc_number import find_numbers, number_key
from dannguon.kb import KnowledgeBase
from dannguon.models import Kind, Record
from dannguon.retrieval.asked import Intent, Question
from dannguon.retrieval.search import Engine
from dannguon.retrieval.views import tokens, view
from dannguon.text import canonical, fold, syllables

ENOUGH = {"vi": 0.3, "en": 0.22}
"""Share of a question's topic that a record has to hold, by language; set on the development suites."""

_MOST_WORDS, _NEARLY_ALL = 0.5, 0.7
_MEANING, _USUAL_LIKENESS, _SUPPORT = 6.5, 0.85, 0.42
"""Slope and threshold of a logistic fit on the development suites and 30 invented questions on other subjects."""
_PAIRS, _SUPPORT_IN_PAIRS = 0.5, 0.62
"""The same with neighbouring words, where nothing is abbreviated or mistyped: a single syllable is in many words."""

_YEAR = re.compile(r"\b(20\d\d)\b")
_WEEK = re.compile(r"\b(?:tuan|week)(?: thu)?(?: so)? (\d{1,2})\b")
_DAY = re.compile(
    r"(?:(?P<before>[a-z]+) +)?ngay (?P<day>\d{1,2})(?:[/.-]| thang )(?P<month>\d{1,2})(?:[/.-]| nam )(?P<year>20\d\d)"
)
_COUNTED_FROM = frozenset({"den", "toi", "truoc", "sau", "tu", "tinh", "het", "han"})
"""Before a day: the end of a period, not when something happened."""
_TOLD = re.compile(
    r"\([^()]*\)\W*$|(?:phê duyệt|ban hành|thông qua|quy định|công bố) (?:tại|theo|bằng|trong) [^.;\n]{0,80}",
    re.IGNORECASE,
)
_SETS = frozenset({Intent.LIST, Intent.COUNT})
_REFERRING = frozenset({Kind.PASSAGE, Kind.LEGAL_BASIS, Kind.FOOTNOTE})
_GLOSSED = 0.6
_MISTYPED = 0.25


class Lack(StrEnum):
    """Why a record does not answer."""

    TOPIC = "topic"
    ATTRIBUTE = "attribute"
    PLACE = "place"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class _Table:
    """`attributes` (asked, stated) and `function_words` come in two forms: for toned questions (True) and others."""

    attributes: dict[bool, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]]
    places: re.Pattern[str]
    function_words: dict[bool, frozenset[str]]


def lack(question: Question, record: Record, kb: KnowledgeBase, engine: Engine) -> Lack | None:
    """What the record fails to state of what is asked; None when it bears out an answer."""
    table = _load()
    texts = _texts(record, kb)
    asked, held = fold(question.text), fold(texts)
    form = canonical if question.toned else fold
    typed, printed = form(question.text), form(texts)
    if any(w.search(typed) and not stated.search(printed) for w, stated in table.attributes[question.toned]):
        return Lack.ATTRIBUTE
    if any(place not in held for place in table.places.findall(asked)):
        return Lack.PLACE
    if _other_document(question, record) or _only_mentioned(question, record) or _other_agency(question, record):
        return Lack.TOPIC
    if _other_day(question, held) or (not question.references and _other_period(asked, held)):
        return Lack.PERIOD
    placed = any(reference.item or reference.section for reference in question.references)
    return None if placed or _is_about(question, record, kb, engine) else Lack.TOPIC


def _is_about(question: Question, record: Record, kb: KnowledgeBase, engine: Engine) -> bool:
    """Is the record about the topic: in most of its words, or in some of them and in what it means?

    The embedding tells a paraphrase ("net zero") from another subject that shares words ("sân bay"), but only for
    Vietnamese with its tones; pairs of words tell a subject from another one of the same syllables.
    """
    words = coverage(question, record, kb, engine)
    judged = question.language == "vi" and _toned_well(question, engine)
    if words < ENOUGH[question.language] or words >= _MOST_WORDS or not judged:
        return words >= ENOUGH[question.language]
    support = words + _MEANING * (engine.likeness(question.text, record) - _USUAL_LIKENESS)
    if question.terms or engine.slips(question.topic):
        return words >= _MOST_WORDS or support >= _SUPPORT
    in_pairs = support + _PAIRS * _pairs_held(question, record, kb, engine)
    return words >= _NEARLY_ALL or in_pairs >= _SUPPORT_IN_PAIRS


def _pairs_held(question: Question, record: Record, kb: KnowledgeBase, engine: Engine) -> float:
    """The share in [0, 1] of the topic's neighbouring words, weighed by rarity, that stand so in the record."""
    pairs = {term: weight for term, weight in engine.rarity(question.topic).items() if "_" in term}
    held = set(tokens(_texts(record, kb), folded=True, bigrams=True))
    total = sum(pairs.values())
    return sum(weight for pair, weight in pairs.items() if pair in held) / total if total else 1.0


def coverage(question: Question, record: Record, kb: KnowledgeBase, engine: Engine) -> float:
    """The share in [0, 1] of the topic's words, weighed by rarity, that the record holds; 1 when there is no topic.

    A word also counts as held when the record holds what the glossary gives for its phrase, and by half when the
    record holds it with other tones. Typing slips are left out. Where many of the topic's words have tones that no
    record gives them, tones are no evidence: the letters count.
    """
    text = canonical(_texts(record, kb))
    toned, folded = set(syllables(text)), set(syllables(fold(text)))
    glossed = {word for term in question.terms if _holds(term.text, folded) for word in syllables(fold(term.source))}
    words = list(dict.fromkeys(syllables(question.topic)))
    toned_well = _toned_well(question, engine)
    skipped, slips = _load().function_words[toned_well], engine.slips(question.topic)
    rarity = engine.rarity(question.topic)
    total = held = 0.0
    for word in words:
        plain = fold(word)
        if (word if toned_well else plain) in skipped or plain in slips:
            continue
        weight = rarity.get(plain, 0.0)
        total += weight
        if plain in glossed or word in toned or (not toned_well and plain in folded):
            held += weight
        elif plain in folded:
            held += weight / 2
    return held / total if total else 1.0


def _toned_well(question: Question, engine: Engine) -> bool:
    """Whether tones were typed, and few words have tones that no record gives them or a letter that is a slip."""
    words = set(syllables(question.topic))
    mistyped = len(engine.mistoned(question.topic)) + len(engine.slips(question.topic))
    return question.toned and mistyped < max(1, _MISTYPED * len(words))


def _holds(phrase: str, folded: set[str]) -> bool:
    words = syllables(fold(phrase))
    return bool(words) and sum(word in folded for word in words) / len(words) >= _GLOSSED


def _other_period(asked: str, held: str) -> bool:
    """Does the question name a year or a week that the record and its document do not?"""
    years = set(_YEAR.findall(asked))
    weeks = set(_WEEK.findall(asked))
    return bool(years - set(_YEAR.findall(held))) or bool(weeks - {w.lstrip("0") for w in _WEEK.findall(held)})


def _other_document(question: Question, record: Record) -> bool:
    """Does the question rest on a document, by its number, that the corpus lacks and the record does not name?"""
    wanted = {number_key(m.number) for m in find_numbers(" . ".join(question.unknown_documents))}
    named = {
        number_key(m.number) for m in find_numbers(" . ".join([record.text, record.mended or "", *record.section]))
    }
    return bool(wanted) and not wanted & named


def _only_mentioned(question: Question, record: Record) -> bool:
    """Are contents listed of a document that the corpus lacks, by a passage that only refers to it?"""
    listed = bool(question.unknown_documents) and question.intent in _SETS and record.kind in _REFERRING
    return listed and not tells_of(record, question.unknown_documents)


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


def _texts(record: Record, kb: KnowledgeBase) -> str:
    """All that is said of a record: its own words, its headings and the head of its document."""
    document = kb.document(record.document)
    shown = view(record)
    day = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    head = [document.type, document.number, document.title, document.issuer, day]
    return " ".join([shown.title, record.text, shown.text, shown.context, *filter(None, head)])


@cache
def _load() -> _Table:
    table: dict[str, Any] = yaml.safe_load((files("dannguon.answer.data") / "evidence.yaml").read_text("utf-8"))
    words = {str(word) for language in table["function_words"].values() for word in language}
    return _Table(
        {
            toned: tuple(
                (_any_of(map(form, row["asked"])), _any_of(map(form, row["stated"])))
                for row in table["attributes"].values()
            )
            for toned, form in ((True, canonical), (False, fold))
        },
        _any_of(map(fold, table["places"])),
        {True: frozenset(map(canonical, words)), False: frozenset(map(fold, words))},
    )


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)")
