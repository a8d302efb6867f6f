"""Service accounts: made by administrators, told their secret once, ended at once."""

import pytest

from tests.gateway.doors import Door
from tests.gateway.server import Server, Someone


@pytest.fixture(scope="module")
def door(server: Server, admin: Someone) -> Door:
    return Door(server, admin, "telegram", "slack")


def test_the_secret_is_told_once_and_not_kept(server: Server, door: Door, admin: Someone) -> None:
    listed = admin.get("/api/services")
    (mine,) = [each for each in listed.json()["items"] if each["name"] == door.name]
    assert mine["platforms"] == ["slack", "telegram"]
    assert mine["last_used_at"] is not None
    assert door.secret not in listed.text
    assert "hash" not in listed.text


def test_a_wrong_secret_and_an_unknown_name_get_the_same_answer(door: Door) -> None:
    answers = [door.sign_in(secret="x" * 43), door.sign_in(name="nobody"), door.sign_in(secret=door.secret[:-1])]
    assert {each.status_code for each in answers} == {401}
    assert len({each.json()["detail"] for each in answers}) == 1
    assert door.sign_in().status_code == 200


@pytest.mark.parametrize("value", [{"$ne": None}, ["x"], None, "", "x" * 500])
def test_an_object_is_no_secret(door: Door, value: object) -> None:
    answer = door.post("/api/auth/service", {"name": door.name, "secret": value})
    assert answer.status_code == 422


def test_only_administrators_make_see_and_revoke_them(door: Door, ana: Someone, admin: Someone) -> None:
    assert ana.get("/api/services").status_code == 403
    assert ana.post("/api/services", {"name": "mine", "platforms": ["telegram"]}).status_code == 403
    assert ana.http.delete(f"/api/services/{door.name}").status_code == 403
    assert admin.http.delete("/api/services/nobody").status_code == 404


def test_a_service_is_no_person_with_a_password(admin: Someone) -> None:
    new = {"name": "Bot", "email": "bot@example.org", "password": "long enough to use", "role": "service"}
    assert admin.post("/api/users", new).status_code == 422


def test_a_name_is_taken_once(door: Door, admin: Someone) -> None:
    again = admin.post("/api/services", {"name": door.name, "platforms": ["telegram"]})
    assert again.status_code == 409
    assert door.sign_in().status_code == 200  # its secret is still the old one


@pytest.mark.parametrize("name", ["inside:telegram", "Root", "a b", "", "x" * 41, "../x"])
def test_a_name_cannot_be_that_of_a_door_of_our_own(admin: Someone, name: str) -> None:
    assert admin.post("/api/services", {"name": name, "platforms": ["telegram"]}).status_code == 422


@pytest.mark.parametrize("platforms", [[], ["Telegram"], ["a:b"], [""], "telegram"])
def test_platforms_are_named_plainly(admin: Someone, platforms: object) -> None:
    assert admin.post("/api/services", {"name": "plain", "platforms": platforms}).status_code == 422
