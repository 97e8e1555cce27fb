"""How well the reader of a badly OCRed plan reads. Knows the truth files; hides the counting.

usage: measure_ocr.py DOCUMENT.txt TRUTH.jsonl… [--errors]

Prints a table with a column for each truth file and one for all of them; `--errors` lists what is wrong after it.
A line of a truth file is a row: a record as DESIGN.md shows it, or {"ordinal", "lines", "name", "lead",
"coordinating", "due"}. Syllables are compared with their tones, in the names that the reader marks as mended.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from dannguon.ingest.readers import ocr_table
from dannguon.ingest.reading import Row, Source
from dannguon.models import Due, Field
from dannguon.text import syllables
from dannguon.typed import typed_value

SHORT = {
    "name": Field.NAME,
    "lead": Field.LEAD_AGENCY,
    "coordinating": Field.COORDINATING_AGENCIES,
    "due": Field.DUE,
}


@dataclass(frozen=True, slots=True)
class Truth:
    """A row as people read it."""

    ordinal: str
    lines: tuple[int, int]
    cells: dict[Field, str]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    right: int
    of: int

    def __str__(self) -> str:
        return f"{self.right}/{self.of} {self.right / self.of:.2%}" if self.of else "–"


def load_truth(path: Path) -> list[Truth]:
    """The rows of a truth file that belong to the table measured: those that have mended cells, or the short form."""
    return [_true(row) for row in map(json.loads, path.read_text("utf-8").splitlines()) if _is_ours(row)]


def _is_ours(row: dict[str, Any]) -> bool:
    return "fields" not in row or any(cell.get("mended") for cell in row["fields"].values())


def _true(row: dict[str, Any]) -> Truth:
    if "fields" in row:
        cells = {f: _best(row["fields"].get(f, {})) for f in SHORT.values()}
    else:
        cells = {field: row[short] for short, field in SHORT.items()}
    return Truth(row["ordinal"], (row["lines"][0], row["lines"][1]), cells)


def _best(cell: dict[str, Any]) -> str:
    return cell.get("mended") or cell.get("text") or ""


def read_rows(path: Path) -> dict[str, Row]:
    """The rows of the document by ordinal."""
    text = path.read_text("utf-8")
    reading = ocr_table.read(Source(path, text, tuple(text.split("\n"))))
    return {row.ordinal: row for row in reading.rows if row.ordinal}


def shown(row: Row, field: Field) -> str:
    """What the assistant shows of a cell."""
    cell = row.fields[field]
    return cell.mended or cell.text


def plain(text: str) -> list[str]:
    """Words to compare cells by: marks and leading zeros do not count."""
    return [word.lstrip("0") for word in syllables(text)]


def typed(field: Field, text: str) -> object:
    """What the cell means: agencies in no order, deadlines without their wording."""
    value = typed_value(field, text)
    if isinstance(value, Due):
        return tuple((m.kind, m.start, m.end, m.every) for m in value.milestones)
    return frozenset(value) if isinstance(value, tuple) else value


def matched(one: Sequence[str], other: Sequence[str]) -> set[int]:
    """The places of `one` whose words `other` has too, in the same order."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return {block.a + i for block in blocks for i in range(block.size)}


def measure(pairs: Sequence[tuple[Truth, Row | None]]) -> tuple[dict[str, Share], list[str]]:
    """The figures over rows of the truth with what was read for them, and the errors as lines for people."""
    found = [(t, row) for t, row in pairs if row is not None]
    errors = [f"{t.ordinal}: no row" for t, row in pairs if row is None]
    figures = {
        "rows found": Share(len(found), len(pairs)),
        "lines equal": Share(sum(t.lines == row.lines for t, row in found), len(pairs)),
    }
    for short, field in SHORT.items():
        if field is Field.NAME:
            continue
        text = [plain(t.cells[field]) == plain(shown(row, field)) for t, row in found]
        value = [typed(field, t.cells[field]) == typed(field, shown(row, field)) for t, row in found]
        figures[f"{short}, text"] = Share(sum(text), len(pairs))
        figures[f"{short}, typed"] = Share(sum(value), len(pairs))
        errors += [
            f"{t.ordinal} {short}{'' if same else ' TYPED'}: {t.cells[field]!r} read {shown(row, field)!r}"
            for (t, row), equal, same in zip(found, text, value, strict=True)
            if not equal or not same
        ]
    names = [(t, row) for t, row in found if row.fields[Field.NAME].mended]
    figures["names marked mended"] = Share(len(names), len(pairs))
    exact, syllable_count, changed, right_in_print = 0, 0, 0, 0
    for t, row in names:
        truth, printed = syllables(t.cells[Field.NAME]), syllables(row.fields[Field.NAME].text)
        mended = matched(truth, syllables(shown(row, Field.NAME)))
        right = matched(truth, printed)
        exact, syllable_count = exact + len(mended), syllable_count + len(truth)
        changed, right_in_print = changed + len(right - mended), right_in_print + len(right)
        errors += [f"{t.ordinal} name: {line}" for line in _differences(t.cells[Field.NAME], shown(row, Field.NAME))]
        errors += [f"{t.ordinal} name: right in print but changed: {truth[i]!r}" for i in sorted(right - mended)]
    figures["their syllables exact"] = Share(exact, syllable_count)
    figures["right in print, changed"] = Share(changed, right_in_print)
    return figures, errors


def _differences(truth: str, read: str) -> Iterable[str]:
    one, other = syllables(truth), syllables(read)
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            yield f"{' '.join(one[a:b])!r} read {' '.join(other[c:d])!r}"


def main() -> None:
    """Print the table, and the errors where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("document", type=Path)
    parser.add_argument("truth", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    rows = read_rows(asked.document)
    parts = [[(t, rows.get(t.ordinal)) for t in load_truth(path)] for path in asked.truth]
    whole = [pair for part in parts for pair in part]
    columns = [measure(part)[0] for part in parts]
    figures, errors = measure(whole)
    heads = [f"{part[0][0].ordinal}–{part[-1][0].ordinal}" for part in parts]
    print(f"{'':24}" + "".join(f"{head:>20}" for head in [*heads, "all"]))
    for name in figures:
        print(f"{name:24}" + "".join(f"{column[name]!s:>20}" for column in [*columns, figures]))
    if asked.errors:
        print(*errors, sep="\n")


if __name__ == "__main__":
    main()
