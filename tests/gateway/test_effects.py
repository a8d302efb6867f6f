"""The record of what was done over HTTP: listing it, taking it back, and going back in a conversation."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.gateway.server import Someone
from tests.support.planners import message


def task(step_id: str, title: str, *after: str) -> dict[str, Any]:
    return {
        "id": step_id, "capability": "planner.create_task", "title": f"Add {title}", "arguments": {"title": title},
        "depends_on": list(after), "risk": "write", "seconds": 1.0, "tokens": 0,
    }  # fmt: skip


def titles(someone: Someone) -> list[str]:
    return sorted(each["title"] for each in someone.get("/api/tasks").json()["items"])


def outcomes(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [each["status"] for each in answer.json()["outcomes"]]


def test_what_was_done_is_listed_the_newest_first_with_whether_it_can_be_taken_back(ana: Someone) -> None:
    first = ana.say(message(task("s1", "a")))
    second = ana.say(message(task("s1", "b"), task("s2", "c", "s1")))
    items = ana.get("/api/effects").json()["items"]
    assert [each["title"] for each in items] == ["Add c", "Add b", "Add a"]
    shown = items[0]
    assert (shown["run_id"], shown["step_id"], shown["conversation_id"]) == (
        second["id"], "s2", second["conversation_id"],
    )  # fmt: skip
    assert (shown["status"], shown["undo"], shown["text"]) == ("done", "possible", "Task added: c.")
    assert shown["arguments"]["title"] == "c"
    of_run = ana.get("/api/effects", params={"run_id": first["id"]}).json()["items"]
    assert [each["title"] for each in of_run] == ["Add a"]


def test_the_record_comes_in_pages_and_since_an_instant(ana: Someone) -> None:
    for title in "abc":
        ana.say(message(task("s1", title)))
    seen, cursor = [], None
    for _ in range(3):
        page = ana.get("/api/effects", params={"limit": 1} | ({"cursor": cursor} if cursor else {})).json()
        seen += [each["title"] for each in page["items"]]
        cursor = page["next"]
    assert (seen, cursor) == (["Add c", "Add b", "Add a"], None)
    newest = ana.get("/api/effects").json()["items"][0]["at"]
    since = ana.get("/api/effects", params={"since": newest}).json()["items"]
    assert [each["title"] for each in since] == ["Add c"]
    assert ana.get("/api/effects", params={"cursor": "yesterday"}).status_code == 422
    assert ana.get("/api/effects", params={"since": "2026-11-21T10:00:00"}).status_code == 422


def test_a_run_a_step_an_effect_and_a_time_are_taken_back(ana: Someone) -> None:
    run = ana.say(message(task("s1", "a"), task("s2", "b"), task("s3", "c")))
    assert outcomes(ana.post(f"/api/runs/{run['id']}/undo", {"step_id": "s2"})) == ["undone"]
    assert titles(ana) == ["a", "c"]
    effect = ana.get("/api/effects").json()["items"][-1]
    assert outcomes(ana.post(f"/api/effects/{effect['id']}/undo")) == ["undone"]
    assert sorted(outcomes(ana.post(f"/api/runs/{run['id']}/undo"))) == ["already", "already", "undone"]
    ana.post("/api/tasks", {"title": "by hand"})
    since = (datetime.now(UTC) - timedelta(minutes=5)).isoformat()
    assert "undone" in outcomes(ana.post("/api/undo", {"since": since}))
    assert titles(ana) == []
    assert {each["undo"] for each in ana.get("/api/effects").json()["items"]} == {"done"}


def test_what_changed_since_stays_and_is_said(ana: Someone) -> None:
    run = ana.say(message(task("s1", "a")))
    changed = ana.get("/api/tasks").json()["items"][0]
    assert ana.http.patch(f"/api/tasks/{changed['id']}", json={"priority": "high"}).status_code == 200
    answer = ana.post(f"/api/runs/{run['id']}/undo")
    assert outcomes(answer) == ["conflict"]
    assert "has changed since" in answer.json()["text"]
    assert titles(ana) == ["a"]


def test_nobody_sees_or_takes_back_what_another_did(ana: Someone, ben: Someone) -> None:
    run = ana.say(message(task("s1", "a")))
    effect = ana.get("/api/effects").json()["items"][0]
    assert ben.get("/api/effects").json()["items"] == []
    assert ben.get("/api/effects", params={"run_id": run["id"]}).json()["items"] == []
    assert ben.post(f"/api/runs/{run['id']}/undo").status_code == 404
    assert ben.post(f"/api/effects/{effect['id']}/undo").status_code == 404
    assert ben.post("/api/undo", {"since": "2026-01-01T00:00:00Z"}).json()["outcomes"] == []
    for what in ("fork", "rewind"):
        assert ben.post(f"/api/conversations/{run['conversation_id']}/{what}", {"run_id": run["id"]}).status_code == 404
    assert titles(ana) == ["a"]


@pytest.mark.parametrize("since", ["yesterday", "2026-11-21T10:00:00", None])
def test_a_time_that_is_not_an_instant_is_refused(ana: Someone, since: str | None) -> None:
    assert ana.post("/api/undo", {"since": since}).status_code == 422


def test_a_conversation_is_copied_up_to_a_message(ana: Someone) -> None:
    runs = [ana.say("one")]
    runs += [ana.say(text, conversation_id=runs[0]["conversation_id"]) for text in ("two", "three")]
    source = runs[0]["conversation_id"]
    fork = ana.post(f"/api/conversations/{source}/fork", {"run_id": runs[1]["id"]})
    assert (fork.status_code, fork.json()["title"]) == (201, "Copy of one")
    ana.say("four", conversation_id=fork.json()["id"])
    copied = ana.get(f"/api/conversations/{fork.json()['id']}/messages").json()["items"]
    assert [(each["text"], each["copied_from"]) for each in copied] == [
        ("one", runs[0]["id"]), ("two", runs[1]["id"]), ("four", None),
    ]  # fmt: skip
    kept = ana.get(f"/api/conversations/{source}/messages").json()["items"]
    assert [each["text"] for each in kept] == ["one", "two", "three"]
    assert ana.get("/api/conversations").json()["items"][0]["id"] == fork.json()["id"]


def test_a_conversation_is_taken_back_to_before_a_message_with_what_was_done(ana: Someone) -> None:
    first = ana.say(message(task("s1", "a")))
    path = f"/api/conversations/{first['conversation_id']}"
    second = ana.say(message(task("s1", "b")), conversation_id=first["conversation_id"])
    ana.say(message(task("s1", "c")), conversation_id=first["conversation_id"])
    answer = ana.post(f"{path}/rewind", {"run_id": second["id"], "undo": True})
    assert [each["status"] for each in answer.json()["undo"]["outcomes"]] == ["undone", "undone"]
    assert titles(ana) == ["a"]
    assert [each["id"] for each in ana.get(f"{path}/messages").json()["items"]] == [first["id"]]
    everything = ana.get(f"{path}/messages", params={"superseded": True}).json()["items"]
    assert [each["superseded"] for each in everything] == [False, True, True]
    again = ana.post(f"{path}/rewind", {"run_id": second["id"]})
    assert again.status_code == 409
    plain = ana.post(f"{path}/rewind", {"run_id": first["id"]}).json()
    assert plain["undo"] is None
    assert titles(ana) == ["a"]
