"""Fit the weights of `answer/topicality`: does the best record answer, or is the right one missing from the corpus?

    DANNGUON_HOME=… python scripts/calibrate_topicality.py eval/suites/dev.jsonl eval/suites/own.jsonl …

Every single question on one record is searched twice: with all records, and with those it is about taken out, which
makes a near miss of it. Questions that the corpus does not answer count as near misses too. Prints the weights, and
what a threshold keeps and lets through, each question judged by a fit on the other nine tenths.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from dannguon.answer.ask import Assistant, Assistants
from dannguon.answer.evidence import Why, lack
from dannguon.answer.topicality import signs, standing_of
from dannguon.eval.cases import Case, Place
from dannguon.eval.loading import load
from dannguon.models import Record
from dannguon.retrieval.asked import Intent
from dannguon.settings import Settings

_ONE = (Intent.LOOKUP, Intent.CHECK, Intent.STATUS, Intent.SUMMARY)
_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Example:
    """`signs` of a best record; `kind` is "right", "wrong", "unanswerable" or "taken out"."""

    case: str
    kind: str
    signs: list[float]


def main() -> None:
    settings = Settings()
    assistant = Assistants(settings.home, settings.cache, settings.embedding).current()
    cases = [case for name in sys.argv[1:] for case in load(Path(name))]
    examples = [example for case in cases for example in _examples(case, assistant)]
    x = np.array([example.signs for example in examples])
    y = np.array([example.kind == "right" for example in examples])
    model = LogisticRegression(C=100, max_iter=1000)
    likely = cross_val_predict(
        model, x, y, groups=[example.case for example in examples], cv=GroupKFold(10), method="predict_proba"
    )[:, 1]
    model.fit(x, y)
    print(f"{len(y)} examples, area under the curve {roc_auc_score(y, likely):.3f}")
    print(
        "coverage, lead, score, English:", model.coef_[0].round(2).tolist(), "bias:", model.intercept_.round(2).tolist()
    )
    kinds = np.array([example.kind for example in examples])
    for threshold in (0.06, 0.08, 0.1, 0.12, 0.15, 0.2):
        shares = {kind: float((likely[kinds == kind] >= threshold).mean()) for kind in dict.fromkeys(kinds.tolist())}
        print(f"from {threshold}: answered", ", ".join(f"{kind} {share:.3f}" for kind, share in shares.items()))


def _examples(case: Case, assistant: Assistant) -> Iterator[Example]:
    """With all records, and with those of the case taken out; none where something else decides than the topic."""
    kb, engine = assistant.kb, assistant.engine
    question = engine.read(case.turns[0], case.as_of or date.today())
    placed = any(reference.item or reference.section for reference in question.references)
    if len(case.turns) > 1 or case.list_ids or question.intent not in _ONE or placed:
        return
    meant = _meant(case, assistant)
    hits = engine.ranked(question, _DEPTH, documents=question.documents)
    rests = {"all": hits, "taken out": [hit for hit in hits if hit.id not in meant]} if meant else {"all": hits}
    for name, rest in rests.items():
        if not rest:
            continue
        record, standing = kb.get(rest[0].id), standing_of(rest)
        missing = lack(question, record, standing, kb, engine)
        if missing is not None and missing.why is not Why.TOPIC:
            continue
        found = "right" if record.id in meant else "wrong"
        kind = name if name != "all" else found if case.answerable else "unanswerable"
        yield Example(case.id, kind, signs(question, record, standing, kb, engine))


def _meant(case: Case, assistant: Assistant) -> set[str]:
    """The records that a case cites or may cite, by id or by the lines they stand on."""
    return {record.id for record in assistant.kb.records for place in case.places if _is_at(record, place)}


def _is_at(record: Record, place: Place) -> bool:
    first, last = record.lines
    same_lines = record.document == place.doc and first <= place.lines[1] and place.lines[0] <= last
    return record.id == place.id or same_lines


if __name__ == "__main__":
    main()
