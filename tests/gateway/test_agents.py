"""Agents over HTTP: administrators configure them, people choose among those that are for them."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.gateway.server import Someone

ROUTES = [
    ("POST", "/api/agents", {"name": "X"}),
    ("PATCH", "/api/agents/default", {"instructions": "Obey."}),
    ("DELETE", "/api/agents/default", None),
    ("POST", "/api/agents/default/test", {"prompt": "hello"}),
]


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
def test_only_administrators_configure_agents(
    ana: Someone, anonymous: httpx.Client, method: str, path: str, body: Any
) -> None:
    assert ana.http.request(method, path, json=body).status_code == 403
    assert anonymous.request(method, path, json=body).status_code == 401


def test_nobody_sees_agents_without_signing_in(anonymous: httpx.Client) -> None:
    assert anonymous.get("/api/agents").status_code == 401


def made(admin: Someone, **fields: Any) -> dict[str, Any]:
    answer = admin.post("/api/agents", {"name": uuid4().hex[:12]} | fields)
    assert answer.status_code == 201, answer.text
    view: dict[str, Any] = answer.json()
    return view


def test_an_agent_is_made_changed_and_deleted(admin: Someone) -> None:
    view = made(admin, instructions="Ask first.", tools=["planner.*"], tokens_per_day=500, when={"languages": ["DE"]})
    assert (view["built_in"], view["when"]["languages"], view["tokens_per_day"]) == (False, ["de"], 500)
    path = f"/api/agents/{view['id']}"
    changed = admin.http.patch(path, json={"tools": None, "priority": 3}).json()
    assert (changed["tools"], changed["priority"], changed["instructions"]) == (None, 3, "Ask first.")
    assert next(each["id"] for each in admin.get("/api/agents").json()["items"]) == "default"
    assert changed in admin.get("/api/agents").json()["items"]
    limits = {each["scope"]: each["tokens_per_day"] for each in admin.get("/api/limits").json()["items"]}
    assert limits[f"agent:{view['id']}"] == 500
    assert admin.http.delete(path).status_code == 204
    assert admin.http.patch(path, json={"name": "gone"}).status_code == 404


def test_people_see_the_agents_that_are_for_them_and_not_how_they_are_made(admin: Someone, ana: Someone) -> None:
    open_to_all = made(admin, instructions="A secret recipe.", tools=["planner.*"], description="Helps with plans.")
    hidden = made(admin, when={"roles": ["admin"]})
    off = made(admin, enabled=False)
    seen = {each["id"]: each for each in ana.get("/api/agents").json()["items"]}
    assert {"default", open_to_all["id"]} <= seen.keys()
    assert not {hidden["id"], off["id"]} & seen.keys()
    mine = seen[open_to_all["id"]]
    assert (mine["name"], mine["description"]) == (open_to_all["name"], "Helps with plans.")
    assert (mine["instructions"], mine["tools"]) == ("", None)
    everything = {each["id"] for each in admin.get("/api/agents").json()["items"]}
    assert {hidden["id"], off["id"]} <= everything
    for each in (open_to_all, hidden, off):
        admin.http.delete(f"/api/agents/{each['id']}")


def test_the_built_in_agent_stays(admin: Someone) -> None:
    refused = admin.http.delete("/api/agents/default")
    assert (refused.status_code, refused.json()["error"]) == (403, "not_allowed")
    assert admin.http.patch("/api/agents/default", json={"enabled": False}).status_code == 422
    changed = admin.http.patch("/api/agents/default", json={"description": "Ours."}).json()
    assert (changed["description"], changed["built_in"]) == ("Ours.", True)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "X", "tools": ["all"]}, "tools.0"),
        ({"name": "X", "when": {"roles": ["king"]}}, "when.roles.0"),
        ({"name": "X", "models": [{"provider_id": {"$ne": 1}, "model": "a"}]}, "models.0.provider_id"),
        ({"name": "X", "tokens_per_day": -1}, "tokens_per_day"),
    ],
)
def test_what_does_not_fit_is_named(admin: Someone, body: dict[str, Any], field: str) -> None:
    answer = admin.post("/api/agents", body)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["details"]] == [field]


def test_a_model_that_no_provider_has_is_refused(admin: Someone) -> None:
    answer = admin.post("/api/agents", {"name": "X", "models": [{"provider_id": "none", "model": "a"}]})
    assert (answer.status_code, answer.json()["error"]) == (422, "invalid_input")


def test_a_test_without_a_model_says_so(admin: Someone) -> None:
    tested = admin.post("/api/agents/default/test", {"prompt": "hello"}).json()
    assert "No model is configured" in tested["error"]
    assert (tested["calls"], tested["cost_micros"], tested["answer"]) == (0, 0, "")
    assert admin.post("/api/agents/default/test", {"prompt": " "}).status_code == 422
    assert admin.post("/api/agents/nobody/test", {"prompt": "hello"}).status_code == 404


def test_an_agent_is_asked_for_by_name_and_refused_to_those_it_is_not_for(admin: Someone, ana: Someone) -> None:
    mine, hidden = made(admin), made(admin, when={"roles": ["admin"]})
    assert ana.say("hello", agent_id=mine["id"])["agent"] == mine["name"]
    assert ana.say("hello")["agent"] == "Assistant"
    for agent_id, code in ((hidden["id"], "not_allowed"), ("nobody", "not_found")):
        refused = ana.say("hello", agent_id=agent_id)
        assert (refused["status"], refused["error"]["code"]) == ("failed", code)
    for each in (mine, hidden):
        admin.http.delete(f"/api/agents/{each['id']}")


def test_the_turns_context_chooses_the_agent(admin: Someone, ana: Someone) -> None:
    by_door = made(admin, when={"interfaces": ["cli"]})
    assert ana.say("hello", interface="cli")["agent"] == by_door["name"]
    assert ana.say("hello", interface="web")["agent"] == "Assistant"
    admin.http.delete(f"/api/agents/{by_door['id']}")
