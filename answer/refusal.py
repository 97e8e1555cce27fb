"""When the corpus does not answer: one polite sentence, the reason, and the nearest records."""

from __future__ import annotations

from dannguon.answer.reply import Reply, Situation
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import Intent

_KINDS = {Intent.SMALLTALK: "greeting", Intent.OFFTOPIC: "off_topic", Intent.INJECTION: "injection"}


def small_talk(situation: Situation) -> Reply | None:
    """Greetings, other subjects and attempts to turn the assistant; an empty question too."""
    words = load_wording(situation.language)
    if not any(char.isalnum() for char in situation.question.text):
        return _refused(words("refusal.empty"))
    kind = _KINDS.get(situation.question.intent)
    return None if kind is None else _refused(words(f"refusal.{kind}"))


def not_found(situation: Situation) -> Reply:
    """Nothing in the corpus answers; the nearest records may help."""
    hits = situation.engine.ranked(situation.question, 3, documents=situation.documents)
    nearest = tuple(situation.kb.get(hit.id) for hit in hits)
    text = load_wording(situation.language)("refusal.not_found")
    return Reply(((text,),), reason=text, nearest=nearest)


def _refused(text: str) -> Reply:
    return Reply(((text,),), reason=text)
