"""The command: what it writes, and when its exit code is not 0."""

from io import StringIO

import pytest
from rich.console import Console

from dannguon.errors import KnowledgeBaseError, SuiteError
from dannguon.eval.command import Wishes, evaluate
from dannguon.settings import Settings

from .making import RIGHT, case
from .serving import serving


@pytest.fixture
def asked(tmp_path):
    """Run the command on a suite of two cases; return exit code and what was printed."""
    suite = tmp_path / "two.jsonl"
    lines = [case(id=name).model_dump_json(exclude_defaults=True) for name in ("c1", "c2")]
    suite.write_text("\n".join(lines), "utf-8")

    def command(**wishes: object) -> tuple[int, str]:
        console = Console(file=StringIO(), record=True, width=200)
        code = evaluate(Wishes(questions=[suite], out=tmp_path, **wishes), Settings(home=tmp_path), console)
        return code, console.export_text()

    return command


def test_a_run_prints_figures_and_writes_answers_and_page(asked, tmp_path):
    with serving(lambda request: RIGHT) as url:
        code, text = asked(url=url)
    assert code == 0
    assert "Bộ câu hỏi two" in text and "1.000" in text
    assert len((tmp_path / "two.answers.jsonl").read_text("utf-8").splitlines()) == 2
    assert (tmp_path / "two.html").read_text("utf-8").startswith("<!doctype html>")


def test_twins_are_asked_too(asked, tmp_path):
    with serving(lambda request: RIGHT) as url:
        _, text = asked(url=url, twins=True)
    assert "no_diacritics" in text and "capitals" in text
    assert (tmp_path / "two.twins.answers.jsonl").exists()


def test_a_server_that_is_not_there_fails_and_says_what_was_not_asked(asked):
    code, text = asked(url="http://127.0.0.1:1")
    assert code == 1
    assert "Không hỏi được (2): c1, c2" in text


def test_a_question_that_fails_fails_the_run(asked):
    with serving(lambda request: None) as url:
        code, text = asked(url=url)
    assert code == 1
    assert "Lỗi (2): c1 (<HTTPError 500" in text


@pytest.mark.parametrize("wish", [{"peers": True}, {"ablate": True}])
def test_what_looks_inside_the_search_cannot_go_by_url(asked, wish):
    with pytest.raises(SuiteError, match="leave out --url"):
        asked(url="http://127.0.0.1:1", **wish)


def test_a_gate_needs_a_baseline(asked):
    with pytest.raises(SuiteError, match="has no baseline yet"):
        asked(url="http://127.0.0.1:1", gate=True)


def test_in_process_a_knowledge_base_is_needed(asked):
    with pytest.raises(KnowledgeBaseError, match="dannguon build"):
        asked()
