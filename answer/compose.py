"""Sentences of words and claims become an answer. Knows numbering and marks; keeps text and claims in step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dannguon.answer.claims import Answer, Citation, Claim
from dannguon.answer.succession import replaced
from dannguon.kb import KnowledgeBase
from dannguon.language import Language
from dannguon.models import Field

_SLOT = re.compile(r"\{(\w+)\}")
_QUOTE_LIMIT = 600


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the citation marks of these records stand."""

    records: tuple[str, ...]


Part = str | Claim | Mark
"""A sentence is a sequence of words that state nothing, claims that state a value, and marks that cite."""

Sentence = tuple[Part, ...]


def fill(template: str, slots: Mapping[str, Part | Sequence[Part]]) -> Sentence:
    """Put parts into the `{slots}` of a template, in order; raises KeyError for a slot that was not given."""
    parts: list[Part] = []
    position = 0
    for match in _SLOT.finditer(template):
        parts.append(template[position : match.start()])
        value = slots[match[1]]
        parts.extend([value] if isinstance(value, str | Claim | Mark) else value)
        position = match.end()
    parts.append(template[position:])
    return tuple(part for part in parts if part != "")


def joined(parts: Iterable[Sequence[Part]], separator: str) -> Sentence:
    """Several runs of parts as one, `separator` between them."""
    out: list[Part] = []
    for run in parts:
        if out:
            out.append(separator)
        out.extend(run)
    return tuple(out)


def claims_of(sentences: Iterable[Sentence]) -> list[Claim]:
    """All claims in the order in which they are stated."""
    return [part for sentence in sentences for part in sentence if isinstance(part, Claim)]


def compose(
    sentences: Sequence[Sentence],
    kb: KnowledgeBase,
    language: Language,
    *,
    separator: str = "\n",
    warnings: Sequence[str] = (),
    reading: str | None = None,
) -> Answer:
    """Write the text, number the cited records by first mark, and keep every claim.

    A record that a claim rests on but that no mark cites gets its mark at the end of its sentence, so no value
    stands without a source.
    """
    numbers: dict[str, int] = {}
    lines = [_written(_marked(sentence), numbers) for sentence in sentences]
    claims = claims_of(sentences)
    return Answer(
        text=separator.join(lines),
        language=language,
        citations=tuple(_citation(record, n, claims, kb) for record, n in numbers.items()),
        claims=tuple(claims),
        warnings=tuple(warnings),
        reading=reading,
        revision=kb.revision,
    )


def _marked(sentence: Sentence) -> Sentence:
    marked = {record for part in sentence if isinstance(part, Mark) for record in part.records}
    needed = [record for part in sentence if isinstance(part, Claim) for record in part.records]
    missing = tuple(dict.fromkeys(record for record in needed if record not in marked))
    if not missing:
        return sentence
    *body, last = sentence
    if isinstance(last, str) and last[-1:] in ".;:":
        return (*body, *([last[:-1]] if last[:-1] else []), Mark(missing), last[-1])
    return (*sentence, Mark(missing))


def _written(sentence: Sentence, numbers: dict[str, int]) -> str:
    out: list[str] = []
    for part in sentence:
        match part:
            case Mark(records):
                marks = "".join(f"[{numbers.setdefault(record, len(numbers) + 1)}]" for record in records)
                out.append(marks if out and out[-1].endswith((" ", "\n")) else f" {marks}")
            case Claim():
                out.append(part.text)
            case _:
                out.append(part)
    return "".join(out)


def _citation(record_id: str, n: int, claims: Sequence[Claim], kb: KnowledgeBase) -> Citation:
    own = [claim for claim in claims if record_id in claim.records]
    record = kb.get(record_id)
    fields = dict.fromkeys(claim.field for claim in own if claim.field is not None and claim.field in record.fields)
    relation = replaced(kb, kb.document(record.document))
    quotes = [claim.text for claim in own if claim.field is None and claim.computed is None]
    return Citation(
        n=n,
        record=record_id,
        fields=tuple(name for name in fields if isinstance(name, Field)),
        quote=" … ".join(quotes) or record.text[:_QUOTE_LIMIT],
        superseded_by=relation.subject if relation else None,
    )
