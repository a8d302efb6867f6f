"""Talking in a group: one conversation per person there, the group's own things, and nothing that is somebody's own."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests.gateway.doors import Door
from tests.gateway.server import Server, Someone
from tests.support.planners import message, step


@pytest.fixture(scope="module")
def door(server: Server, admin: Someone) -> Door:
    return Door(server, admin)


@pytest.fixture
def group() -> str:
    return f"-100{uuid4().int % 10**9}"


@pytest.fixture
def here(door: Door, ana: Someone, group: str) -> Someone:
    """Ana, as she is heard in the group."""
    return door.speaking_for(door.linked(ana), group)


def titles(someone: Someone) -> list[str]:
    return [each["title"] for each in someone.get("/api/tasks").json()["items"]]


def planned(capability: str, **arguments: Any) -> str:
    """A message that the test's planner takes as a plan of one step."""
    return json.dumps([step("s1", "run") | {"capability": capability, "title": capability, "arguments": arguments}])


def shout() -> str:
    return message(step("s1", "shout", risk="send", what="hello"))


def test_what_is_made_in_a_group_is_the_groups_and_what_is_ones_own_stays_so(
    door: Door, ana: Someone, ben: Someone, group: str
) -> None:
    ana.post("/api/tasks", {"title": "Ana's own"})
    ben.post("/api/tasks", {"title": "Ben's own"})
    ana_there = door.speaking_for(door.linked(ana), group)
    ben_there = door.speaking_for(door.linked(ben), group)
    ana_there.say(planned("planner.create_task", title="Clean the flat"), conversation_id="current")
    assert titles(ana_there) == titles(ben_there) == ["Clean the flat"]
    assert (titles(ana), titles(ben)) == (["Ana's own"], ["Ben's own"])
    elsewhere = door.speaking_for(door.linked(ana), f"{group}1")
    assert titles(elsewhere) == []


def test_a_person_has_one_conversation_in_a_group(here: Someone, ana: Someone) -> None:
    first = here.say("hello", conversation_id="current")
    second = here.say("again", conversation_id="current")
    without = here.say("and again")
    assert first["conversation_id"] == second["conversation_id"] == without["conversation_id"]
    assert (second["previous"], without["previous"]) == (first["id"], second["id"])
    (listed,) = ana.get("/api/conversations").json()["items"]
    assert (listed["title"], listed["group"]) == ("The flat", "The flat")
    assert listed["interfaces_used"] == ["telegram"]


def test_two_first_messages_of_a_group_at_once_are_in_one_conversation(here: Someone) -> None:

    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda n: here.say(f"hello {n}", conversation_id="current"), range(4)))
    assert len({run["conversation_id"] for run in runs}) == 1
    assert len({run["previous"] for run in runs}) == 4


def test_others_in_the_group_do_not_see_each_others_runs(
    door: Door, here: Someone, ana: Someone, ben: Someone, group: str
) -> None:
    run = here.say("hello")["id"]
    ben_there = door.speaking_for(door.linked(ben), group)
    assert here.get(f"/api/runs/{run}").status_code == 200
    for path in (f"/api/runs/{run}", f"/api/runs/{run}/events"):
        assert ben_there.get(path).status_code == 404
    assert ben.get("/api/conversations").json()["items"] == []


def test_a_group_does_not_see_what_was_said_in_private(here: Someone, ana: Someone) -> None:
    private = ana.say("a secret")
    for method, path in (("GET", ""), ("GET", "/events"), ("POST", "/cancel")):
        assert here.http.request(method, f"/api/runs/{private['id']}{path}").status_code == 404
    steered = here.post(f"/api/runs/{private['id']}/steer", {"text": "more"})
    assert steered.status_code == 404
    answer = here.post("/api/chat", {"message": "and?", "conversation_id": private["conversation_id"]})
    assert answer.status_code == 403
    assert here.say("hello", conversation_id="current")["conversation_id"] != private["conversation_id"]


def test_a_key_used_in_private_does_not_bring_that_message_into_a_group(here: Someone, ana: Someone) -> None:
    private = ana.say("a secret", idempotency_key="k1")
    body = {"message": "a secret", "idempotency_key": "k1"}
    answer = here.post("/api/chat", body)
    assert (answer.status_code, private["id"] in answer.text) == (409, False)
    assert ana.say("a secret", idempotency_key="k1")["id"] == private["id"]  # the control


def test_a_group_does_not_answer_what_is_asked_in_private_nor_hear_of_it(here: Someone, ana: Someone) -> None:
    waiting = ana.say(shout())
    assert waiting["status"] == "waiting"
    assert here.get("/api/approvals").json()["items"] == []
    answer = here.post(f"/api/runs/{waiting['id']}/approvals/s1", {"action": "approve"})
    assert answer.status_code == 404
    assert len(ana.get("/api/approvals").json()["items"]) == 1


def test_what_is_asked_in_a_group_is_answered_there_or_by_oneself(here: Someone, ana: Someone) -> None:
    for someone in (here, ana):
        waiting = here.say(shout())
        assert waiting["status"] == "waiting"
        assert [each["run_id"] for each in here.get("/api/approvals").json()["items"]] == [waiting["id"]]
        answered = someone.post(f"/api/runs/{waiting['id']}/approvals/s1", {"action": "reject"})
        assert answered.status_code == 200
        by = "web" if someone is ana else "telegram"
        assert answered.json()["approvals"][0]["decided_by"] == by


def test_undo_and_history_in_a_group_leave_what_is_ones_own_alone(here: Someone, ana: Someone) -> None:
    here.say(planned("planner.create_task", title="Clean the flat"))
    ana.say(planned("planner.create_task", title="See a doctor"))
    told = here.say(planned("assistant.history"))["answer"]["text"]
    assert "Clean the flat" in told
    assert "doctor" not in told
    undone = here.say(planned("assistant.undo_last"))["answer"]["text"]
    assert "Clean the flat" in undone
    here.say(planned("assistant.undo_since", since="2020-01-01T00:00:00Z"))
    assert titles(ana) == ["See a doctor"]
    assert "See a doctor" in ana.say(planned("assistant.history"))["answer"]["text"]  # the control


def test_a_file_of_the_group_is_the_groups(door: Door, here: Someone, ana: Someone, ben: Someone, group: str) -> None:
    sent = here.http.post("/api/upload", files={"files": ("plan.txt", b"ours")}).json()["files"][0]["file"]["id"]
    mine = ana.http.post("/api/upload", files={"files": ("diary.txt", b"mine")}).json()["files"][0]["file"]["id"]
    ben_there = door.speaking_for(door.linked(ben), group)
    assert ben_there.get(f"/api/files/{sent}").content == b"ours"
    assert here.get(f"/api/files/{mine}").status_code == 404
    assert ana.get(f"/api/files/{sent}").status_code == 404
    assert here.post("/api/chat", {"message": "read", "attachments": [mine]}).status_code == 404
    assert here.say("read", attachments=[sent])["attachments"] == [sent]


def test_a_group_conversation_is_read_on_the_web_and_goes_on_in_the_group(here: Someone, ana: Someone) -> None:
    run = here.say("hello")
    path = f"/api/conversations/{run['conversation_id']}"
    assert [each["text"] for each in ana.get(f"{path}/messages").json()["items"]] == ["hello"]
    answer = ana.post("/api/chat", {"message": "hi", "conversation_id": run["conversation_id"]})
    assert (answer.status_code, answer.json()["error"]) == (403, "not_allowed")


def test_a_conversation_that_was_deleted_begins_anew(here: Someone, ana: Someone) -> None:
    first = here.say("hello", conversation_id="current")
    assert ana.http.delete(f"/api/conversations/{first['conversation_id']}").status_code == 204
    again = here.say("hello again", conversation_id="current")
    assert (again["conversation_id"], again["previous"]) == (first["conversation_id"], None)


def test_an_administrator_is_one_of_many_in_a_group(door: Door, admin: Someone, group: str) -> None:
    there = door.speaking_for(door.linked(admin), group)
    for path in ("/api/users", "/api/agents", "/api/me", "/api/conversations", "/api/notifications", "/api/links"):
        assert there.get(path).status_code == 403, path


# the conversation used last, from wherever


def test_current_goes_on_with_the_conversation_used_last_whatever_the_door(door: Door, ana: Someone) -> None:
    older, newer = ana.say("older"), ana.say("newer")
    spoken_for = door.speaking_for(door.linked(ana))
    run = spoken_for.say("from the road", conversation_id="current")
    assert (run["conversation_id"], run["previous"]) == (newer["conversation_id"], newer["id"])
    ana.say("back here", conversation_id=older["conversation_id"])
    assert spoken_for.say("on", conversation_id="current")["conversation_id"] == older["conversation_id"]
    path = f"/api/conversations/{newer['conversation_id']}"
    assert ana.get(path).json()["interfaces_used"] == ["web", "telegram"]
    assert [each["interface"] for each in ana.get(f"{path}/messages").json()["items"]] == ["web", "telegram"]


def test_current_is_never_a_groups_nor_somebody_elses_nor_one_put_away(
    door: Door, ana: Someone, ben: Someone, here: Someone
) -> None:
    mine, put_away = ana.say("mine"), ana.say("put away")
    ana.http.patch(f"/api/conversations/{put_away['conversation_id']}", json={"active": False})
    here.say("in the group")
    ben.say("of somebody else")
    spoken_for = door.speaking_for(door.linked(ana))
    assert spoken_for.say("on", conversation_id="current")["conversation_id"] == mine["conversation_id"]


def test_current_of_somebody_new_begins_one(door: Door, ana: Someone) -> None:
    run = door.speaking_for(door.linked(ana)).say("hello", conversation_id="current", idempotency_key="u1")
    again = door.speaking_for(door.linked(ana)).say("hello", conversation_id="current", idempotency_key="u1")
    assert again["id"] == run["id"]
    assert len(ana.get("/api/conversations").json()["items"]) == 1
