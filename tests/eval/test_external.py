"""Public sets: their form, their licences, and the figures by query."""

import pytest

from dannguon.errors import SuiteError
from dannguon.eval.external import load_external, try_external

FILES = {
    "corpus.jsonl": '{"_id": "p1", "title": "", "text": "một"}\n{"_id": "p2", "title": "", "text": "hai"}\n',
    "queries.jsonl": '{"_id": "q1", "text": "một?"}\n{"_id": "q2", "text": "không ai chấm"}\n',
    "qrels.tsv": "query-id\tcorpus-id\tscore\nq1\tp2\t1\nq1\tp1\t0\n",
}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "pubhealth_retrieval"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_a_set_is_read_with_its_licence(folder):
    external = load_external(folder)
    assert external.licence == "PubHealthQA, MIT"
    assert external.queries == (("q1", "một?"),)
    assert external.relevant == {"q1": {"p2"}}


def test_a_query_is_measured_by_its_relevant_passages(folder):
    trial = try_external(load_external(folder), "ngược", lambda text, k: ["p1", "p2"])
    assert trial.values("mrr") == [1 / 2]


def test_a_set_without_a_known_licence_is_refused(tmp_path):
    with pytest.raises(SuiteError, match="licence we do not know"):
        load_external(tmp_path)


def test_a_set_without_its_files_is_refused(tmp_path):
    (tmp_path / "xquad_vi_retrieval").mkdir()
    with pytest.raises(SuiteError, match="not a retrieval set"):
        load_external(tmp_path / "xquad_vi_retrieval")


def test_the_shared_sets_are_whole(gold):
    for name, n in {"pubhealth_retrieval": 144, "xquad_vi_retrieval": 1190}.items():
        assert len(load_external(gold.parent / "data" / "retrieval" / name).queries) == n
