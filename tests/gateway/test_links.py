"""Linking over HTTP: the story from both sides, and every way to get at an account that is not one's own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from agent_core.memory.codes import TRIES
from gateway.security.tokens import AccessTokens
from tests.gateway.doors import Door, new_code
from tests.gateway.server import Server, Someone


@pytest.fixture(scope="module")
def door(server: Server, admin: Someone) -> Door:
    return Door(server, admin)


def test_the_story_of_a_link(door: Door, ana: Someone) -> None:
    assert ana.get("/api/links").json()["items"] == []
    claimed = door.claim("77001", new_code(ana), name="Ana T.")
    assert (claimed.status_code, claimed.json()) == (201, {"id": "telegram:77001", "person_name": "Ana"})
    (link,) = ana.get("/api/links").json()["items"]
    assert (link["title"], link["name"], link["notify"]) == ("Telegram", "Ana T.", True)
    changed = ana.http.patch("/api/links/telegram:77001", json={"notify": False})
    assert changed.json()["notify"] is False
    assert ana.http.delete("/api/links/telegram:77001").status_code == 204
    assert ana.get("/api/links").json()["items"] == []
    notices = [each["title"] for each in ana.get("/api/notifications").json()["items"]]
    assert notices == ["Telegram account Ana T. was unlinked", "Telegram account Ana T. was linked"]


def test_the_answer_about_a_link_holds_no_secret(door: Door, ana: Someone) -> None:
    door.linked(ana)
    (link,) = ana.get("/api/links").json()["items"]
    assert set(link) == {"id", "platform", "title", "name", "linked_at", "last_used_at", "notify"}


def test_a_door_says_how_it_is_reached_and_the_code_is_filled_in(door: Door, ana: Someone) -> None:
    news = {
        "title": "Telegram", "address": "https://t.me/our_bot?start={code}", "instructions": "Send {code} to @our_bot.",
    }  # fmt: skip
    assert door.http.put("/api/links/platforms/telegram", json=news).status_code == 204
    made = ana.post("/api/links/codes").json()
    telegram = next(each for each in made["platforms"] if each["platform"] == "telegram")
    assert telegram["address"] == f"https://t.me/our_bot?start={made['code']}"
    assert telegram["instructions"] == f"Send {made['code']} to @our_bot."
    before = next(each for each in ana.get("/api/links").json()["platforms"] if each["platform"] == "telegram")
    assert (before["address"], before["instructions"]) == ("", "Send your code to @our_bot.")


def test_what_a_revoked_door_announced_is_not_offered_any_more(server: Server, admin: Someone) -> None:
    door = Door(server, admin, "slack")
    news = {"title": "Slack", "instructions": "Write to @assistant."}
    assert door.http.put("/api/links/platforms/slack", json=news).status_code == 204
    assert "slack" in [each["platform"] for each in admin.get("/api/links").json()["platforms"]]
    admin.http.delete(f"/api/services/{door.name}")
    assert "slack" not in [each["platform"] for each in admin.get("/api/links").json()["platforms"]]


def test_what_a_door_of_our_own_announced_is_offered_while_it_is_open(server: Server, ana: Someone) -> None:
    """Here none is: with the address of a bot that nobody listens to, a code would be shown to a stranger."""
    key = (server.settings.data_dir / "secrets" / "signing-key").read_text().strip()
    inside = AccessTokens(key, timedelta(minutes=1)).issue_service("inside:whatsapp", "inside", datetime.now(UTC))
    http = server.client(headers={"Authorization": f"Bearer {inside}"})
    news = {"title": "WhatsApp", "instructions": "Write to us."}
    assert http.put("/api/links/platforms/whatsapp", json=news).status_code == 204
    assert "whatsapp" not in [each["platform"] for each in ana.get("/api/links").json()["platforms"]]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://t.me/x", "data:text/html,x", "https://a b"])
def test_an_address_that_a_browser_would_run_is_refused(door: Door, address: str) -> None:
    news = {"title": "Telegram", "address": address, "instructions": "x"}
    assert door.http.put("/api/links/platforms/telegram", json=news).status_code == 422


def test_a_code_is_used_once(door: Door, ana: Someone) -> None:
    code = new_code(ana)
    assert door.claim("77101", code).status_code == 201
    again = door.claim("77102", code)
    assert (again.status_code, again.json()["error"]) == (404, "not_found")


def test_a_new_code_ends_the_older_one(door: Door, ana: Someone) -> None:
    older, newer = new_code(ana), new_code(ana)
    assert door.claim("77201", older).status_code == 404
    assert door.claim("77201", newer).status_code == 201


def test_two_doors_that_claim_one_code_at_once_get_one_link(door: Door, ana: Someone) -> None:
    code = new_code(ana)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: door.claim(f"7730{n}", code).status_code, range(8)))
    assert sorted(answers) == [201] + [404] * 7
    assert len(ana.get("/api/links").json()["items"]) == 1


def test_somebody_elses_account_is_not_taken_over(door: Door, ana: Someone, ben: Someone) -> None:
    external_id = door.linked(ana)
    taken = door.claim(external_id, new_code(ben))
    assert (taken.status_code, taken.json()["error"]) == (409, "conflict")
    assert ana.id not in taken.text
    assert ana.email not in taken.text
    assert door.act(external_id).json()["person"]["id"] == ana.id
    assert ben.get("/api/links").json()["items"] == []


def test_guessing_codes_is_stopped_even_for_the_right_one(door: Door, ana: Someone) -> None:
    code = new_code(ana)
    guesses = [door.claim("77401", f"0000-000{n}").status_code for n in range(TRIES)]
    right = door.claim("77401", code)
    assert guesses == [404] * TRIES
    assert (right.status_code, right.json()["error"]) == (429, "rate_limited")
    assert int(right.headers["retry-after"]) > 60
    assert door.claim("77402", code).status_code == 201  # the control: it was a good code all the time


def test_a_code_alone_is_worth_nothing(anonymous: httpx.Client, ana: Someone, ben: Someone) -> None:
    body = {"platform": "telegram", "external_id": "77501", "name": "x", "code": new_code(ana)}
    assert anonymous.post("/api/links/claim", json=body).status_code == 401
    assert ben.post("/api/links/claim", body).status_code == 403
    assert ana.post("/api/links/claim", body).status_code == 403


def test_somebody_elses_link_is_not_found(door: Door, ana: Someone, ben: Someone) -> None:
    path = f"/api/links/telegram:{door.linked(ana)}"
    for known in (path, "/api/links/telegram:0"):
        assert ben.http.patch(known, json={"notify": False}).status_code == 404
        assert ben.http.delete(known).status_code == 404
    assert [each["notify"] for each in ana.get("/api/links").json()["items"]] == [True]


def test_a_door_cannot_link_further_accounts_by_itself(door: Door, ana: Someone) -> None:
    """Who has stolen a phone with the chat in it gets no code, and so no door of their own."""
    spoken_for = door.speaking_for(door.linked(ana))
    assert spoken_for.post("/api/links/codes").status_code == 403
    assert spoken_for.post("/api/auth/password", {"current": "x", "new": "another long password"}).status_code == 403


@pytest.mark.parametrize("value", [{"$ne": None}, ["1"], 5, "", "a\nb", "x" * 201])
def test_an_object_is_no_account(door: Door, value: object) -> None:
    for path, more in (("act", {}), ("release", {}), ("claim", {"code": "7K3M-9QTX"})):
        answer = door.post(f"/api/links/{path}", {"platform": "telegram", "external_id": value, **more})
        assert answer.status_code == 422, answer.text


def test_releasing_what_is_not_linked_is_not_found(door: Door) -> None:
    assert door.release("77601").status_code == 404
