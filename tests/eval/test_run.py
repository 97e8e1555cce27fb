"""A run: turns in order, answers kept as they come, and what a dead server leaves."""

import json

import pytest

from dannguon.errors import ServerGone
from dannguon.eval.askers import url_asker
from dannguon.eval.cases import Suite
from dannguon.eval.results import Identity, latency
from dannguon.eval.run import run

from .making import RIGHT, case
from .serving import serving

SUITE = Suite("s", tuple(case(id=f"c{n}") for n in range(6)))


def right(request):
    return RIGHT


def test_results_come_in_the_order_of_the_suite():
    report = run(SUITE, right)
    assert [result.case.id for result in report.results] == [f"c{n}" for n in range(6)]
    assert report.complete
    assert set(report.values("exact").values()) == {1}


def test_every_turn_is_asked_with_what_was_said_before():
    asked = []
    run(Suite("s", (case(turns=["A", "B"], as_of="2026-04-01"),)), lambda request: asked.append(request) or RIGHT)
    assert asked[0] == {"messages": [{"role": "user", "content": "A"}], "as_of": "2026-04-01"}
    assert [message["role"] for message in asked[1]["messages"]] == ["user", "assistant", "user"]
    assert asked[1]["messages"][1]["content"] == RIGHT["answer"]


def test_every_answer_is_kept_as_it_comes(tmp_path):
    run(SUITE, right, keep=tmp_path / "answers.jsonl")
    kept = [json.loads(line) for line in (tmp_path / "answers.jsonl").read_text("utf-8").splitlines()]
    assert sorted(line["case"] for line in kept) == [f"c{n}" for n in range(6)]
    assert kept[0]["response"] == RIGHT


def test_progress_is_told_after_every_answer():
    seen = []
    run(SUITE, right, watch=seen.append)
    assert [(progress.done, progress.total) for progress in seen] == [(n, 6) for n in range(1, 7)]


def test_a_failure_of_one_question_is_its_result():
    def failing(request):
        raise ValueError("no such table")

    (result, *_) = run(SUITE, failing).results
    assert (result.error, result.score.exact) == ("ValueError('no such table')", 0)


def test_an_answer_in_another_form_is_a_failure_too():
    (result, *_) = run(SUITE, lambda request: {"citations": 7}).results
    assert "not the contract's form" in result.error


def test_a_server_that_dies_leaves_what_was_answered_and_names_the_rest(tmp_path):
    answered = iter([RIGHT, RIGHT])

    def dying(request):
        if (response := next(answered, None)) is None:
            raise ServerGone("gone")
        return response

    report = run(SUITE, dying, workers=1, keep=tmp_path / "answers.jsonl")
    assert [result.case.id for result in report.results] == ["c0", "c1"]
    assert report.not_asked == ("c2", "c3", "c4", "c5")
    assert not report.complete
    assert len((tmp_path / "answers.jsonl").read_text("utf-8").splitlines()) == 2


def test_what_the_answers_say_of_themselves_completes_the_identity():
    report = run(SUITE, lambda request: RIGHT | {"corpus_revision": "r1"}, identity=Identity(commit="abc"))
    assert report.identity == Identity(corpus_revision="r1", commit="abc")


def test_latency_is_told_by_stage():
    stages = latency(run(SUITE, lambda request: RIGHT | {"timing_ms": {"retrieve": 4}}).results)
    assert stages["retrieve"] == (4, 4)
    assert stages["wall"][0] > 0


def test_a_running_server_is_asked_by_the_contract():
    with serving(lambda request: RIGHT | {"warnings": [request["path"], request["authorization"]]}) as url:
        response = url_asker(url + "/", key="k")({"messages": [{"role": "user", "content": "A"}]})
    assert response["warnings"] == ["/api/v1/ask", "Bearer k"]


def test_an_error_of_the_server_is_not_its_death():
    with serving(lambda request: RIGHT if request["messages"][0]["content"] == "A" else None) as url:
        report = run(Suite("s", (case(turns=["B"]), case(id="c2", turns=["A"]))), url_asker(url))
    assert [bool(result.error) for result in report.results] == [True, False]


def test_nobody_at_the_address_is_said_so():
    with pytest.raises(ServerGone, match="does not answer"):
        url_asker("http://127.0.0.1:1")({"messages": []})
