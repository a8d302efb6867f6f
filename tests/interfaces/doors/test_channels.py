"""The channels over HTTP: who may set them up, what is shown of secrets, tests, deliveries, notices with buttons."""

import json
from typing import Any

from agent_core.channels import Outgoing
from agent_core.doors.port import Refused, Uncertain
from tests.gateway.server import join
from tests.interfaces.doors.conftest import World


def channel(person: Any, name: str) -> dict[str, Any]:
    items = person.get("/api/channels").json()["items"]
    found: dict[str, Any] = next(each for each in items if each["name"] == name)
    return found


def test_doors_are_listed_as_they_are_and_a_broken_one_keeps_nobody_out(world: World) -> None:
    states = {each["name"]: each for each in world.admin.get("/api/channels").json()["items"]}
    assert [states[name]["state"] for name in ("paper", "blotched", "parchment")] == ["open", "broken", "shut"]
    assert states["blotched"]["reason"] == "RuntimeError: the ink ran out"
    assert states["paper"]["hook"] == "https://assistant.example.org/api/hooks/paper"
    plain = channel(join(world.server, world.admin), "paper")
    assert (plain["settings"], plain["hook"], plain["sends"]) == ([], "", True)


def test_an_administrator_sets_a_channel_up_and_its_secrets_never_come_back(world: World) -> None:
    path = "/api/channels/parchment"
    done = world.admin.http.put(path, json={"settings": {"ink": "blue", "seal": "wax-1234"}}).json()
    assert done["state"] == "open"
    shown = {each["name"]: each for each in done["settings"]}
    assert (shown["ink"]["value"], shown["seal"]["value"], shown["seal"]["given"]) == ("blue", "", True)
    assert "wax-1234" not in world.admin.get("/api/channels").text
    with world.server.client() as http:
        assert http.post("/api/hooks/parchment", headers={"X-Seal": "wax-1234"}, content=b"12").text.startswith(
            "2 https"
        )
    broken = world.admin.http.put(path, json={"settings": {"ink": "invisible"}}).json()
    assert (broken["state"], broken["reason"]) == ("broken", "Nobody could read that ink.")
    assert world.admin.http.put(path, json={"settings": {"pen": "x"}}).status_code == 422
    assert world.admin.http.delete(path).status_code == 204
    assert channel(world.admin, "parchment")["state"] == "shut"


def test_nobody_else_sets_a_channel_up(world: World) -> None:
    person = join(world.server, world.admin)
    assert person.http.put("/api/channels/paper", json={"settings": {"ink": "red"}}).status_code == 403
    assert person.http.delete("/api/channels/paper").status_code == 403
    assert person.get("/api/channels/deliveries", params={"everybody": True}).status_code == 403


def test_a_test_message_is_sent_to_oneself(world: World) -> None:
    account, person = world.linked()
    done = person.post("/api/channels/paper/test").json()
    assert (done["state"], done["to"]) == ("sent", account)
    assert "test message" in world.door.texts(account)[-1]
    assert join(world.server, world.admin).post("/api/channels/paper/test").status_code == 404


def test_what_failed_is_sent_again_by_who_had_it_sent(world: World) -> None:
    account, person = world.linked()
    world.door.paper.faults.append(Refused("no stamps"))
    failed = person.post("/api/channels/paper/test").json()
    assert (failed["state"], failed["reason"]) == ("failed", "no stamps")
    path = f"/api/channels/deliveries/{failed['key']}/again"
    assert join(world.server, world.admin).post(path).status_code == 404
    assert person.post(path).status_code == 200
    world.door.wait(lambda: any("test message" in text for text in world.door.texts(account)))
    world.door.wait(lambda: person.post(path).status_code == 409)
    world.door.wait(lambda: _newest(person)["state"] == "sent")
    mine = _newest(person)
    assert (mine["mine"], mine["text"][:22]) == (True, "This is a test message")


def _newest(person: Any) -> dict[str, Any]:
    newest: dict[str, Any] = person.get("/api/channels/deliveries").json()["items"][0]
    return newest


def test_an_administrator_sees_what_became_of_messages_but_not_what_they_say(world: World) -> None:
    _, person = world.linked()
    key = person.post("/api/channels/paper/test").json()["key"]
    items = world.admin.get("/api/channels/deliveries", params={"everybody": True}).json()["items"]
    found = next(each for each in items if each["key"] == key)
    assert (found["text"], found["mine"], found["state"]) == ("", False, "sent")


def test_a_failed_message_is_told_in_a_notice_that_is_not_sent_itself(world: World) -> None:
    account, person = world.linked()
    world.door.paper.faults.append(Uncertain("cut off"))
    message = Outgoing(to=account, text="Hello")
    world.door.run(world.door.host.outbox.post(f"own:{account}", "paper", message, user_id=person.id))
    title = f"A message by Paper to {account} may not have arrived"
    world.door.wait(lambda: title in [each["title"] for each in person.get("/api/notifications").json()["items"]])
    assert not any("may not have arrived" in text for text in world.door.texts(account))


def test_a_reminder_comes_with_buttons_that_are_pressed_once_and_everywhere(world: World) -> None:
    account, person = world.linked()
    made = person.post("/api/reminders", {"title": "Water *plants*", "time": "2026-11-21T00:00:00+00:00"})
    assert made.status_code == 422  # it has passed
    person.say(json.dumps([{
        "id": "s1", "capability": "planner.set_reminder", "title": "x", "depends_on": [], "risk": "write",
        "seconds": 1, "tokens": 0, "arguments": {"title": "Water *plants*", "time": _soon()},
    }]))  # fmt: skip
    shown = world.shown(account, "Water")
    assert shown.text.startswith(r"**Water \*plants\***")
    assert [each.label for each in shown.buttons] == ["In 10 minutes", "In an hour", "Tomorrow", "Open"]
    world.door.press(account, shown.buttons[1].data)
    after = world.edited(account, "put off")
    assert after.buttons == []
    world.door.press(account, shown.buttons[1].data)
    world.door.wait(lambda: sum("put off" in toast for toast in world.door.toasts) == 2)
    reminders = person.get("/api/reminders", params={"status": "scheduled"}).json()["items"]
    assert len(reminders) == 1
    notice = person.get("/api/notifications").json()["items"][0]
    assert notice["read_at"] is not None
    other = join(world.server, world.admin)
    assert other.post(f"/api/notifications/{notice['id']}/actions/0").status_code == 404
    assert person.post(f"/api/notifications/{notice['id']}/actions/7").status_code == 404


def test_a_decision_of_somebody_else_goes_to_their_account_and_comes_back(world: World) -> None:
    ana, asker = world.linked("ana")
    ben, decider = world.linked("ben")
    decider.http.patch("/api/me", json={"name": f"Ben {ben}"})
    step = {
        "id": "s1", "capability": "communication.escalate", "title": "Ask Ben", "depends_on": [], "risk": "send",
        "seconds": 1, "tokens": 0, "arguments": {"person": f"Ben {ben}", "question": "Pay 900 €?"},
    }  # fmt: skip
    waiting = asker.say(json.dumps([step]))
    assert waiting["status"] == "waiting"  # it reaches somebody else, so it asks first
    assert world.door.texts(ben)[-1] != "Pay"
    approval = world.shown(ana, "May I do this?")
    world.door.press(ana, approval.buttons[0].data)
    asked = world.shown(ben, "asks you to decide")
    assert [each.label for each in asked.buttons][:2] == ["Approve", "Reject"]
    world.door.press(ben, asked.buttons[0].data)
    world.shown(ana, "answered: Approve")
    world.edited(ben, "is told: Approve")


def test_a_message_to_a_person_by_name_is_asked_about_and_has_a_receipt(world: World) -> None:
    ana, asker = world.linked("ana")
    ben, reader = world.linked("ben")
    reader.http.patch("/api/me", json={"name": f"Ben {ben}"})
    step = {
        "id": "s1", "capability": "communication.send_message", "title": "Message", "depends_on": [], "risk": "send",
        "seconds": 1, "tokens": 0, "arguments": {"recipient": f"Ben {ben}", "message": "Lunch?"},
    }  # fmt: skip
    asker.say(json.dumps([step]))
    asked = world.shown(ana, "May I do this?")
    assert "Lunch?" not in world.door.texts(ben)
    world.door.press(ana, asked.buttons[0].data)
    world.shown(ben, "Lunch?")
    world.door.wait(lambda: _effects(asker) == [("communication.send_message", "done")])


def _effects(person: Any) -> list[tuple[str, str]]:
    return [(each["capability"], each["status"]) for each in person.get("/api/effects").json()["items"]]


def _soon() -> str:
    from datetime import UTC, datetime, timedelta

    return (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
