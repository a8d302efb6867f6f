"""The token with which a door speaks for a person: what it is good for, when it ends, and what is no such token."""

from collections.abc import Callable
from typing import Any

import jwt
import pytest

from tests.gateway.doors import Door
from tests.gateway.server import Server, Someone
from tests.gateway.test_live import closed, socket_to
from tests.gateway.test_tokens import claims_of, key_of, signed, status

Claims = dict[str, Any]


@pytest.fixture(scope="module")
def door(server: Server, admin: Someone) -> Door:
    return Door(server, admin)


def test_it_names_the_person_and_who_speaks_for_them(door: Door, ana: Someone) -> None:
    external_id = door.linked(ana)
    answer = door.act(external_id).json()
    claims = jwt.decode(answer["access_token"], options={"verify_signature": False})
    assert (claims["sub"], claims["act"]["sub"], claims["ifc"]) == (ana.id, door.name, "telegram")
    assert 0 < claims["exp"] - claims["iat"] <= 900
    assert set(answer["person"]) == {"id", "name", "zone", "language"}
    assert answer["person"]["id"] == ana.id


def test_it_sees_what_the_person_sees(door: Door, ana: Someone) -> None:
    ana.post("/api/tasks", {"title": "Buy milk"})
    spoken_for = door.speaking_for(door.linked(ana))
    assert [each["title"] for each in spoken_for.get("/api/tasks").json()["items"]] == ["Buy milk"]
    run = spoken_for.say("hello", interface="web")
    assert run["interface"] == "telegram"  # where it came from is in the token; a body does not say otherwise
    assert ana.get(f"/api/runs/{run['id']}").json()["interface"] == "telegram"


def test_through_a_door_an_administrator_is_like_everybody(door: Door, admin: Someone) -> None:
    spoken_for = door.speaking_for(door.linked(admin))
    everybodys = "/api/channels/deliveries?everybody=true"
    assert (admin.get(everybodys).status_code, spoken_for.get(everybodys).status_code) == (200, 403)
    assert spoken_for.get("/api/users").status_code == 403
    assert spoken_for.get("/api/me").json()["role"] == "admin"  # the control: it is their token


def test_a_door_does_not_approve_by_itself(door: Door, ana: Someone) -> None:
    spoken_for = door.speaking_for(door.linked(ana))
    body = {"arguments": {"what": "hello"}, "approved": True}
    assert spoken_for.post("/api/capabilities/errands.shout", body).status_code == 403
    assert ana.post("/api/capabilities/errands.shout", body).status_code == 200


def test_an_account_that_is_not_linked_gets_none(door: Door, ana: Someone) -> None:
    external_id = door.linked(ana)
    for unknown in ("4711", f"{external_id}0", f"0{external_id}", ana.id):
        assert door.act(unknown).status_code == 404


def test_an_account_of_another_platform_is_another_account(server: Server, admin: Someone, ana: Someone) -> None:
    external_id = Door(server, admin, "telegram").linked(ana)
    assert Door(server, admin, "slack").act(external_id).status_code == 404


def test_a_service_acts_on_its_own_platforms_only(server: Server, admin: Someone, door: Door, ana: Someone) -> None:
    slack = Door(server, admin, "slack")
    account = {"platform": "telegram", "external_id": door.linked(ana)}
    claim = account | {"code": "7K3M-9QTX", "name": "x"}
    for path, body in (("act", account), ("release", account), ("claim", claim)):
        assert slack.post(f"/api/links/{path}", body).status_code == 403
    told = {"title": "Telegram", "instructions": "Send the code to me."}
    assert slack.http.put("/api/links/platforms/telegram", json=told).status_code == 403
    assert door.act(account["external_id"]).status_code == 200


@pytest.mark.parametrize("side", ["person", "platform"])
def test_unlinking_ends_a_token_that_is_still_valid_at_once(door: Door, ana: Someone, side: str) -> None:
    external_id = door.linked(ana)
    spoken_for = door.speaking_for(external_id)
    in_group = door.speaking_for(external_id, group="-100")
    assert spoken_for.get("/api/me").status_code == 200
    if side == "person":
        assert ana.http.delete(f"/api/links/telegram:{external_id}").status_code == 204
    else:
        assert door.release(external_id).status_code == 204
    assert spoken_for.get("/api/me").status_code == 401
    assert in_group.get("/api/tasks").status_code == 401
    assert door.act(external_id).status_code == 404


def test_a_token_from_before_does_not_come_alive_when_the_account_is_linked_again(door: Door, ana: Someone) -> None:
    external_id = door.linked(ana)
    before = door.speaking_for(external_id)
    door.release(external_id)
    code = ana.post("/api/links/codes").json()["code"]
    assert door.claim(external_id, code).status_code == 201
    assert before.get("/api/me").status_code == 401
    assert door.speaking_for(external_id).get("/api/me").status_code == 200


def test_an_account_that_changes_hands_takes_nothing_along(door: Door, ana: Someone, ben: Someone) -> None:
    external_id = door.linked(ana)
    of_ana = door.speaking_for(external_id)
    door.release(external_id)
    assert door.claim(external_id, ben.post("/api/links/codes").json()["code"]).status_code == 201
    assert of_ana.get("/api/me").status_code == 401
    assert door.speaking_for(external_id).get("/api/me").json()["id"] == ben.id


def test_revoking_the_service_ends_its_token_and_those_it_has_for_people(
    server: Server, admin: Someone, ana: Someone
) -> None:
    door = Door(server, admin)
    external_id = door.linked(ana)
    spoken_for = door.speaking_for(external_id)
    assert admin.http.delete(f"/api/services/{door.name}").status_code == 204
    assert door.act(external_id).status_code == 401
    assert spoken_for.get("/api/me").status_code == 401
    assert door.sign_in().status_code == 401


def test_a_service_made_anew_under_the_same_name_does_not_inherit(server: Server, admin: Someone, ana: Someone) -> None:
    door = Door(server, admin)
    external_id = door.linked(ana)
    spoken_for = door.speaking_for(external_id)
    admin.http.delete(f"/api/services/{door.name}")
    admin.post("/api/services", {"name": door.name, "platforms": ["telegram"]})
    assert door.act(external_id).status_code == 401
    assert spoken_for.get("/api/me").status_code == 401


def test_signing_out_elsewhere_does_not_end_it_and_it_ends_nobodys_session(door: Door, ana: Someone) -> None:
    spoken_for = door.speaking_for(door.linked(ana))
    assert spoken_for.post("/api/auth/logout").status_code == 403
    assert ana.get("/api/me").status_code == 200


CHANGES: dict[str, Callable[[Claims], Claims]] = {
    "another person": lambda claims: claims | {"sub": "0" * 32},
    "another linking": lambda claims: claims | {"sid": "0" * 32},
    "another account": lambda claims: claims | {"lnk": "telegram:1"},
    "an object for an account": lambda claims: claims | {"lnk": {"$ne": None}},
    "an object for a linking": lambda claims: claims | {"sid": {"$ne": None}},
    "another service": lambda claims: claims | {"act": claims["act"] | {"sub": "nobody"}},
    "an object for a service": lambda claims: claims | {"act": {"sub": {"$ne": None}, "sid": claims["act"]["sid"]}},
    "an earlier life of the service": lambda claims: claims | {"act": claims["act"] | {"sid": "0" * 32}},
    "no service": lambda claims: {name: value for name, value in claims.items() if name != "act"},
    "a text for a service": lambda claims: claims | {"act": "door"},
    "no platform": lambda claims: {name: value for name, value in claims.items() if name != "ifc"},
    "no word of a group": lambda claims: {name: value for name, value in claims.items() if name != "grp"},
    "an object for a group": lambda claims: claims | {"grp": {}},
    "the type of a sign-in": lambda claims: claims | {"typ": "access"},
}


def test_one_made_by_hand_with_our_key_is_accepted(server: Server, door: Door, admin: Someone) -> None:
    """The control: the forgeries below differ from this one in one thing each."""
    claims = claims_of(door.speaking_for(door.linked(admin)))
    assert status(server, signed({"alg": "HS256"}, claims, key_of(server))) == 200


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_claim_is_refused(
    server: Server, door: Door, admin: Someone, change: Callable[[Claims], Claims]
) -> None:
    claims = change(claims_of(door.speaking_for(door.linked(admin))))
    assert status(server, signed({"alg": "HS256"}, claims, key_of(server))) == 401


def test_the_token_of_a_service_is_no_sign_in(server: Server, door: Door, ana: Someone) -> None:
    claims = jwt.decode(door.token, options={"verify_signature": False})
    assert status(server, door.token) == 403
    for forged in (claims | {"typ": "access"}, claims | {"typ": "access", "sub": ana.id}):
        assert status(server, signed({"alg": "HS256"}, forged, key_of(server))) == 401


def test_the_sign_in_of_a_person_is_no_service(server: Server, ana: Someone, admin: Someone) -> None:
    for someone in (ana, admin):
        answer = someone.post("/api/links/act", {"platform": "telegram", "external_id": "1"})
        assert (answer.status_code, answer.json()["error"]) == (403, "not_allowed")
    claims = claims_of(ana) | {"typ": "service"}
    forged = server.client(headers={"Authorization": f"Bearer {signed({'alg': 'HS256'}, claims, key_of(server))}"})
    answer = forged.post("/api/links/act", json={"platform": "telegram", "external_id": "1"})
    assert answer.status_code == 401


def test_a_token_from_a_group_or_of_a_service_does_not_listen(server: Server, door: Door, ana: Someone) -> None:
    in_group = door.speaking_for(door.linked(ana), group="-100")
    for token in (in_group.session["access_token"], door.token):
        with socket_to(server) as socket:
            socket.send(f'{{"type": "auth", "token": "{token}"}}')
            assert closed(socket) == 4401
