"""The contract of the service over the shipped corpus: what is asked for comes, what is wrong is a problem."""

import pytest
from fastapi.testclient import TestClient

from dannguon.api.app import create_app
from dannguon.settings import Settings

TWIN = "plan27/PL3/20"
FOUNDING = "who leads the Digital Twin pilot and when is it due"


@pytest.fixture(scope="module")
def client(corpus_settings):
    with TestClient(create_app(corpus_settings)) as client:
        yield client


def ask(client: TestClient, question: str, **more: object):
    return client.post("/api/v1/ask", json={"messages": [{"role": "user", "content": question}]} | more)


@pytest.mark.parametrize("question", [FOUNDING, "Ai đứng đầu thí điểm bản sao số, hạn khi nào?"])
def test_the_founding_question_is_answered_with_both_deadlines_and_its_row(client, question):
    answer = ask(client, question).json()
    assert not answer["abstained"] and [c["id"] for c in answer["citations"]] == [TWIN]
    assert answer["citations"][0]["label"] == "STT 20, Phụ lục III, Kế hoạch số 27-KH/BCĐTP"
    assert answer["citations"][0]["lines"] == [534, 534]
    assert "Quý I/2026" in answer["answer"] and "Tháng 7/2026" in answer["answer"]
    assert all(claim["checked"] for claim in answer["claims"])


def test_an_answer_has_every_part_of_the_contract(client):
    answer = ask(client, FOUNDING, as_of="2026-03-15", documents=["plan27"], language="vi").json()
    assert answer["language"] == "vi" and answer["timing_ms"].keys() == {"retrieve", "compose", "total"}
    assert {"reason", "warnings", "nearest", "corpus_revision"} <= answer.keys()
    (citation,) = answer["citations"]
    assert citation["url"] == "/documents/plan27#PL3-20" and citation["document_number"] == "27-KH/BCĐTP"
    assert citation["fields"]["due"]["text"].startswith("- Ban hành đề án trong Quý I/2026")


def test_what_the_corpus_does_not_say_is_refused_with_a_reason(client):
    answer = ask(client, "Thời tiết ngày mai ở Thành phố thế nào?").json()
    assert answer["abstained"] and answer["reason"] and not answer["citations"]


def test_a_search_ranks_records_and_stays_in_its_document(client):
    hits = client.get("/api/v1/search", params={"q": "bản sao số", "k": 3, "document": "plan27"}).json()["hits"]
    assert hits[0]["id"] == TWIN and {hit["document"] for hit in hits} == {"plan27"}
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert {"lines", "label", "snippet"} <= hits[0].keys()


@pytest.mark.parametrize("path", ["plan27/PL3/20", "plan27%2FPL3%2F20", "weekly11/D.1.f/van-ban-noi-bo-so/(3)"])
def test_a_record_is_found_by_its_id_with_raw_and_escaped_slashes(client, path):
    response = client.get(f"/api/v1/records/{path}")
    assert response.status_code == 200 and response.json()["id"] == path.replace("%2F", "/")


def test_records_are_filtered_by_lead_and_deadline(client):
    wanted = {"lead_agency": "so-khoa-hoc-va-cong-nghe", "due_from": "2026-07-01", "due_to": "2026-07-31"}
    found = client.get("/api/v1/records", params=wanted | {"document": "plan27", "kind": "task"}).json()
    assert TWIN in [record["id"] for record in found["records"]] and found["total"] == len(found["records"])


def test_the_documents_come_with_their_records_and_relations(client):
    body = client.get("/api/v1/documents").json()
    assert [d["slug"] for d in body["documents"]] == ["plan27", "plan1413", "weekly11", "report062025", "newsletter01"]
    assert body["documents"][0]["records"]["target"] == 69 and body["relations"]


def test_a_service_with_a_knowledge_base_is_ready(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] == "ready"


def problem(response, status: int) -> str:
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert response.json()["status"] == status and response.json()["type"] and response.json()["title"]
    return response.json()["detail"]


def test_an_unknown_record_is_not_found(client):
    assert "'plan27/PL3/999'" in problem(client.get("/api/v1/records/plan27/PL3/999"), 404)
    assert problem(client.get("/api/v1/nothing"), 404)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "user", "content": "x"}], "topic": 1}, "topic"),
        ({"messages": [{"role": "user", "content": "x" * 10_001}]}, "content"),
        ({"messages": [{"role": "user", "content": "x"}], "as_of": "mai"}, "as_of"),
    ],
)
def test_a_request_that_cannot_be_read_names_the_field(client, body, words):
    assert words in problem(client.post("/api/v1/ask", json=body), 422)


def test_without_a_knowledge_base_the_service_lives_but_says_what_to_run(tmp_path):
    with TestClient(create_app(Settings(home=tmp_path))) as client:
        assert client.get("/healthz").status_code == 200
        assert "dannguon build" in problem(client.get("/readyz"), 503)
        assert "dannguon build" in problem(ask(client, FOUNDING), 503)
