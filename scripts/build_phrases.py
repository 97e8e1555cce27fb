"""Write the phrases that `ingest/phrases.py` reads agency cells with. Knows the sources; hides the spelling out.

usage: build_phrases.py AGENCIES.yaml CORPUS_DIR OUT.txt

The gazetteer gives the names of agencies, with what offices write for them: shorthands, the city after the name,
"các" before a name that means many. The agency cells of the clean documents of CORPUS_DIR give what else stands in
such cells; an OCRed document is left out. Of spellings that differ only in tones or capitals the gazetteer's stays.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import yaml

from dannguon.ingest.normalise import read_source
from dannguon.ingest.readers import ocr_table, read
from dannguon.models import Field
from dannguon.text import fold, squeeze

CELLS = (Field.LEAD_AGENCY, Field.COORDINATING_AGENCIES, Field.MONITORING_AGENCY)
CITY = ("Thành phố", "TP", "TP.HCM", "TPHCM")
GIVES_TASKS = "city"
WITHOUT_CITY = ("central", "ministry", "generic", "locality")
COMMITTEE = "Ủy ban nhân dân"
HEADS = tuple(
    "Sở|Ban|Bộ|Cục|Chi cục|Trung tâm|Viện|Hội|Hiệp hội|Liên hiệp|Liên đoàn|Công an|Công ty|Tổng Công ty|Tập đoàn|"
    "Văn phòng|Đại học|Trường|Ủy ban|UBND|UBMTTQ|Thanh tra|Thành ủy|Thành Đoàn|Đảng ủy|Đoàn|Bảo hiểm|Kho bạc|Ngân hàng|"
    "Cổng|Báo|Đài|Thuế|Thống kê|Bệnh viện|BQL|VP|TT|các|cơ quan|đơn vị|tổ chức".split("|")
)
"""What the full name of a body begins with; a name without one ("Khu Công nghệ cao") is a place in common prose too."""
GENERAL = ("đổi tên thành", "Thực hiện theo")
"""What else such cells say in any plan: an agency's later name, a document that assigns the task instead."""
LEAST_SEEN = 2
LEAST_CAPITALS = 4

_PART = re.compile(r"\s*(?:;|\s[-–]\s|^[-–]\s|[.,]$)\s*")


def gazetteer_phrases(table: dict[str, Any]) -> Iterator[str]:
    """Every name as offices spell it, of every agency that a plan may give a task to."""
    everybody, localities = list[str](), list[str]()
    for row in table["agencies"]:
        if row["kind"] == GIVES_TASKS:
            continue
        abbreviated = [name for name in row.get("english", ()) if name.isupper()]
        names = [
            row["name"],
            *abbreviated,
            *(name for name in row.get("also", ()) if not row["name"].startswith(f"{name} và ")),
        ]
        if row["kind"] in ("locality", "generic") and row["name"].startswith(COMMITTEE):
            localities.append(row["name"].removeprefix(COMMITTEE))
        for spelling in (s for name in names for s in _spellings(name, table["shorthands"])):
            yield spelling
            if row["kind"] == "generic":
                several = spelling if fold(spelling).startswith("cac ") else f"các {spelling}"
                yield from (several, f"{several} liên quan", f"{several} có liên quan")
                everybody += [several] if fold(several).startswith("cac so") else []
            elif row["kind"] not in WITHOUT_CITY and not _names_city(spelling):
                yield from (f"{spelling} {city}" for city in CITY)
    for one, other in permutations(localities, 2):
        for spelling in _spellings(f"{COMMITTEE}{one} và{other}", table["shorthands"]):
            yield from (spelling, f"{spelling} liên quan", f"{spelling} có liên quan")
            yield from (f"{departments}, {spelling}" for departments in everybody)


def _names_city(name: str) -> bool:
    return any(fold(name).endswith(fold(city)) for city in CITY)


def _spellings(name: str, shorthands: dict[str, list[str]]) -> list[str]:
    """A name and it with each shorthand; "và" may be a comma."""
    found = [name]
    for phrase, shorts in shorthands.items():
        if fold(phrase) in fold(name):
            found += [re.sub(re.escape(phrase), short, name, flags=re.IGNORECASE) for short in shorts]
    return [*found, *(spelling.replace(" và ", ", ", 1) for spelling in found if " và " in spelling)]


def corpus_phrases(folder: Path) -> Iterator[str]:
    """What stands between the marks of agency cells in clean documents, the most frequent first, if seen again."""
    seen: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt")):
        source = read_source(path)
        if not ocr_table.recognises(source):
            cells = [row.fields[f].text for row in read(source)[1].rows for f in CELLS if f in row.fields]
            seen.update(part for cell in cells for part in _PART.split(squeeze(cell)) if part)
    yield from (part for part, n in seen.most_common() if n >= LEAST_SEEN)


def tells(phrase: str) -> bool:
    """Whether a phrase can only be what an agency cell says: a long abbreviation, or a body's full name."""
    first = phrase.split()[0]
    known = phrase in GENERAL or (first.isupper() and len(first) >= LEAST_CAPITALS)
    return known or any(fold(phrase).startswith(f"{fold(head)} ") for head in HEADS)


def build(agencies: Path, corpus: Path) -> list[str]:
    """The phrases, each once, the gazetteer's first."""
    table = yaml.safe_load(agencies.read_text("utf-8"))
    phrases: dict[str, str] = {}
    for phrase in filter(tells, (*gazetteer_phrases(table), *corpus_phrases(corpus), *GENERAL)):
        phrases.setdefault(fold(phrase), phrase)
    return list(phrases.values())


if __name__ == "__main__":
    found = build(Path(sys.argv[1]), Path(sys.argv[2]))
    Path(sys.argv[3]).write_text("\n".join(found) + "\n", "utf-8")
    print(len(found), "phrases")
