"""Which documents a question names. Knows kinds, numbers, dates and versions; hides what the corpus holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dannguon.doc_number import find_numbers, number_key
from dannguon.models import Document, Relation, RelationKind
from dannguon.retrieval.phrases import aligned
from dannguon.text import fold, slugify

_VERSION_OLD = re.compile(
    r"\s*(?:cu|truoc day|truoc do|truoc|da bi thay the|bi thay the|da het hieu luc|da thay the)\b"
)
_VERSION_NEW = re.compile(r"\s*(?:moi nhat|moi|hien hanh|hien tai|dang co hieu luc|con hieu luc)\b")
_OLD_BEFORE = re.compile(r"\b(?:old|previous|former|superseded|earlier|outdated)\s*$")
_NEW_BEFORE = re.compile(r"\b(?:new|current|latest|newest|present)\s*$")
_WHEN = re.compile(
    r"\s*(?P<so>so\s*)?(?:(?:cua\s+|trong\s+)?(?:(?P<week>tuan|week)\s*(?:thu\s*)?(?P<w>\d{1,2})\b"
    r"|(?:thang\s*)?(?P<m>1[0-2]|0?[1-9])\s*(?:/|-|nam|\s)\s*(?P<my>20\d\d)\b|thang\s*(?P<mo>1[0-2]|0?[1-9])\b"
    r"|(?:nam\s*)?(?P<y>20\d\d)\b|so\s*(?P<n>\d{1,3})\b"
    r"|(?P<n2>\d{1,5})\b(?!\s*(?:[/%.]\s*\d|nhiem|chi tieu|,?\s*(?:phu luc|pl\b|annex)))))"
)
_TITLE_WORDS = re.compile(r"(?:\s+(?!thang\b|tuan\b)[\w/-]+){2,12}(?=\s+(?:thang|tuan)\b)")
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})(?:,? (?P<year>20\d\d))?"
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\s+$")
_MONTH_AFTER = re.compile(rf"\s+(?:of|for|from|in)\s+{_MONTH}\b")
_WEEK = re.compile(r"\b(?:tuan|week)\s*(?:thu\s*)?\d{1,2}\b(?!\s*[/.-]\s*\d)")
_BARE = re.compile(
    r"(?:^\W*|\(|\b(?:theo|trong|cua|o|tai|ben|ban|ve)\s+(?:so\s+)?)(?P<n>(?!20\d\d\b)\d{3,5})(?![\w/-]|[.,]\d)"
    r"(?!\s*(?:%|nhiem|chi tieu|doanh nghiep|nguoi|ho so|thu tuc|tthc|ngay|dong|trieu|ty\b|ti\b))"
)


_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Named:
    """A document named in a text at [start, end): the slugs meant (none when the corpus lacks it) and the words.

    `number` is the document number when it is given in full; `old` says that a replaced version is asked for.
    """

    start: int
    end: int
    slugs: tuple[str, ...]
    text: str
    number: str | None = None
    old: bool = False


@dataclass(frozen=True)
class Catalogue:
    """The documents of a knowledge base and what they say of one another."""

    documents: Sequence[Document] = ()
    relations: Sequence[Relation] = ()

    @cached_property
    def superseded(self) -> frozenset[str]:
        """The slugs of documents that another one replaces, by what the documents themselves say."""
        gone = {
            slugify(relation.object)
            for relation in self.relations
            if relation.kind in (RelationKind.SUPERSEDES, RelationKind.REPEALS)
        }
        return frozenset(d.slug for d in self.documents if d.number and slugify(d.number) in gone)

    def named(self, text: str) -> list[Named]:
        """The documents that `text` names, from left to right, not overlapping."""
        found: list[Named] = []
        for one in sorted(self._candidates(text), key=lambda n: (n.start, -n.end)):
            if not found or one.start >= found[-1].end:
                found.append(one)
                found += self._also(text, one)
        return found

    def _also(self, text: str, named: Named) -> list[Named]:
        """The second number of "kế hoạch 27 và 1413", when a document carries it."""
        more = re.compile(r"\s*(?:,|và|va|and|&|với|voi)\s*(?:số\s*|so\s*)?(\d{1,5})(?![\w/.-]|\s*%)").match(
            text, named.end
        )
        if more is None or not named.slugs:
            return []
        slugs = tuple(d.slug for d in self.documents if re.match(rf"0*{int(more[1])}\D", d.number or ""))
        return [Named(more.start(1), more.end(), slugs, more[1])] if slugs else []

    def _candidates(self, text: str) -> Iterator[Named]:
        folded = aligned(text)
        yield from self._by_number(text)
        yield from self._by_alias(text, folded)
        yield from self._by_kind(text, folded)
        yield from self._by_week(text, folded)
        yield from self._by_bare_number(text, folded)

    def _by_number(self, text: str) -> Iterator[Named]:
        for number, first, end in find_numbers(text):
            wanted = number_key(number)
            slugs = tuple(d.slug for d in self.documents if d.number and number_key(d.number) == wanted)
            before = aligned(text[max(0, first - 40) : first])
            kind = re.search(rf"(?:{_kind_pattern().pattern})\s*(?:(?:so|number|no\.?)\s*)?$", before)
            start = first - len(kind[0]) if kind else first
            yield Named(start, end, slugs, text[start:end], number=number)

    def _by_alias(self, text: str, folded: str) -> Iterator[Named]:
        for document in self.documents:
            for alias in document.aliases:
                for match in re.finditer(rf"\b{re.escape(fold(alias))}\b(?![/-]\w|\.\d)", folded):
                    yield Named(match.start(), match.end(), (document.slug,), text[match.start() : match.end()])

    def _by_week(self, text: str, folded: str) -> Iterator[Named]:
        """A week by itself, "tuần 11", where there is a report of it."""
        for match in _WEEK.finditer(folded):
            when = _WHEN.match(folded, match.start())
            fitting = tuple(
                d.slug for d in self.documents if when and "weekly_report" in _kinds_of(d) and _fits(d, when)
            )
            if fitting:
                yield Named(match.start(), match.end(), fitting, text[match.start() : match.end()])

    def _by_bare_number(self, text: str, folded: str) -> Iterator[Named]:
        """A number of three digits or more by itself, "1413: …", "theo 1413", where a document carries it."""
        for match in _BARE.finditer(folded):
            slugs = tuple(d.slug for d in self.documents if re.match(rf"0*{match['n']}\D", d.number or ""))
            if slugs:
                start, end = match.span("n")
                yield Named(start, end, slugs, text[start:end])

    def _by_kind(self, text: str, folded: str) -> Iterator[Named]:
        for match in _kind_pattern().finditer(folded):
            kind = _kind_names()[match[0]]
            if (
                len(match[0]) < 3
                and text[match.start() : match.end()].islower()
                and not folded[match.end() :].strip()[:1].isdigit()
            ):
                continue
            named = self._qualified(kind, text, folded, match.start(), match.end())
            if named is not None:
                yield named

    def _qualified(self, kind: str, text: str, folded: str, start: int, end: int) -> Named | None:
        members = [d for d in self.documents if kind in _kinds_of(d)]
        old = _VERSION_OLD.match(folded, end) or _OLD_BEFORE.search(folded, 0, start)
        new = _VERSION_NEW.match(folded, end) or _NEW_BEFORE.search(folded, 0, start)
        if (old or new) and members:
            gone = [d.slug for d in members if (d.slug in self.superseded) == bool(old)]
            version = old or new
            assert version is not None
            first, last = min(start, version.start()), max(end, version.end())
            return Named(first, last, tuple(gone) or tuple(d.slug for d in members), text[first:last], old=bool(old))
        at = end - len(" thang") if folded.endswith(" thang", start, end) else end  # "báo cáo tháng 6"
        named = max((_past_title(folded, at, document) for document in members), default=at)
        when = _WHEN.match(folded, named) or _WHEN.match(folded, at)
        if when is None and (month := _MONTH_BEFORE.search(folded, 0, start) or _MONTH_AFTER.match(folded, end)):
            when = _WHEN.match(f" thang {_MONTHS.index(month['name']) + 1}/{month['year']}".removesuffix("/None"))
            fitting = tuple(d.slug for d in members if when is not None and _fits(d, when))
            first, last = min(start, month.start()), max(end, month.end())
            return Named(first, last, fitting, text[first:last]) if fitting else None
        if when is not None:
            fitting = tuple(d.slug for d in members if _fits(d, when) or self._dated_by_successor(d, when["y"]))
            words = text[start : when.end()]
            if fitting:
                return Named(start, when.end(), fitting, words)
            if when["n"] or when["n2"] or not _table()[kind].get("common"):
                return Named(start, when.end(), (), words)
        if issue := self._issue(members, text, folded, start, end):
            return issue
        if members and not _table()[kind].get("common"):
            return Named(start, end, tuple(d.slug for d in members), text[start:end])
        return None

    def _issue(self, members: Sequence[Document], text: str, folded: str, start: int, end: int) -> Named | None:
        """The issue of a series named by words of its title: "báo cáo thực hiện Nghị quyết 57 tháng 7/2025"."""
        title = _TITLE_WORDS.match(folded, end)
        when = _WHEN.match(folded, title.end()) if title else None
        if title is None or when is None or not (when["m"] or when["mo"] or when["w"]):
            return None
        words = set(re.findall(r"\w+", title[0]))
        series = [d for d in members if words <= set(re.findall(r"\w+", fold(d.title or "")))]
        fitting = tuple(d.slug for d in series if _fits(d, when))
        return Named(start, when.end(), fitting, text[start : when.end()]) if series else None

    def _dated_by_successor(self, document: Document, year: str | None) -> bool:
        """Whether a document without a date was in force in `year`: its successor says so where it replaces it."""
        if year is None or document.issued_on is not None or document.number is None:
            return False
        number = slugify(document.number)
        return any(slugify(r.object) == number and re.search(rf"\b{year}\b", r.sentence) for r in self.relations)


def _past_title(folded: str, at: int, document: Document) -> int:
    """Where the words of the document's own title end that follow a kind: "báo cáo (Nghị quyết 57) tháng 6".

    A number is such a word only behind others: "kế hoạch 12" is a document of that number.
    """
    title, start = set(_WORD.findall(fold(document.title or ""))), at
    for match in _WORD.finditer(folded, at):
        is_number = match[0].isdigit()
        apart = folded[at : match.start()].strip(" -/") != ""
        if apart or match[0] not in title or (at == start if is_number else _WHEN.match(folded, at)):
            break
        at = match.end()
    return at


def _fits(document: Document, when: re.Match[str]) -> bool:
    head = " ".join(filter(None, (document.title, *document.aliases, document.file)))
    folded = fold(head)
    if when["w"]:
        return re.search(rf"\b(?:tuan|week)\W*(?:so\s*)?0*{int(when['w'])}\b", folded) is not None
    if when["so"] and when["m"]:
        return re.search(rf"\bso\W*0*{int(when['m'])}\W+(?:\w+\W+)?{when['my']}\b", folded) is not None
    if when["m"] or when["mo"]:
        month, year = int(when["m"] or when["mo"]), when["my"] or r"20\d\d"
        if re.search(rf"\b(?:thang|so)\W*0?{month}\b(?:\W*(?:nam\W*)?{year}\b)?", folded) and _year_fits(
            document, folded, when["my"]
        ):
            return True
        day = document.issued_on
        return (
            day is not None and day.month == month and (not when["my"] or day.year == int(year)) and not document.number
        )
    if when["y"]:
        return _year_fits(document, folded, when["y"])
    number = int(when["n"] or when["n2"])
    printed = re.match(r"0*(\d+)", document.number or "")
    if printed:
        return int(printed[1]) == number
    return re.search(rf"\b(?:so|tuan|week|no)\W*0*{number}\b", folded) is not None


def _year_fits(document: Document, folded: str, year: str | None) -> bool:
    if year is None:
        return True
    if document.issued_on is not None:
        return document.issued_on.year == int(year)
    return re.search(rf"\b{year}\b", folded) is not None


@lru_cache(maxsize=10_000)
def _kinds_of(document: Document) -> frozenset[str]:
    """The kinds a document is of: by its type, its number's letters, or how its title begins."""
    kinds = set()
    head = fold(document.title or "").lstrip()
    declared = fold(document.type or "").replace("_", " ")
    code = re.search(r"\d\s*[-/]\s*([^\W\d_]+)", document.number or "")
    for kind, row in _table().items():
        names = [fold(name) for name in (*row["vi"], *row["en"], kind.replace("_", " "))]
        by_title = any(len(name) > 3 and re.match(rf"(?:phu luc\W+)?{re.escape(name)}\b", head) for name in names)
        by_code = code is not None and code[1].casefold() in [c.casefold() for c in row.get("code", ())]
        by_alias = any(
            re.match(rf"{re.escape(name)}\b", fold(a)) for a in document.aliases for name in names if len(name) > 3
        )
        if declared in names or by_title or by_code or by_alias:
            kinds.add(row.get("is", kind))
            kinds.add(kind)
    if "weekly_report" in kinds:
        kinds.add("report")
    if "report" in kinds and "weekly_report" not in kinds:
        kinds.add("monthly_report")
    return frozenset(kinds)


@cache
def _table() -> Mapping[str, Any]:
    text = files("dannguon.retrieval.data").joinpath("documents.yaml").read_text("utf-8")
    table: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return table


@cache
def _kind_names() -> Mapping[str, str]:
    return {fold(name): kind for kind, row in _table().items() for name in (*row["vi"], *row["en"])}


@cache
def _kind_pattern() -> re.Pattern[str]:
    names = sorted(map(re.escape, _kind_names()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(names)})\b")
