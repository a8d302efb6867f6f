"""A person talks through a door: linking, answers, questions with buttons, groups, and what happens elsewhere."""

from uuid import uuid4

import pytest

from agent_core.doors.port import Uncertain
from tests.interfaces.doors.conftest import World
from tests.support.planners import message, step


def shout(what: str) -> str:
    return message(step("s1", "shout", risk="send", what=what))


def test_a_stranger_is_told_how_to_connect_and_nothing_else(world: World) -> None:
    account = world.stranger("eve")
    world.door.say(account, "what do you know?")
    world.shown(account, "I do not know yet who you are")
    world.door.say(account, "AAAA-AAAA")
    world.shown(account, "code")
    assert not any("You said" in text for text in world.door.texts(account))


def test_a_linked_person_is_answered_in_their_current_conversation(world: World) -> None:
    account, person = world.linked()
    first = person.say("hello from the web")
    world.door.say(account, "hello from paper")
    world.shown(account, "You said: hello from paper")
    runs = person.get(f"/api/conversations/{first['conversation_id']}/messages").json()["items"]
    assert [(each["interface"], each["text"]) for each in runs][-1] == ("paper", "hello from paper")


def test_a_message_that_is_delivered_three_times_is_answered_once_and_in_order(world: World) -> None:
    account, _ = world.linked()
    for number in range(4):
        for _ in range(3):
            world.door.say(account, f"number {number}", number=f"{account}-{number}")
    world.shown(account, "number 3")
    said = [text for text in world.door.texts(account) if "number" in text]
    assert said == [f"You said: number {number}" for number in range(4)]


def test_what_waits_is_asked_with_buttons_and_is_done_once_they_are_pressed(world: World) -> None:
    account, _ = world.linked()
    world.door.say(account, shout("fire"))
    asked = world.shown(account, "May I do this?")
    assert "what: fire" in asked.text
    assert [each.label for each in asked.buttons] == ["Approve", "Reject", "Look in the web page"]
    world.door.press(account, asked.buttons[0].data)
    world.shown(account, "Shouted.")
    assert world.edited(account, "Approved (paper)").buttons == []
    world.door.press(account, asked.buttons[1].data)
    world.door.wait(lambda: any("answered before" in toast for toast in world.door.toasts))
    assert sum("May I do this?" in text for text in world.door.texts(account)) == 1
    assert sum("Shouted." in text for text in world.door.texts(account)) == 1


def test_what_was_asked_on_paper_can_be_answered_in_the_web_page(world: World) -> None:
    account, person = world.linked()
    world.door.say(account, shout("elsewhere"))
    world.shown(account, "May I do this?")
    waiting = person.get("/api/approvals").json()["items"]
    run_id, _, name = waiting[0]["id"].partition(".")
    assert person.post(f"/api/runs/{run_id}/approvals/{name}", {"action": "reject"}).status_code == 200
    assert world.edited(account, "Turned down (web)").buttons == []
    world.shown(account, "You said no")


def test_what_was_asked_in_the_web_page_can_be_answered_on_paper(world: World) -> None:
    account, person = world.linked()
    waiting = person.say(shout("from the web"))
    assert waiting["status"] == "waiting"
    asked = world.shown(account, "May I do this?")
    world.door.press(account, asked.buttons[0].data)
    world.edited(account, "Approved (paper)")
    world.door.wait(lambda: person.get(f"/api/runs/{waiting['id']}").json()["status"] == "completed")


def test_a_plain_yes_answers_too(world: World) -> None:
    account, _ = world.linked()
    world.door.say(account, shout("plainly"))
    world.shown(account, "May I do this?")
    world.door.say(account, "yes")
    world.shown(account, "Shouted.")


def test_somebody_elses_question_cannot_be_answered(world: World) -> None:
    account, person = world.linked()
    eve, _ = world.linked("eve")
    world.door.say(account, shout("mine"))
    asked = world.shown(account, "May I do this?")
    world.door.press(eve, asked.buttons[0].data)
    world.door.wait(lambda: any("no such" in toast.lower() for toast in world.door.toasts))
    assert len(person.get("/api/approvals").json()["items"]) == 1


def test_a_question_of_a_capability_offers_its_choices(world: World) -> None:
    account, _ = world.linked()
    world.door.say(account, message(step("s1", "ask", risk="read", what="?")))
    asked = world.shown(account, "Which errand?")
    assert [each.label for each in asked.buttons] == ["Apples", "Bread"]
    world.door.press(account, asked.buttons[1].data)
    world.shown(account, "You meant Bread.")


def test_in_a_group_strangers_are_not_answered_and_what_is_said_stays_there(world: World) -> None:
    account, person = world.linked()
    place = f"club-{uuid4().hex[:6]}"
    world.door.say(world.stranger("eve"), "hello all", place=place)
    world.door.say(account, "hello club", place=place)
    assert world.shown(place, "You said: hello club").to == place
    assert world.door.texts(place) == ["You said: hello club"]
    titles = {each["title"]: each for each in person.get("/api/conversations").json()["items"]}
    assert person.say("what did I say?", conversation_id="current")["answer"]["text"] == "You said: what did I say?"
    assert len(titles) == 1


def test_an_unlinked_account_is_a_strangers_again(world: World) -> None:
    account, person = world.linked()
    link = person.get("/api/links").json()["items"][0]
    assert person.http.delete(f"/api/links/{link['id']}").status_code == 204
    world.door.say(account, "are you there?")
    world.shown(account, "I do not know yet who you are")


def test_an_answer_that_may_not_have_arrived_is_offered_again(world: World) -> None:
    account, _ = world.linked()
    world.door.paper.faults.append(Uncertain("cut off"))
    world.door.say(account, "a question")
    offer = world.shown(account, "may not have arrived")
    assert "You said: a question" not in world.door.texts(account)
    world.door.press(account, offer.buttons[0].data)
    world.shown(account, "You said: a question")


def test_notices_come_to_accounts_that_want_them(world: World) -> None:
    account, person = world.linked()
    quiet, _ = world.stranger("quiet"), None
    code = person.post("/api/links/codes").json()["code"]
    world.door.say(quiet, code)
    world.shown(quiet, "connected to")
    link = next(each for each in person.get("/api/links").json()["items"] if each["id"].endswith(quiet))
    person.http.patch(f"/api/links/{link['id']}", json={"notify": False})
    third = world.stranger("third")
    world.door.say(third, person.post("/api/links/codes").json()["code"])
    world.shown(account, "account")  # that another account was linked
    assert not any("was linked" in text for text in world.door.texts(quiet))


@pytest.mark.parametrize("seal", ["", "wrong"])
def test_a_hook_with_a_wrong_signature_is_refused(world: World, seal: str) -> None:
    with world.server.client() as http:
        assert http.post("/api/hooks/paper", headers={"X-Seal": seal}, content=b"x").status_code == 401


def test_hooks_of_unknown_and_of_shut_doors_are_not_found_and_large_ones_are_refused(world: World) -> None:
    with world.server.client() as http:
        for name in ("nothing", "blotched", "parchment"):
            assert http.post(f"/api/hooks/{name}", content=b"x").status_code == 404
        assert http.post("/api/hooks/paper", content=b"x" * 1_000_001).status_code == 413
