"""What the service promises over HTTP: events, sources, conversations, headers, and errors people can act on."""

import json
import re

import pytest
from fastapi.testclient import TestClient

from dannguon.api.routes import pages

QUESTION = {"messages": [{"role": "user", "content": "Ai chủ trì bản sao số?"}]}
STREAM = {"Accept": "text/event-stream"}


@pytest.fixture
def client(app):
    with TestClient(app) as client:
        yield client


def events(response):
    blocks = [block.split("\n") for block in response.text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def test_a_streamed_answer_is_the_whole_answer_in_pieces(client):
    whole = client.post("/api/v1/ask", json=QUESTION).json()
    streamed = events(client.post("/api/v1/ask", json=QUESTION, headers=STREAM))
    assert [name for name, _ in streamed][0] == "reading" and streamed[-1] == ("done", whole)
    assert "".join(data["text"] for name, data in streamed if name == "delta") == whole["answer"]
    assert dict(streamed)["citations"]["citations"] == whole["citations"]


def test_a_source_comes_with_its_neighbours_and_columns(client):
    source = client.get("/api/v1/sources/moi/PL1/1").json()
    assert [row["id"] for row in source["rows"]] == ["moi/PL1/1", "moi/PL1/2", "moi/PL1/3"]
    assert source["columns"][:2] == ["name", "lead_agency"]
    assert source["record"]["url"] == "/documents/moi#PL1-1"


def test_a_source_of_a_superseded_document_says_by_what(client):
    replaced = client.get("/api/v1/sources/cu%2FPL1%2F1").json()["document"]["superseded_by"]
    assert (replaced["number"], replaced["url"]) == ("12-KH/BCĐ", "/documents/moi#body-mo-dau")


@pytest.mark.parametrize("path", ["sources/moi/PL1/99", "documents/..%2Fetc", "conversations/khong-co", "records/x"])
def test_what_is_gone_is_a_problem_with_a_sentence(client, path):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json" and response.json()["detail"]


def test_a_conversation_keeps_its_turns_until_it_is_deleted(client):
    path = f"/api/v1/conversations/{client.post('/api/v1/conversations', json={'title': 'Bản sao số'}).json()['id']}"
    client.post("/api/v1/ask", json=QUESTION | {"conversation": path.rpartition("/")[2]}, headers=STREAM)
    assert client.get(path).json()["turns"][0]["answer"]["citations"][0]["id"] == "moi/PL1/1"
    assert client.patch(path, json={"title": "Tên khác"}).json()["title"] == "Tên khác"
    assert client.delete(path).status_code == 204 and client.get(path).status_code == 404


def test_a_conversation_belongs_to_the_browser_that_started_it(client, app):
    mine = client.post("/api/v1/conversations", json={"title": "Của tôi"}).json()["id"]
    with TestClient(app) as other:
        assert other.get("/api/v1/conversations").json()["conversations"] == []
        assert other.get(f"/api/v1/conversations/{mine}").status_code == 404


def test_a_question_in_a_conversation_that_is_gone_is_refused_before_any_work(client):
    response = client.post("/api/v1/ask", json=QUESTION | {"conversation": "khong-co"}, headers=STREAM)
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


def test_feedback_is_kept_for_the_evals(client, app):
    told = {"question": "Ai chủ trì?", "verdict": "wrong_row", "citations": ["moi/PL1/1"]}
    assert client.post("/api/v1/feedback", json=told).status_code == 204
    assert app.state.store.feedback()[0].items() >= told.items()


def test_a_write_from_another_site_is_refused(client):
    response = client.post("/api/v1/conversations", json={"title": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (response.status_code, response.headers["content-type"]) == (403, "application/problem+json")


@pytest.mark.parametrize(
    "path", ["/", "/documents", "/documents/moi", "/tasks", "/web/style.css", "/api/v1/tasks", "/nowhere"]
)
def test_every_response_carries_a_strict_policy(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert (
        "unsafe" not in policy and "frame-ancestors 'none'" in policy and headers["x-content-type-options"] == "nosniff"
    )


def test_an_unknown_filter_is_refused_with_its_name(client):
    response = client.get("/api/v1/tasks", params={"agencies": "x"})
    assert response.status_code == 422 and "agencies" in response.json()["detail"]


def test_a_long_board_says_how_many_it_found(client):
    body = client.get("/api/v1/tasks", params={"as_of": "2026-03-15", "limit": 2}).json()
    assert (body["found"], body["total"], len(body["rows"])) == (6, 7, 2)
    assert body["months"] == {"2026-03": 3}


def test_the_examples_are_rows_of_the_current_corpus(client):
    body = client.get("/api/v1/examples").json()
    assert {"field": "due", "name": "Xây dựng Đề án bản sao số của Thành phố"} in body["examples"]
    assert body["agency"] == "Sở Khoa học và Công nghệ"


@pytest.mark.parametrize(("path", "kind"), [("xlsx", "spreadsheetml"), ("csv", "text/csv"), ("ics", "text/calendar")])
def test_exports_are_attachments_of_a_fixed_type(client, path, kind):
    response = client.get(f"/api/v1/tasks.{path}", params={"as_of": "2026-03-15", "officer": "Huấn"})
    assert kind in response.headers["content-type"] and response.headers["content-disposition"].startswith("attachment")


def test_the_page_has_every_text_in_both_languages():
    vietnamese, english = (pages.FOLDER / "texts.js").read_text("utf-8").split("  en: {")
    keys = [re.findall(r'^    "([\w.]+)":', half, re.MULTILINE) for half in (vietnamese, english)]
    assert keys[0] == keys[1] and len(keys[0]) > 100
