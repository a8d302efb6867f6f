"""Sending messages, as JSON and as a stream that resumes."""

import json
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import httpx
import pytest

from tests.gateway.server import Someone
from tests.support.planners import message, step

STREAM = {"Accept": "text/event-stream"}


def events(response: httpx.Response) -> Iterator[dict[str, Any]]:
    """The events of a stream, each with the id it came with."""
    current: dict[str, str] = {}
    for line in response.iter_lines():
        if line == "" and "data" in current:
            data = json.loads(current["data"])
            assert data["type"] == current["event"]
            yield data | {"id": current["id"]}
            current = {}
        elif not line.startswith(":"):
            name, _, value = line.partition(": ")
            current[name] = value


def test_a_message_is_answered_as_json(ana: Someone) -> None:
    run = ana.say("hello")
    assert run["status"] == "completed"
    assert run["answer"]["text"] == "You said: hello"
    assert run["accepted_at"].endswith("Z")
    assert ana.get(f"/api/runs/{run['id']}").json() == run


def test_a_message_is_answered_as_a_stream(ana: Someone) -> None:
    body = {"message": message(step("s1", "run", what="shopping"))}
    with ana.http.stream("POST", "/api/chat", json=body, headers=STREAM) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["x-accel-buffering"] == "no"
        seen = list(events(response))
    kinds = [each["type"] for each in seen]
    assert (kinds[0], kinds[-1]) == ("run.started", "run.finished")
    assert {"plan.ready", "step.started", "step.progress", "step.finished", "answer"} <= set(kinds)
    run_id = seen[0]["run_id"]
    assert [each["id"] for each in seen] == [f"{run_id}/{each['seq']}" for each in seen]
    assert [each["seq"] for each in seen] == sorted({each["seq"] for each in seen})


def test_a_stream_resumes_after_the_last_event_seen(ana: Someone) -> None:
    body = {"message": message(step("s1", "run", what="waiting", wait=0.3))}
    with ana.http.stream("POST", "/api/chat", json=body, headers=STREAM) as response:
        first = list(islice(events(response), 2))
    run_id, last = first[0]["run_id"], first[-1]["id"]
    with ana.http.stream("GET", f"/api/runs/{run_id}/events", headers={"Last-Event-ID": last}) as response:
        rest = list(events(response))
    assert rest[0]["seq"] > first[-1]["seq"]
    assert rest[-1] == rest[-1] | {"type": "run.finished", "status": "completed"}
    with ana.http.stream("GET", f"/api/runs/{run_id}/events") as response:
        assert [each["seq"] for each in events(response)] == [each["seq"] for each in first + rest]


def test_a_client_that_goes_away_does_not_stop_the_run(ana: Someone) -> None:
    body = {"message": message(step("s1", "run", what="alone", wait=0.3))}
    with ana.http.stream("POST", "/api/chat", json=body, headers=STREAM) as response:
        run_id = next(events(response))["run_id"]
    deadline = time.monotonic() + 10
    while (run := ana.get(f"/api/runs/{run_id}").json())["status"] == "running" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert run["status"] == "completed"


def test_a_run_can_be_stopped(ana: Someone) -> None:
    body = {"message": message(step("s1", "run", what="long", wait=30))}
    with ana.http.stream("POST", "/api/chat", json=body, headers=STREAM) as response:
        told = events(response)
        run_id = next(told)["run_id"]
        stopped = ana.post(f"/api/runs/{run_id}/cancel").json()
        assert list(told)[-1]["status"] == "cancelled"
    assert stopped["status"] == "cancelled"
    assert ana.post(f"/api/runs/{run_id}/cancel").json()["status"] == "cancelled"


@pytest.mark.parametrize("last", ["x", "../1", "{run}/", "{run}/-1", "{run}/1e9", "0123/5", "{run}/" + "9" * 40, ""])
def test_a_broken_last_event_id_is_refused(ana: Someone, last: str) -> None:
    run = ana.say("hello")["id"]
    answer = ana.get(f"/api/runs/{run}/events", headers={"Last-Event-ID": last.replace("{run}", run)})
    assert (answer.status_code, answer.json()["error"]) == (422, "invalid_input")


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_message_is_refused(ana: Someone, text: str) -> None:
    answer = ana.post("/api/chat", {"message": text}, headers=STREAM)
    assert (answer.status_code, answer.json()["error"]) == (422, "invalid_input")
    assert "empty" in answer.json()["detail"]


def test_a_message_over_the_limit_is_refused_and_the_limit_stated(ana: Someone) -> None:
    answer = ana.post("/api/chat", {"message": "x" * 32_001})
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert "32,000" in answer.json()["detail"]
    assert ana.post("/api/chat", {"message": "x" * 32_000}).status_code == 200


def test_a_megabyte_is_refused_before_it_is_read(ana: Someone) -> None:
    answer = ana.post("/api/chat", {"message": "x" * 1_000_000})
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert "32,000" in answer.json()["detail"]


def test_a_body_without_a_length_is_cut_at_the_limit(ana: Someone) -> None:
    def endless() -> Iterator[bytes]:
        yield b'{"message": "'
        for _ in range(100):
            yield b"x" * 10_000
        yield b'"}'

    answer = ana.http.post("/api/chat", content=endless(), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


def test_the_same_idempotency_key_is_the_same_message(ana: Someone) -> None:
    first = ana.say("hello", idempotency_key="k1")
    assert ana.say("hello", idempotency_key="k1")["id"] == first["id"]
    other = ana.post("/api/chat", {"message": "something else", "idempotency_key": "k1"})
    assert (other.status_code, other.json()["error"]) == (409, "conflict")


def test_broken_json_is_refused_in_our_form(ana: Someone) -> None:
    answer = ana.http.post("/api/chat", content=b'{"message": ', headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert set(answer.json()) == {"error", "detail", "request_id", "details"}


def test_a_failed_run_says_so_in_its_view(ana: Someone) -> None:
    run = ana.say(message(step("s1", "fail", risk="read", what="it")))
    assert run["results"][0]["status"] == "failed"
    assert "secret inside" not in json.dumps(run)
