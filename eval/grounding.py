"""Whether a case is supported by the corpus. Knows where a fact may stand; hides how records are found by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dannguon.eval.cases import Case, Place
from dannguon.eval.matching import normal, normal_id, overlap, rests_on_print, states
from dannguon.models import Record


class Ground:
    """The records that cases are checked against."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_id: dict[str, Record] = {}
        self._by_document: defaultdict[str, list[Record]] = defaultdict(list)
        for record in records:
            self._by_id[normal_id(record.id)] = record
            self._by_document[normal_id(record.document)].append(record)

    def problems(self, case: Case) -> Iterator[str]:
        """Yield a sentence for each expected record that does not exist and each fact without support."""
        lost = [place for place in case.places if rests_on_print(place.id) and not self.at(place)]
        lost += [group[0] for group in case.cite if not any(map(self.at, group)) and group[0] not in lost]
        for place in lost:  # a place without an id may be a heading, if another alternative is a record
            yield f"{place.id or place.doc!r} at lines {list(place.lines)} is no record of the knowledge base."
        for record_id in case.list_ids:
            if normal_id(record_id) not in self._by_id:
                yield f"list member {record_id!r} is no record of the knowledge base."
        evidence = normal("\n" + "\n".join(self._evidence(case)))
        for spellings in case.facts:
            if not set(spellings) & set(case.computed) and not states(evidence, spellings):
                yield f"the fact {spellings[0]!r} stands in none of the cited records, in no accepted spelling."

    def at(self, place: Place) -> list[Record]:
        """The records a place names: the one with its id, or those on its lines where ids rest on wording."""
        named = self._by_id.get(normal_id(place.id))
        if named is not None:
            return [named]
        if rests_on_print(place.id):
            return []
        return [r for r in self._by_document[normal_id(place.doc)] if overlap(r.lines, place.lines)]

    def _evidence(self, case: Case) -> Iterator[str]:
        members = (self._by_id[i] for i in map(normal_id, case.list_ids) if i in self._by_id)
        cited = [record for place in case.places for record in self.at(place)]
        for record in (*cited, *members):
            parent = self._by_id.get(normal_id(record.parent))
            yield from (record.text, record.mended or "", *record.section, parent.text if parent else "")
            for cell in record.fields.values():
                yield from (cell.text, cell.mended or "")
