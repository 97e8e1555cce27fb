"""What a reader has to be told beside an answer. Knows when shown words are not the print."""

from __future__ import annotations

from dannguon.answer.claims import Answer
from dannguon.answer.renderings import within
from dannguon.kb import KnowledgeBase
from dannguon.language import Language
from dannguon.prompts.wording import load_wording


def cautions(answer: Answer, kb: KnowledgeBase, language: Language) -> tuple[str, ...]:
    """Sentences for people: that words were mended from a bad scan, or are shown as the scan has them."""
    words = load_wording(language)
    broken = {c.record for c in answer.citations if kb.get(c.record).quality < 1}
    shown = [(kb.get(record), claim) for claim in answer.claims for record in claim.records if record in broken]
    mended = any(claim.computed is None and not within(claim.text, record.text) for record, claim in shown)
    found = ["caution.mended"] if mended else ["caution.scan"] if broken else []
    return tuple(words(path) for path in found)
