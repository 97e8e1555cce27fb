"""The command line: what it prints, one sentence for an error, and what it leaves unloaded."""

import json
import os
import subprocess
import sys

import pytest

from dannguon.api import cli
from dannguon.kb import KnowledgeBase
from tests.documents import PLAN

HEAVY = ("torch", "transformers", "sentence_transformers", "langchain_core", "langchain")


@pytest.fixture
def run(monkeypatch, capfd, tmp_path):
    """Runs a command in a folder of its own; returns exit code, standard output and standard error."""

    def command(*arguments: str, **settings: object) -> tuple[int, str, str]:
        monkeypatch.chdir(tmp_path)
        for name, value in settings.items():
            monkeypatch.setenv(f"DANNGUON_{name.upper()}", str(value))
        monkeypatch.setattr(sys, "argv", ["dannguon", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code or 0, *capfd.readouterr()

    return command


def test_an_answer_is_followed_by_its_source(run, corpus_settings):
    code, out, _ = run("ask", "Cơ quan nào chủ trì thí điểm bản sao số?", home=corpus_settings.home)
    assert code == 0 and "Sở Khoa học và Công nghệ" in out
    assert out.splitlines()[-1] == "[1] STT 20, Phụ lục III, Kế hoạch số 27-KH/BCĐTP (dòng 534)"


def test_an_answer_as_json_is_the_contracts(run, corpus_settings):
    out = run("ask", "--json", "Cơ quan nào chủ trì thí điểm bản sao số?", home=corpus_settings.home)[1]
    assert json.loads(out)["citations"][0]["id"] == "plan27/PL3/20"


def test_records_as_json_lines_are_all_records_and_the_same_each_time(run, corpus_settings):
    kb = KnowledgeBase.open(corpus_settings.home)
    first, again = (run("records", "--jsonl", home=corpus_settings.home)[1] for _ in range(2))
    assert first == again
    assert [json.loads(line)["id"] for line in first.splitlines()] == [record.id for record in kb.records]


def test_records_for_people_take_one_line_each(run, corpus_settings):
    out = run("records", "--document", "weekly11", home=corpus_settings.home)[1]
    kb = KnowledgeBase.open(corpus_settings.home)
    assert len(out.splitlines()) == sum(record.document == "weekly11" for record in kb.records)


def test_doctor_counts_what_each_document_leaves_in_doubt(run, corpus_settings):
    out = run("doctor", home=corpus_settings.home)[1]
    assert "plan27: 37 passage" in out and "unused_line" in out and "lost_line" not in out


def test_search_shows_the_records_with_their_places(run, corpus_settings):
    out = run("search", "bản sao số", "-k", "1", home=corpus_settings.home)[1]
    assert "plan27/PL3/20" in out.splitlines()[0] and len(out.splitlines()) == 2


@pytest.mark.parametrize("command", [["ask", "Ai chủ trì?"], ["records"], ["doctor"], ["serve"]])
def test_without_a_knowledge_base_one_sentence_says_what_to_run(run, tmp_path, command):
    code, out, err = run(*command, home=tmp_path / "none")
    assert (code, out) == (1, "") and err.count("\n") == 1 and "dannguon build" in err


def test_a_wrong_catalog_is_one_error_that_names_its_key(run, tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "catalog.yaml").write_text("documents:\n  - {file: a.txt, sulg: x}\n", "utf-8")
    code, _, err = run("build", home=tmp_path / "home")
    assert code == 1 and err.count("\n") == 1 and "catalog.yaml" in err and "documents.0.sulg" in err


def test_a_build_that_left_a_file_out_says_so_and_fails(run, tmp_path, corpus_settings):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "plan.txt").write_text(PLAN, "utf-8")
    (tmp_path / "corpus" / "hong.txt").write_bytes(b"\x00\x01")
    code, out, err = run("build", home=tmp_path / "home", cache=corpus_settings.cache)
    assert code == 1 and out.startswith("Đã dựng kho: 4 bản ghi")
    assert "'hong.txt'" in err


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "Cơ quan nào chủ trì thí điểm bản sao số?"]])
def test_help_and_answers_load_neither_torch_nor_langchain(corpus_settings, tmp_path, arguments):
    script = (
        "import sys; from dannguon.api import cli\n"
        f"sys.argv = ['dannguon', *{arguments!r}]\n"
        "try: cli.main()\n"
        f"finally: print('loaded:', [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    settings = {"DANNGUON_HOME": str(corpus_settings.home), "DANNGUON_CACHE": str(corpus_settings.cache)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | settings, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0 and done.stderr.splitlines()[-1] == "loaded: []"
