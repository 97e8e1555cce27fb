"""Files become records with typed values; nothing of a source is lost, and one bad file harms no other."""

import json
from datetime import date
from pathlib import Path

import pytest

from dannguon.errors import CatalogError, SecretFile, SourceError, UnknownForm, UnreadableFile
from dannguon.ingest.catalog import Catalog, Entry, load_catalog
from dannguon.ingest.pipeline import Extract, extract, read_corpus, sources
from dannguon.models import Due, Field, Kind, Record
from tests.documents import NEWS, PLAN, REPORT, SCAN

CORPUS = Path(__file__).parents[2] / "corpus"
GOLD = CORPUS.parent / ".." / "shared" / "gold" / "rows_sample.jsonl"
CATALOG = load_catalog(CORPUS)
SMALL = {"plan.txt": PLAN, "report.txt": REPORT, "news.txt": NEWS, "scan.txt": SCAN}


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def extracted(folder: Path, name: str, text: str | bytes) -> Extract:
    return extract(written(folder, name, text), Entry(file=name))


def printed(record: Record) -> dict[str, str]:
    return {name.value: cell.text for name, cell in record.fields.items()}


@pytest.fixture(scope="module")
def corpus() -> dict[str, Extract]:
    """What each shipped file gives, by slug."""
    found = [extract(path, CATALOG.entry(path.name)) for path in sources(CORPUS, CATALOG)]
    return {one.document.slug: one for one in found}


def count(found: Extract, *kinds: Kind) -> int:
    return sum(record.kind in kinds for record in found.records)


def test_a_row_cut_by_a_page_break_is_one_record_with_its_typed_deadline(tmp_path):
    row = extracted(tmp_path, "plan.txt", PLAN).records[-1]
    assert (row.id, row.lines) == ("5-kh-bcd/PL1/2", (22, 25))
    assert printed(row)["name"] == "Rà soát thủ tục hành chính nội bộ"
    due = row.value(Field.DUE)
    assert isinstance(due, Due) and (due.start, due.end) == (date(2027, 1, 1), date(2027, 12, 31))


def test_a_task_in_labelled_lines_is_one_record(tmp_path):
    task = extracted(tmp_path, "report.txt", REPORT).records[-1]
    assert (task.id, task.lines) == ("report/II.1/1", (11, 19))
    assert (task.value(Field.LEAD_AGENCY), task.value(Field.COORDINATING_AGENCIES)) == (
        ("so-tai-chinh",),
        ("so-tu-phap",),
    )


def test_broken_print_is_kept_beside_what_it_was_mended_to(tmp_path):
    row = extracted(tmp_path, "scan.txt", SCAN).records[1]
    lead = row.fields[Field.LEAD_AGENCY]
    assert (lead.text, lead.mended, lead.value) == ("S& Tu phap", "Sở Tư pháp", ("so-tu-phap",))


def test_an_item_of_a_newsletter_has_its_title_and_day(tmp_path):
    (item,) = extracted(tmp_path, "news.txt", NEWS).records
    assert printed(item) == {"name": "KHAI TRƯƠNG TRUNG TÂM DỮ LIỆU CỦA THÀNH PHỐ", "issued_on": "14/01/2027"}


def test_the_shipped_plan_has_all_rows_of_its_annexes_and_body(corpus):
    places = [record.id.split("/")[1] for record in corpus["plan27"].records]
    assert {place: places.count(place) for place in places} == {"body": 40, "PL1": 69, "PL2": 52, "PL3": 49}


def test_the_scanned_plan_has_82_rows_and_five_items(corpus):
    ordinals = [record.ordinal for record in corpus["plan1413"].records if record.kind is Kind.TASK]
    assert [o for o in ordinals if "." not in o] == [str(n) for n in range(1, 83)]
    assert [o for o in ordinals if "." in o] == [f"13.{n}" for n in range(1, 6)]


def test_the_weekly_report_has_12_rows_and_35_items_below_its_head(corpus):
    weekly = corpus["weekly11"]
    assert (count(weekly, Kind.REPORT_LINE), count(weekly, Kind.PASSAGE) - 1) == (12, 35)


def test_the_report_has_20_tasks_39_passages_and_11_footnotes(corpus):
    report = corpus["report062025"]
    assert [count(report, kind) for kind in (Kind.TASK, Kind.PASSAGE, Kind.FOOTNOTE)] == [20, 39, 11]


def test_the_newsletter_has_21_items(corpus):
    assert count(corpus["newsletter01"], Kind.NEWS) == len(corpus["newsletter01"].records) == 21


def test_every_line_of_the_shipped_files_is_in_a_record_or_has_a_reason(corpus):
    for path in sources(CORPUS, CATALOG):
        found = corpus[CATALOG.entry(path.name).slug]
        told = {line for r in found.records for line in range(r.lines[0], r.lines[1] + 1)}
        told |= {f.lines[0] for f in found.findings if f.check == "unused_line" and f.message}
        lines = path.read_text("utf-8").split("\n")
        assert [n for n, line in enumerate(lines, 1) if line.strip() and n not in told] == []


@pytest.mark.parametrize("name", SMALL)
def test_no_line_of_a_small_document_is_lost(tmp_path, name):
    checks = [finding.check for finding in extracted(tmp_path, name, SMALL[name]).findings]
    assert "unused_line" in checks and "lost_line" not in checks


def squeezed(cells: dict[str, str]) -> dict[str, str]:
    return {name: "".join(text.split()) for name, text in cells.items()}


@pytest.mark.skipif(not GOLD.exists(), reason="the gold rows are not beside this checkout")
def test_records_equal_the_rows_checked_by_hand(corpus):
    records = {record.id: record for found in corpus.values() for record in found.records}
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    broken = []
    for row in rows:
        record, cells = records[row["id"]], {name: cell["text"] for name, cell in row["fields"].items()}
        assert (record.kind, record.ordinal, list(record.lines)) == (row["kind"], row["ordinal"] or "", row["lines"])
        if record.quality == 1.0:
            assert squeezed(printed(record)) == squeezed(cells)
        else:
            broken += [squeezed(printed(record))[name] == text for name, text in squeezed(cells).items()]
    assert len(rows) > 100 and sum(broken) >= 0.95 * len(broken)


BAD = {
    "empty": (b" \n\n", UnreadableFile, "không có chữ"),
    "binary": (b"%PDF-1.7\x00\x01\x02", UnreadableFile, "nhị phân"),
    "not UTF-8": ("Kế hoạch".encode("utf-16"), UnreadableFile, "UTF-16"),
    "TCVN3": ("Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp".encode("cp1252"), UnreadableFile, "TCVN3"),
    "VNI": ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp".encode("cp1252"), UnreadableFile, "VNI"),
    "unknown form": ("Hôm nay trời đẹp.\n".encode(), UnknownForm, "đầu bảng"),
    "secret": (f"TỐI MẬT\n{PLAN}".encode(), SecretFile, "độ mật 'TỐI MẬT'"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_named_with_what_to_do(tmp_path, kind):
    data, error, words = BAD[kind]
    with pytest.raises(error, match=words) as raised:
        extracted(tmp_path, "hong.txt", data)
    assert "'hong.txt'" in str(raised.value) and "ãy " in str(raised.value)


def test_a_missing_file_is_named_with_what_to_do(tmp_path):
    with pytest.raises(UnreadableFile, match="Không tìm thấy tệp 'khong.txt'"):
        extract(tmp_path / "khong.txt", Entry(file="khong.txt"))


def test_words_about_secrets_in_running_text_are_no_mark(tmp_path):
    text = PLAN.replace("Nâng cao", "Bảo mật, an ninh mạng theo cấp độ Mật; nâng cao")
    assert extracted(tmp_path, "plan.txt", text).records


def test_a_corpus_without_a_single_readable_file_is_an_error(tmp_path):
    with pytest.raises(SourceError, match="corpus"):
        list(read_corpus([], Catalog(), None))
    with pytest.raises(SourceError, match="'a.txt'"):
        list(read_corpus([written(tmp_path, "a.txt", b"")], Catalog(), None))


def test_a_changed_checksum_is_reported(tmp_path):
    entry = Entry(file="plan.txt", sha256="0" * 64)
    findings = extract(written(tmp_path, "plan.txt", PLAN), entry).findings
    assert [f.message for f in findings if f.check == "changed_file"] == [
        "tệp khác với mã sha256 ghi trong danh mục: nội dung đã đổi hoặc danh mục cần cập nhật"
    ]


def test_the_shipped_files_are_those_of_the_catalog(corpus):
    assert not [f for found in corpus.values() for f in found.findings if f.check == "changed_file"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("documents:\n  - file: a.txt\n    sulg: x\n", "documents.0.sulg"),
        ("documents:\n  - slug: x\n", "documents.0.file"),
        ("documents:\n  - {file: a.txt, issued_on: mai}\n", "documents.0.issued_on"),
        ("documents: [\n", "catalog.yaml"),
        ("documents:\n  - {file: a.txt, slug: x}\n  - {file: b.txt, slug: x}\n", "'x'"),
    ],
)
def test_an_error_in_the_catalog_names_the_file_and_the_key(tmp_path, text, words):
    written(tmp_path, "catalog.yaml", text)
    with pytest.raises(CatalogError, match="catalog.yaml") as raised:
        load_catalog(tmp_path)
    assert words in str(raised.value)


def test_files_that_the_catalog_names_come_first_and_the_catalog_is_no_source(tmp_path):
    for name in ("a.txt", "b.txt", ".hidden"):
        written(tmp_path, name, PLAN)
    written(tmp_path, "catalog.yaml", "documents:\n  - file: b.txt\n")
    assert [path.name for path in sources(tmp_path, load_catalog(tmp_path))] == ["b.txt", "a.txt"]
