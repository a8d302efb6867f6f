"""What one used, and the limits that administrators set."""

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from agent_core.settings import Settings
from agent_core.spending.meter import CallNote
from agent_core.spending.parts import spending_of
from agent_core.spending.prices import Price, Usage
from agent_core.spending.scopes import Spender
from agent_core.storage.database import Database
from tests.gateway.server import Server, Someone


async def _spend(server: Server, user_id: str, model: str, prompt: str, usage: Usage) -> None:
    uri = server.settings.mongodb_uri
    assert uri is not None
    database = Database(uri=uri.get_secret_value(), name=server.settings.mongodb_database)
    budget = spending_of(Settings(_env_file=None), database.collection).budget
    who = Spender(user_id=user_id, agent_id="default", run_id=uuid4().hex, zone="UTC")
    held = await budget.reserve(who, model, 1_000, 1_000, Price(1, 2))
    await budget.settle(held, usage, CallNote(purpose="plan", prompt=prompt))
    await budget.close()
    await database.close()


def spend(server: Server, someone: Someone, model: str = "gpt-4.1", prompt: str = "plan.v2", tokens: int = 100) -> None:
    asyncio.run(_spend(server, someone.id, model, prompt, Usage(input=tokens, output=10)))


def test_usage_shows_today_the_days_the_models_and_the_prompts(server: Server, ana: Someone) -> None:
    spend(server, ana)
    spend(server, ana, model="x.y/$mall 3", prompt="answer.v2", tokens=300)
    spend(server, ana, model="x.y/$mall 3", prompt="answer.v2", tokens=300)
    found = ana.get("/api/usage").json()
    today = found["today"]
    assert (today["tokens"], today["cost_micros"], today["calls"]) == (730, 760, 3)
    assert today["limit_tokens"] is None
    assert datetime.fromisoformat(today["renews_at"]) > datetime.now(UTC)
    assert found["days"] == [
        {"date": f"{datetime.now(UTC):%Y-%m-%d}", "calls": 3, "input_tokens": 700, "output_tokens": 30,
         "cost_micros": 760}
    ]  # fmt: skip
    assert [(each["model"], each["calls"], each["input_tokens"]) for each in found["models"]] == [
        ("x.y/$mall 3", 2, 600),
        ("gpt-4.1", 1, 100),
    ]
    assert [each["prompt"] for each in found["prompts"]] == ["answer.v2", "plan.v2"]


def test_nobody_sees_what_somebody_else_used(server: Server, ana: Someone, ben: Someone) -> None:
    spend(server, ana)
    assert ben.get("/api/usage").json()["today"]["tokens"] == 0
    assert ben.get("/api/usage").json()["models"] == []


@pytest.mark.parametrize("days", [0, 367, "x"])
def test_days_are_a_year_at_most(ana: Someone, days: object) -> None:
    assert ana.get("/api/usage", params={"days": days}).status_code == 422


def test_administrators_see_who_used_how_much_today(server: Server, admin: Someone, ana: Someone, ben: Someone) -> None:
    spend(server, ana)
    spend(server, ben, tokens=500)
    items = admin.get("/api/usage/people").json()["items"]
    mine = [each for each in items if each["user_id"] in (ana.id, ben.id)]
    assert [each["user_id"] for each in mine] == [ben.id, ana.id]
    assert mine[0] == {"user_id": ben.id, "name": "Ana", "tokens": 510, "cost_micros": 520, "calls": 1}


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "usage/people"), ("GET", "limits"), ("PUT", "limits/person"), ("DELETE", "limits/person")],
)
def test_only_administrators_see_and_set_limits(ana: Someone, method: str, path: str) -> None:
    body = {"tokens_per_day": 1, "cost_micros_per_day": None} if method == "PUT" else None
    assert ana.http.request(method, f"/api/{path}", json=body).status_code == 403


def test_a_limit_is_set_seen_and_removed(admin: Someone, ana: Someone) -> None:
    scope = f"user:{ana.id}"
    body = {"tokens_per_day": 50_000, "cost_micros_per_day": None}
    made = admin.http.put(f"/api/limits/{scope}", json=body)
    assert made.json() == {"scope": scope, **body}
    assert made.json() in admin.get("/api/limits").json()["items"]
    assert ana.get("/api/usage").json()["today"]["limit_tokens"] == 50_000
    assert admin.http.delete(f"/api/limits/{scope}").status_code == 204
    assert ana.get("/api/usage").json()["today"]["limit_tokens"] is None
    assert [each["scope"] for each in admin.get("/api/limits").json()["items"]][:2] == ["everyone", "person"]


@pytest.mark.parametrize(
    ("scope", "body"),
    [
        ("group:x", {"tokens_per_day": 1, "cost_micros_per_day": None}),
        ("person", {"tokens_per_day": -1, "cost_micros_per_day": None}),
        ("person", {"tokens_per_day": 2**70, "cost_micros_per_day": None}),
        ("person", {"tokens_per_day": 1.5, "cost_micros_per_day": None}),
        ("person", {}),
    ],
)
def test_a_limit_that_cannot_be_is_refused(admin: Someone, scope: str, body: object) -> None:
    assert admin.http.put(f"/api/limits/{scope}", json=body).status_code == 422
