"""Answering what the assistant asks, over HTTP."""

from typing import Any

import httpx
import pytest

from tests.gateway.server import Someone
from tests.gateway.test_chat import STREAM, events
from tests.support.planners import message, step

SHOUT = message(step("s1", "shout", risk="send", what="hello"))
ROUTES = [
    ("GET", "/api/approvals"),
    ("POST", "/api/runs/x/approvals/s1"),
    ("POST", "/api/runs/x/steer"),
    ("GET", "/api/grants"),
    ("PUT", "/api/grants/errands.shout"),
    ("DELETE", "/api/grants/errands.shout"),
    ("GET", "/api/preferences"),
    ("PUT", "/api/preferences"),
]


def settled(someone: Someone, run_id: str) -> dict[str, Any]:
    """The run once it has ended or waits again."""
    with someone.http.stream("GET", f"/api/runs/{run_id}/events") as response:
        assert list(events(response))[-1]["type"] in ("run.finished", "run.waiting")
    found: dict[str, Any] = someone.get(f"/api/runs/{run_id}").json()
    return found


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_answers_or_looks_without_signing_in(anonymous: httpx.Client, method: str, path: str) -> None:
    assert anonymous.request(method, path, json={}).status_code == 401


def test_a_run_that_asks_is_answered_with_its_questions(ana: Someone) -> None:
    run = ana.say(SHOUT)
    assert (run["status"], run["answer"]) == ("waiting", None)
    (approval,) = run["approvals"]
    assert approval["arguments"] == {"what": "hello", "wait": 0} or approval["arguments"] == {"what": "hello"}
    assert (approval["status"], approval["title"], approval["undo"]) == ("pending", "shout", False)
    assert ana.get("/api/approvals").json()["items"] == [approval]


def test_a_stream_ends_with_what_is_asked_and_goes_on_after_the_answer(ana: Someone) -> None:
    with ana.http.stream("POST", "/api/chat", json={"message": SHOUT}, headers=STREAM) as response:
        asked = list(events(response))[-1]
    assert asked["type"] == "run.waiting"
    run_id = asked["approvals"][0]["run_id"]
    assert ana.post(f"/api/runs/{run_id}/approvals/s1", {"action": "approve"}).status_code == 200
    done = settled(ana, run_id)
    assert (done["status"], done["results"][0]["status"]) == ("completed", "done")
    assert ana.get("/api/approvals").json()["items"] == []


def test_the_second_answer_gets_a_conflict_that_says_what_was_answered(ana: Someone) -> None:
    run = ana.say(SHOUT)
    path = f"/api/runs/{run['id']}/approvals/s1"
    assert ana.post(path, {"action": "reject", "reason": "no"}).status_code == 200
    late = ana.post(path, {"action": "approve"})
    assert (late.status_code, late.json()["error"]) == (409, "conflict")
    assert "rejected" in late.json()["detail"]
    assert settled(ana, run["id"])["results"][0]["status"] == "refused"


def test_somebody_else_cannot_answer_or_see_it(ana: Someone, ben: Someone) -> None:
    run = ana.say(SHOUT)
    assert ben.post(f"/api/runs/{run['id']}/approvals/s1", {"action": "approve"}).status_code == 404
    assert ben.post(f"/api/runs/{run['id']}/steer", {"skip": ["s1"]}).status_code == 404
    assert ben.get("/api/approvals").json()["items"] == []
    assert ana.get(f"/api/runs/{run['id']}").json()["status"] == "waiting"


@pytest.mark.parametrize(
    "body",
    [
        {"action": "maybe"},
        {"action": "done"},
        {"action": "approve", "arguments": {"what": 1}},
        {"action": "approve", "plan": [{"step_id": "s1", "remove": True}]},
        {"action": "approve", "remember": "sometimes"},
        {},
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_changes_nothing(ana: Someone, body: dict[str, Any]) -> None:
    run = ana.say(SHOUT)
    assert ana.post(f"/api/runs/{run['id']}/approvals/s1", body).status_code == 422
    assert ana.get(f"/api/runs/{run['id']}").json()["approvals"][0]["status"] == "pending"


def test_grants_are_set_listed_used_and_removed(ana: Someone) -> None:
    assert ana.http.put("/api/grants/errands.shout", json={"decision": "allow"}).status_code == 200
    assert [each["capability"] for each in ana.get("/api/grants").json()["items"]] == ["errands.shout"]
    assert ana.say(SHOUT)["status"] == "completed"
    assert ana.http.delete("/api/grants/errands.shout").status_code == 204
    assert ana.say(SHOUT)["status"] == "waiting"
    assert ana.http.put("/api/grants/errands.nothing", json={"decision": "allow"}).status_code == 404


def test_plans_are_shown_first_to_who_prefers_it(ana: Someone) -> None:
    assert ana.get("/api/preferences").json() == {"review_plans": "never"}
    assert ana.http.put("/api/preferences", json={"review_plans": "always"}).status_code == 200
    run = ana.say(message(step("s1", "run", what="bread")))
    assert [each["kind"] for each in run["approvals"]] == ["plan"]
    ana.post(f"/api/runs/{run['id']}/approvals/plan", {"action": "approve"})
    assert settled(ana, run["id"])["results"][0]["status"] == "done"


def test_a_direct_call_that_reaches_others_needs_the_word(ana: Someone) -> None:
    path, body = "/api/capabilities/errands.shout", {"arguments": {"what": "x"}}
    assert ana.post(path, body).status_code == 403
    assert ana.post(path, body | {"approved": True}).status_code == 200
