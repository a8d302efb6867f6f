"""Providers over HTTP: administrators only, keys go in and never come out."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import structlog
from pymongo import MongoClient

from gateway.logging import configure_logging
from tests.gateway.server import Server, Someone, serving, set_up, settings_for
from tests.support.model_list import Answer, ModelList, listing, speaking
from tests.support.openai_server import OpenAIServer, says

KEY = "sk-leak-0123456789abcdef-TAIL"
ROUTES = [
    ("GET", "/api/providers", None),
    ("POST", "/api/providers", {"name": "X", "kind": "openai"}),
    ("GET", "/api/providers/environment", None),
    ("PATCH", "/api/providers/environment", {"name": "X"}),
    ("DELETE", "/api/providers/environment", None),
    ("POST", "/api/providers/environment/test", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
def test_only_administrators_get_near_providers(
    ana: Someone, anonymous: httpx.Client, method: str, path: str, body: Any
) -> None:
    assert ana.http.request(method, path, json=body).status_code == 403
    assert anonymous.request(method, path, json=body).status_code == 401


def made(admin: Someone, **fields: Any) -> dict[str, Any]:
    body = {"name": uuid4().hex[:12], "kind": "compatible", "base_url": "http://localhost:9/v1"}
    answer = admin.post("/api/providers", body | fields)
    assert answer.status_code == 201, answer.text
    view: dict[str, Any] = answer.json()
    return view


def test_a_provider_is_made_changed_tested_and_deleted(admin: Someone) -> None:
    with ModelList(models=listing("small", "large"), chat=speaking()) as server:
        view = made(admin, base_url=server.url, api_key=KEY, models=[{"name": "small", "input_price": 1.5}])
        path = f"/api/providers/{view['id']}"
        assert (view["has_key"], view["key_hint"], view["built_in"], view["state"]) == (True, "TAIL", False, "ready")
        assert view["models"] == [
            {"name": "small", "input_price": 1.5, "output_price": 0, "max_output_tokens": None, "sees": False}
        ]
        assert admin.get(path).json() == view
        assert view in admin.get("/api/providers").json()["items"]
        tested = admin.post(f"{path}/test", {"model": "small"}).json()
        assert (tested["ok"], tested["models"], tested["error"]) == (True, ["large", "small"], None)
        changed = admin.http.patch(path, json={"name": view["name"] + " 2", "enabled": False}).json()
        assert (changed["enabled"], changed["has_key"]) == (False, True)
        assert admin.http.patch(path, json={"api_key": ""}).json()["has_key"] is False
    assert admin.http.delete(path).status_code == 204
    assert admin.get(path).status_code == 404
    assert admin.http.delete(path).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "", "kind": "openai"}, "name"),
        ({"name": "X", "kind": "other"}, "kind"),
        ({"name": "X", "kind": "compatible", "base_url": "file:///etc/passwd"}, "base_url"),
        ({"name": "X", "kind": "compatible", "base_url": "http://ana:secret@host"}, "base_url"),
        ({"name": "X", "kind": "openai", "models": [{"name": "a"}, {"name": "a"}]}, "models"),
        ({"name": "X", "kind": "openai", "models": [{"name": "a", "input_price": -1}]}, "models.0.input_price"),
        ({"name": "X", "kind": "openai", "api_key": {"$ne": ""}}, "api_key"),
        ({"name": "X", "kind": "openai", "api_key": KEY * 40}, "api_key"),
    ],
)
def test_what_does_not_fit_is_named_without_showing_it(admin: Someone, body: dict[str, Any], field: str) -> None:
    answer = admin.post("/api/providers", body)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["details"]] == [field]
    assert KEY not in answer.text
    assert "secret" not in answer.text


def test_a_compatible_server_without_an_address_and_a_name_that_is_taken(admin: Someone) -> None:
    assert admin.post("/api/providers", {"name": uuid4().hex, "kind": "compatible"}).status_code == 422
    view = made(admin)
    again = admin.post("/api/providers", {"name": view["name"].upper(), "kind": "openai"})
    assert (again.status_code, again.json()["error"]) == (409, "conflict")
    admin.http.delete(f"/api/providers/{view['id']}")


def test_moving_a_provider_needs_the_key_again(admin: Someone) -> None:
    view = made(admin, api_key=KEY)
    moved = admin.http.patch(f"/api/providers/{view['id']}", json={"base_url": "http://thief.example/v1"})
    assert moved.status_code == 422
    assert "enter the key again" in moved.json()["detail"]
    admin.http.delete(f"/api/providers/{view['id']}")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged, at the finest level."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    configure_logging("json", "DEBUG")
    written = io.StringIO()
    assert isinstance(root.handlers[0], logging.StreamHandler)
    root.handlers[0].setStream(written)
    yield written
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_a_key_is_in_no_answer_no_log_line_and_not_in_the_database(
    mongodb_uri: str, tmp_path: Path, lines: io.StringIO
) -> None:
    answers: list[str] = []
    with (
        serving(settings_for(tmp_path, mongodb_uri)) as server,
        ModelList(models=Answer(401), chat=Answer(401)) as wrong,
        OpenAIServer([says("Hello.")]) as right,
    ):
        root = set_up(server)
        configure_logging("json", "DEBUG")  # starting the server set its own
        logging.getLogger().handlers[0].setStream(lines)  # type: ignore[attr-defined]  # a StreamHandler
        root.http.event_hooks = {
            "response": [lambda answer: answers.append(str(answer.headers) + answer.read().decode())]
        }
        refused = made(root, base_url=wrong.url, api_key=KEY, models=[{"name": "a"}])
        root.post(f"/api/providers/{refused['id']}/test", {"model": "a"})
        root.say("what do you think of oaks")
        made(root, base_url=right.url, api_key=KEY, models=[{"name": "b"}])
        root.http.patch(f"/api/providers/{refused['id']}", json={"enabled": False})
        root.post("/api/agents/default/test", {"prompt": "hello"})
        for path in ("/api/providers", "/api/agents", "/api/config", "/api/health", "/metrics", "/openapi.json"):
            root.get(path)
        stored = _dump(mongodb_uri, server)
    assert len(answers) > 10
    assert "Bearer sk-leak" in {each.key for each in wrong.seen}.pop()[:14]
    assert right.keys == [f"bearer {KEY}".lower()]
    assert "request" in lines.getvalue()
    for text in (*answers, lines.getvalue(), stored):
        assert KEY not in text
        assert KEY[:-4] not in text
    assert "TAIL" in stored


def _dump(uri: str, server: Server) -> str:
    with MongoClient[dict[str, object]](uri) as client:
        database = client[server.settings.mongodb_database]
        return str([[*database[name].find()] for name in database.list_collection_names()])


def test_the_first_provider_works_without_a_restart(mongodb_uri: str, tmp_path: Path) -> None:
    with serving(settings_for(tmp_path, mongodb_uri)) as server, OpenAIServer([says("Hello from a model.")]) as model:
        root = set_up(server)
        assert (root.get("/api/health").json()["model"], root.get("/api/config").json()["model"]) == ("none", False)
        made(root, base_url=model.url, models=[{"name": "small"}])
        assert (root.get("/api/health").json()["model"], root.get("/api/config").json()["model"]) == ("ready", True)
        tested = root.post("/api/agents/default/test", {"prompt": "hello"}).json()
        assert (tested["answer"], tested["models"], tested["calls"]) == ("Hello from a model.", ["small"], 1)
        spent = json.dumps(root.get("/api/usage").json())
        assert "small" in spent  # a test is paid for like everything else
