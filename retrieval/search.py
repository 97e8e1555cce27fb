"""A question finds records, best first. Knows the order of the steps and what each says for a kind of question."""

from __future__ import annotations

import re
from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock

from dannguon.kb import KnowledgeBase
from dannguon.models import Field
from dannguon.retrieval.asked import Constraints, Question, Term
from dannguon.retrieval.cues import cue_phrases, language_of
from dannguon.retrieval.embedding import Embedder, Vectors
from dannguon.retrieval.fit import Fit
from dannguon.retrieval.fuse import Fusion, fuse
from dannguon.retrieval.glossary import learn_abbreviations, load_glossary
from dannguon.retrieval.index import open_indexes
from dannguon.retrieval.initials import Initials
from dannguon.retrieval.lexical import Phrase, Weights
from dannguon.retrieval.phrases import tokenize
from dannguon.retrieval.question import Catalogue, read_question
from dannguon.retrieval.reference import place_keys, reference_keys, referenced
from dannguon.retrieval.spelling import Mended, Spelling
from dannguon.retrieval.views import calm
from dannguon.retrieval.wording import cleaned

_CANDIDATES = 100
"""Rows taken from each index; taking 50 or 200 changed hit@1 by less than 0.3 points."""
_EMBEDDED = 300
"""Characters of a question that are embedded; longer ones are pasted texts, and cost."""
_READ = 1000
"""Characters of a question whose words are looked up."""
_QUERY_CACHE = 512
_PASSAGE_CACHE = 4096
_ASIDE = 0.15
"""Factor on the words that ask. 0.5 costs two points on own questions and gains a question in 400 on XQuAD-vi."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What takes part in a search; the eval switches them off one by one."""

    dense: bool = True
    lexical: bool = True
    folding: bool = True
    bigrams: bool = True
    fuzzy: bool = True
    glossary: bool = True
    fit: bool = True
    fusion: Fusion = Fusion.ZSCORE


ALL_PARTS = Parts()


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found. `parts` are the shares that add up to `score`, by name."""

    id: str
    row: int
    score: float
    parts: dict[str, float] = field(default_factory=dict)


class Engine:
    """Search over one generation; safe to share between threads."""

    def __init__(self, kb: KnowledgeBase, embedder: Embedder) -> None:
        """Open the indexes in the generation's folder."""
        self.kb = kb
        self._embedder = embedder
        self._lexical, self._dense = open_indexes(kb.folder)
        self._catalogue = Catalogue(kb.documents, kb.relations)
        self._rows_of: dict[str, list[int]] = defaultdict(list)
        self._rows_at: dict[str, list[int]] = defaultdict(list)
        self._columns = frozenset(name for record in kb.records for name in record.fields)
        for row, record in enumerate(kb.records):
            self._rows_of[record.document].append(row)
            for key in place_keys(record):
                self._rows_at[key].append(row)
        clean = [record.mended or record.text for record in kb.records if record.mended or record.quality == 1]
        self._glossary = replace(load_glossary(), learnt=learn_abbreviations(kb.records), initials=Initials(clean))
        self._spelling = Spelling(
            clean,
            cue_phrases(),
            self._glossary.chat,
            self._glossary.short_forms,
            self._glossary.initials.pair,
        )
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._read: dict[str, Vectors] = {}
        self._lock = Lock()

    def read(self, text: str, as_of: date) -> Question:
        """Read a question against this generation's documents, its slips mended by this generation's words."""
        clean = cleaned(text, self._glossary)
        if language_of(tokenize(clean)) == "en":
            return read_question(clean, catalogue=self._catalogue, as_of=as_of, glossary=self._glossary)
        mended = self._spelling.mend(clean)
        question = read_question(
            mended.marked, catalogue=self._catalogue, as_of=as_of, glossary=self._glossary, also=mended.also
        )
        if mended.marked == mended.text:
            return replace(question, slips=mended.slips)
        return replace(
            question,
            slips=mended.slips,
            guessed=True,
            toned=False,
            constraints=_as_typed(question.constraints, mended),
            claimed=_as_typed(question.claimed, mended),
        )

    def search(
        self, text: str, k: int, *, documents: Sequence[str] = (), as_of: date | None = None, parts: Parts = ALL_PARTS
    ) -> list[Hit]:
        """The `k` best records for a question as typed, best first; `as_of` is today when None."""
        return self.ranked(self.read(text, as_of or date.today()), k, documents=documents, parts=parts)

    def ranked(
        self, question: Question, k: int, *, documents: Sequence[str] = (), parts: Parts = ALL_PARTS
    ) -> list[Hit]:
        """The `k` best records for a question that is read, best first, ties by row; of `documents` only when given.

        Fewer than `k` when fewer have any word or nearness; none for a question without a word.
        """
        lexical_weight, dense_weight, weights = _nature(question, self._columns, parts)
        lists: dict[str, tuple[dict[int, float], float]] = {}
        if parts.lexical:
            found = self._lexical.search(
                _phrases(question, self._unwritten(question.synonyms), parts),
                _CANDIDATES,
                weights=weights,
                bigrams=parts.bigrams,
                fuzzy=parts.fuzzy,
                documents=documents,
            )
            lists["lexical"] = (found, lexical_weight)
        if parts.dense and dense_weight and any(char.isalnum() for char in question.text):
            lists["dense"] = (self._nearest(question, documents, lists), dense_weight)
        shares = fuse(lists, parts.fusion)
        if parts.fit:
            named = self._referred(question, documents)
            fit = Fit(question, named, self._catalogue.superseded)
            for row in named.union(self._kept_apart(fit, question, documents)):
                shares.setdefault(row, {})
            for row, share in shares.items():
                share |= fit.shares(row, self.kb.records[row])
        hits = [Hit(self.kb.records[row].id, row, sum(share.values()), share) for row, share in shares.items()]
        return sorted(hits, key=lambda hit: (-hit.score, hit.row))[:k]

    def _unwritten(self, synonyms: Sequence[Term]) -> list[Term]:
        """Those for words that records do not write themselves: where they do, each means what it says."""
        return [term for term in synonyms if not self._lexical.is_common(term.source)]

    def rarity(self, text: str) -> dict[str, float]:
        """The folded syllables and pairs of `text` with their inverse document frequency in this generation."""
        return self._lexical.rarity(text)

    def slips(self, text: str) -> set[str]:
        """The folded words of `text` that look like typing slips of words in this generation."""
        return self._lexical.slips(text)

    def mistoned(self, text: str) -> set[str]:
        """The words of `text` that this generation holds only with other tones or marks."""
        return self._lexical.mistoned(text)

    def nearness(self, question: str, passages: Sequence[str]) -> list[float]:
        """The cosine of each passage to the question, in order; passages seen before are not embedded again."""
        with self._lock:
            fresh = [text for text in dict.fromkeys(passages) if text not in self._read]
        if fresh:
            vectors = self._embedder.passages(fresh)
            with self._lock:
                if len(self._read) > _PASSAGE_CACHE:
                    self._read.clear()
                self._read |= dict(zip(fresh, vectors, strict=True))
        query = self._vector(question)
        return [float(self._read[text] @ query) for text in passages]

    def _nearest(
        self, question: Question, documents: Sequence[str], lists: dict[str, tuple[dict[int, float], float]]
    ) -> dict[int, float]:
        """Cosines of the nearest rows and of every row that another list holds."""
        vector = self._vector(calm(self._glossary.in_full(question.text)[:_EMBEDDED]))  # as the records' texts are
        rows = [row for slug in documents for row in self._rows_of.get(slug, ())] if documents else None
        if rows == []:
            return {}
        near = self._dense.search(vector, _CANDIDATES, rows)
        return self._dense.similarity(vector, {row for scores, _ in lists.values() for row in scores}.union(near))

    def _vector(self, text: str) -> Vectors:
        with self._lock:
            if text in self._vectors:
                self._vectors.move_to_end(text)
                return self._vectors[text]
        vector = self._embedder.query(text)
        with self._lock:
            self._vectors[text] = vector
            if len(self._vectors) > _QUERY_CACHE:
                self._vectors.popitem(last=False)
        return vector

    def _kept_apart(self, fit: Fit, question: Question, documents: Sequence[str]) -> list[int]:
        """Rows of the documents named that are candidates whatever their words."""
        wanted = [slug for slug in question.documents if not documents or slug in documents]
        return [row for slug in wanted for row in self._rows_of.get(slug, ()) if fit.keeps(self.kb.records[row])]

    def _referred(self, question: Question, documents: Sequence[str]) -> frozenset[int]:
        """Rows that the question names by place or number, whatever their words."""
        rows: set[int] = set()
        for reference in question.references:
            near = sorted({row for key in reference_keys(reference) for row in self._rows_at.get(key, ())})
            ids = {record.id for record in referenced(reference, [self.kb.records[row] for row in near])}
            rows |= {row for row in near if self.kb.records[row].id in ids}
        return frozenset(row for row in rows if not documents or self.kb.records[row].document in documents)


def _as_typed(constraints: Constraints, mended: Mended) -> Constraints:
    """People by their names as typed without marks: nobody can guess whether "Linh" is "Lĩnh"."""
    return replace(constraints, officers=tuple(map(mended.unmarked, constraints.officers)))


def _phrases(question: Question, synonyms: Sequence[Term], parts: Parts) -> list[Phrase]:
    """The topic, each of its short forms, English phrases and everyday words as one thing with several spellings,
    and a little of all that was typed, since a word that asks may also be in a title."""
    groups: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for term in (*question.terms, *synonyms) if parts.glossary else ():
        groups[term.source].append((term.text, term.weight))
    topic = question.topic or question.text[:_READ]
    said = {term.source for term in synonyms}
    named = [Phrase(source, 1.0, tuple(others), said=source in said) for source, others in groups.items()]
    for source in sorted(groups, key=len, reverse=True):
        topic = _without(topic, source)
    rest = [Phrase(piece) for piece in topic.split("\n") if piece.strip()]
    return [*rest, *named, Phrase(question.text[:_READ], _ASIDE)]


def _without(topic: str, source: str) -> str:
    """The topic cut where it holds a phrase."""
    return re.sub(r"(?<!\w)" + r"\W+".join(map(re.escape, source.split())) + r"(?!\w)", "\n", topic)


def _nature(question: Question, columns: frozenset[Field], parts: Parts) -> tuple[float, float, Weights]:
    """Weights of words, of vectors, and of the forms of words: by language, diacritics and what is asked.

    The model has hardly seen Vietnamese without diacritics (alone it finds 0–6 % of it), but reads it with those that
    are guessed (19 words in 20 are right) as it reads any other, and is the surest help in English. Who asks for a
    column, where records have it, quotes the row's name; who asks what a passage says seldom uses its words: chosen on
    generated questions (0.35 against 0.27: +2 points) and on XQuAD-vi and PubHealthQA.
    """
    if question.language == "en":
        return 0.4, 0.6, Weights(written=0.0, folded=1.0)
    if not (question.toned or question.guessed) and parts.folding:
        return 0.75, 0.25, Weights(written=0.0, folded=1.0)
    lexical = 0.35 if columns.intersection(question.fields) else 0.25
    forms = Weights(written=0.5, folded=0.5) if question.guessed else Weights()
    return lexical, 1 - lexical, forms if parts.folding else Weights(written=1.0, folded=0.0)
