"""Words to rows. Knows how texts become terms and terms a query; hides tantivy.

Every text is indexed twice, as written and folded, each as syllables and pairs of syllables. Queries are built
from terms and never parsed: nothing that a person types is syntax.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from dannguon.retrieval.views import View, tokens
from dannguon.text import fold

_COMMON = 0.01
_MOST_TERMS = 160
"""Terms of a question that are looked up, first come first served: four lines of text, beyond that it is a paste."""
_MOST_POSTINGS = 200_000
"""Occurrences read for one form of a question, rarest terms first: about 5 ms. Only corpora of tens of thousands of
records have that many; there the words left out are those that hardly tell records apart."""
_MOST_FUZZY = 12
_SHORTEST_FUZZY = 4
_FUZZY_BOOST = 4.0
"""A fuzzy hit scores a constant; this is about what BM25 gives a rare syllable."""
_PARTS = ("title", "text", "context")
_FORMS = ("written", "folded")


@dataclass(frozen=True, slots=True)
class Weights:
    """Factors on BM25: one for each part of a view, and one for each form of its text (0 leaves the form out)."""

    title: float = 0.5
    text: float = 1.0
    context: float = 0.25
    written: float = 0.7
    folded: float = 0.3


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to look for, with a factor on their score; a record counts by the best of `others` and the text itself.

    `others` say the same otherwise, each with a factor of its own: a short form, a translation, an agency's full name.
    All of them count as the rarest of them does; where the text is only `said` for the others and records use it
    too, as it does itself.
    """

    text: str
    weight: float = 1.0
    others: tuple[tuple[str, float], ...] = ()
    said: bool = False


class LexicalIndex:
    """BM25 over the records of one generation; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open what `write_lexical` wrote into `folder`."""
        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema
        _register(self._index)
        self._searcher = self._index.searcher()

    def search(
        self,
        phrases: Sequence[Phrase],
        k: int,
        *,
        weights: Weights = Weights(),
        bigrams: bool = True,
        fuzzy: bool = True,
        documents: Sequence[str] = (),
    ) -> dict[int, float]:
        """The best `k` rows with their scores; fewer, or none, where the words do not occur.

        `documents` restricts to these slugs. Scores are sums of BM25, comparable within one call only.
        """
        clauses = [(Occur.Should, query) for query in self._queries(phrases, weights, bigrams=bigrams, fuzzy=fuzzy)]
        if not clauses:
            return {}
        query = Query.boolean_query(clauses)
        if documents:
            allowed = Query.const_score_query(Query.term_set_query(self._schema, "document", list(documents)), 0.0)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, allowed)])
        hits = self._searcher.search(query, k, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return {int(row): float(score) for row, (score, _) in zip(rows, hits, strict=True)}

    def rarity(self, text: str) -> dict[str, float]:
        """The folded syllables and pairs of `text` with their inverse document frequency; an unknown one weighs most.

        Robertson's form, ln(1 + (N - n + ½) / (n + ½)), n of N records holding the term.
        """
        return {term: self._idf(term) for term in tokens(text, folded=True, bigrams=True)[:_MOST_TERMS]}

    def is_common(self, phrase: str) -> bool:
        """Whether more than one record, and more than one in a hundred, holds the phrase's rarest pair of words.

        For a single word, the word itself.
        """
        terms = tokens(phrase, folded=True, bigrams=True)[:_MOST_TERMS]
        wanted = [term for term in terms if "_" in term] or terms
        holding = min((self._searcher.doc_freq("text_folded", term) for term in wanted), default=0)
        return bool(holding > max(1, _COMMON * self._searcher.num_docs))

    def slips(self, text: str) -> set[str]:
        """The folded words of `text` that no record holds but that one letter sets apart from a word of a record."""
        words = dict.fromkeys(tokens(text, folded=True, bigrams=False)[:_MOST_TERMS])
        return {word for word in words if self._is_slip(word)}

    def mistoned(self, text: str) -> set[str]:
        """The words of `text` that records hold only with other tones or marks."""
        words = dict.fromkeys(tokens(text, folded=False, bigrams=False)[:_MOST_TERMS])
        return {word for word in words if not self._known(word, "written") and self._known(fold(word), "folded")}

    def _is_slip(self, word: str) -> bool:
        if len(word) < _SHORTEST_FUZZY or word.isdigit() or self._searcher.doc_freq("text_folded", word):
            return False
        near = Query.fuzzy_term_query(self._schema, "text_folded", word, 1, True)
        return bool(self._searcher.search(near, 1, count=False).hits)

    def _idf(self, term: str) -> float:
        """Of the folded form, which says it for both."""
        total = self._searcher.num_docs
        holding = self._searcher.doc_freq("text_folded", fold(term))
        return math.log(1 + (total - holding + 0.5) / (holding + 0.5))

    def _queries(self, phrases: Sequence[Phrase], weights: Weights, *, bigrams: bool, fuzzy: bool) -> Iterable[Query]:
        plain = [phrase for phrase in phrases if not phrase.others]
        for form in _FORMS:
            if not getattr(weights, form):
                continue
            terms = _weighed_terms(plain, folded=form == "folded", bigrams=bigrams)
            yield from self._term_queries(terms, form, weights)
            for phrase in phrases:
                if phrase.others:
                    yield from self._best_of(phrase, form, weights, bigrams=bigrams)
        if fuzzy:
            yield from self._fuzzy_queries(phrases, weights)

    def _term_queries(self, terms: Mapping[str, float], form: str, weights: Weights) -> Iterator[Query]:
        for term in self._affordable(terms, form):
            for part in _PARTS:
                if boost := terms[term] * getattr(weights, form) * getattr(weights, part):
                    query = Query.term_query(self._schema, f"{part}_{form}", term, "freq")
                    yield Query.boost_query(query, boost)

    def _affordable(self, terms: Iterable[str], form: str) -> Iterator[str]:
        """The terms that occur, rarest first, until their postings are too many."""
        fields = [f"{part}_{form}" for part in _PARTS]
        postings = {term: sum(self._searcher.doc_freq(field, term) for field in fields) for term in terms}
        read = 0
        for term in sorted(filter(postings.__getitem__, postings), key=postings.__getitem__):
            read += postings[term]
            if read > _MOST_POSTINGS:
                return
            yield term

    def _best_of(self, phrase: Phrase, form: str, weights: Weights, *, bigrams: bool) -> Iterator[Query]:
        """One query that scores the best spelling; all of them have the rarity of one."""
        ways = []
        for text, weight in ((phrase.text, 1.0), *phrase.others):
            terms = {term: weight for term in tokens(text, folded=form == "folded", bigrams=bigrams)[:_MOST_TERMS]}
            ways.append((terms, sum(self._idf(term) for term in terms if self._known(term, form))))
        used = phrase.said and all(self._known(term, form) for term in ways[0][0])
        rarity = ways[0][1] if used else max(mass for _, mass in ways)
        queries = []
        for terms, mass in ways:
            if mass:
                scaled = {term: phrase.weight * weight * rarity / mass for term, weight in terms.items()}
                clauses = [(Occur.Should, query) for query in self._term_queries(scaled, form, weights)]
                queries.append(Query.boolean_query(clauses))
        if queries:
            yield Query.disjunction_max_query(queries)

    def _known(self, term: str, form: str) -> bool:
        return bool(self._searcher.doc_freq(f"text_{form}", term) or self._searcher.doc_freq(f"context_{form}", term))

    def _fuzzy_queries(self, phrases: Sequence[Phrase], weights: Weights) -> Iterable[Query]:
        """One letter more, less, other or swapped, for folded words that no record has; pairs say it more surely."""
        terms = _weighed_terms(phrases, folded=True, bigrams=True)
        unknown = {
            term
            for term in terms
            if len(term) >= _SHORTEST_FUZZY
            and not any(char.isdigit() for char in term)
            and not self._searcher.doc_freq("text_folded", term)
        }
        words = {term for term in unknown if "_" not in term}
        doubtful = [term for term in unknown if "_" not in term or words & set(term.split("_"))]
        for term in sorted(doubtful, key=lambda term: (-len(term), term))[:_MOST_FUZZY]:
            query = Query.fuzzy_term_query(self._schema, "text_folded", term, 1, True)
            yield Query.boost_query(query, _FUZZY_BOOST * terms[term] * weights.text * weights.folded)


def write_lexical(folder: Path, views: Iterable[tuple[int, View]]) -> None:
    """Write the index of (row, view) pairs into `folder`, which is made."""
    folder.mkdir()
    index = tantivy.Index(_schema(), str(folder))
    _register(index)
    writer = index.writer(heap_size=64_000_000, num_threads=1)  # one thread, one segment
    for row, view in views:
        document = tantivy.Document()
        document.add_unsigned("row", row)
        document.add_text("document", view.document)
        for part in _PARTS:
            text = getattr(view, part)
            for form in _FORMS:
                terms = tokens(text, folded=form == "folded", bigrams=True)
                document.add_text(f"{part}_{form}", " ".join(terms))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", stored=False, indexed=False, fast=True)
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    for part in _PARTS:
        for form in _FORMS:
            builder.add_text_field(f"{part}_{form}", tokenizer_name="terms", index_option="freq")
    return builder.build()


def _register(index: tantivy.Index) -> None:
    """Terms are made here, by `views.tokens`; tantivy only splits them at spaces."""
    splitter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("terms", splitter)


def _weighed_terms(phrases: Sequence[Phrase], *, folded: bool, bigrams: bool) -> dict[str, float]:
    """Each term once with the largest weight of the phrases that hold it."""
    terms: dict[str, float] = {}
    for phrase in phrases:
        for term in tokens(phrase.text, folded=folded, bigrams=bigrams):
            if len(terms) == _MOST_TERMS:
                return terms
            terms[term] = max(terms.get(term, 0.0), phrase.weight)
    return terms
