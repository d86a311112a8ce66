"""Who is answered, what a browser may do with the answers, and who may judge."""

from __future__ import annotations

import re

import duckdb
import pytest
from fastapi.testclient import TestClient

from dragoman.archive import Archive
from dragoman.explore.app import make_app
from tests.archive.records import coding
from tests.explore.conftest import HERE


@pytest.mark.parametrize("host", ["127.0.0.1:8470", "localhost:8470", "localhost", "[::1]:8470"])
def test_our_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.7:8470", "", "[::", "localhost@evil"]
)
def test_a_name_that_was_made_to_lead_here_is_refused(client: TestClient, host: str) -> None:
    found = client.get("/events", headers={"host": host})
    assert found.status_code == 421 and "not answered" in found.text and "Ghana" not in found.text


def test_a_server_for_others_answers_to_numbers_and_its_name_alone(archive: Archive) -> None:
    open_ = TestClient(make_app(archive, host="desk.example"), HERE)
    for host, status in (("desk.example", 200), ("10.0.0.7:8470", 200), ("evil.example", 421)):
        assert open_.get("/", headers={"host": host}).status_code == status, host


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999"])
def test_requests_from_other_pages_are_refused(judging: TestClient, origin: str) -> None:
    assert judging.get("/", headers={"origin": origin}).status_code == 403
    assert judging.post("/judge", data=form(judging), headers={"origin": origin}).status_code == 403
    assert judging.post("/judge", data=form(judging), headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_nothing_may_run_that_is_not_ours(client: TestClient) -> None:
    for address in ("/", "/nothing", "/static/explore.js"):
        headers = client.get(address).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'" and policy["script-src"] == policy["style-src"] == "'self'"
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert client.get("/", headers={"host": "evil.example"}).headers["content-security-policy"]


def test_long_addresses_and_other_methods_are_refused(client: TestClient) -> None:
    assert client.get("/events?text=" + "x" * 9000).status_code == 414
    assert client.put("/events").status_code == 405
    assert client.post("/events", data={"a": "b"}).status_code == 405
    assert client.post("/judge", content=b"x" * 30_000).status_code == 413


def test_only_pages_and_our_own_files_are_served(client: TestClient) -> None:
    for address in ("/manifest.json", "/static/../site.py", "/static/%2e%2e/site.py", "/docs", "/openapi.json"):
        assert client.get(address).status_code == 404, address


def test_a_question_that_takes_too_long_is_stopped(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def count(base: duckdb.DuckDBPyConnection, *_: object) -> object:
        return base.execute("SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b").fetchone()

    monkeypatch.setattr("dragoman.explore.pages.records.count", count)
    found = TestClient(make_app(archive, seconds=0.2), HERE).get("/events")
    assert found.status_code == 503 and "longer than 0.2 seconds" in found.text


def form(judging: TestClient, verdict: str = "wrong", **more: str) -> dict[str, str]:
    [token, *_] = re.findall(r'name="token" value="([^"]+)"', judging.get("/event/a1/e1").text)
    return {"token": token, "subject": "a1/e1", "verdict": verdict, **more}


def test_judging_needs_a_name(client: TestClient) -> None:
    assert client.post("/judge", data={"subject": "a1/e1", "verdict": "wrong", "token": ""}).status_code == 404


def test_judging_needs_the_token_of_this_run(own: Archive, judging: TestClient) -> None:
    for token in ("", "x" * 43):
        assert judging.post("/judge", data=form(judging) | {"token": token}).status_code in (400, 403)
    other = TestClient(make_app(own, judge="eve"), HERE)
    assert judging.post("/judge", data=form(other)).status_code == 403
    assert not (own.folder / "judgements.jsonl").exists()


def test_a_judgement_counts_and_can_be_taken_back(own: Archive, judging: TestClient) -> None:
    assert '<span class="total">4</span>' in judging.get("/events").text
    made = judging.post("/judge", data=form(judging, reason="they did not meet"), follow_redirects=False)
    assert (made.status_code, made.headers["location"]) == (303, "/event/a1/e1")
    text = judging.get("/event/a1/e1").text
    assert "Judged wrong" in text and "they did not meet" in text
    assert '<span class="total">3</span>' in judging.get("/events").text
    judging.post("/judge", data=form(judging, "withdrawn"))
    assert '<span class="total">4</span>' in judging.get("/events").text
    lines = (own.folder / "judgements.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 2 and all('"by": "ann"' in line for line in lines), "nothing is overwritten"


@pytest.mark.parametrize("more", [{"verdict": "met"}, {"subject": "a9/e1"}, {"field": "colour"}, {"verdict": ""}])
def test_a_judgement_that_cannot_be_made_is_a_page(judging: TestClient, more: dict[str, str]) -> None:
    found = judging.post("/judge", data=form(judging) | more)
    assert found.status_code == 400 and "cannot be asked" in found.text


def test_readers_never_see_another_archive_than_there_is(own: Archive, judging: TestClient) -> None:
    before = judging.get("/events").text
    own.add([coding()])  # known already
    assert judging.get("/events").text == before
