"""Providers and agents as data: stored, changed, refused in words, known to other processes, keys sealed."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr, ValidationError

from agent_core.agents.minds import AgentMinds
from agent_core.agents.prices import AS_OF, PRICES, SOURCE
from agent_core.agents.schemas import (
    DEFAULT,
    ENVIRONMENT,
    AgentChange,
    AgentDraft,
    ModelDraft,
    Provider,
    ProviderChange,
    ProviderDraft,
    Rung,
    When,
)
from agent_core.errors import AgentError, Conflict, InvalidInput, NotAllowed, NotFound
from agent_core.storage.database import Database
from tests.agent_core.agents.conftest import KEY, Opened, agent_with, provider_at

URL = "http://localhost:9/v1"


async def dump(database: Database) -> str:
    """Everything that is stored."""
    names = await database.db.list_collection_names()
    return str([[each async for each in database.collection(name).find()] for name in names])


async def test_a_key_is_stored_sealed_and_only_its_last_four_characters_are_known(
    minds: AgentMinds, database: Database
) -> None:
    made = await provider_at(minds, URL, "small")
    stored = await dump(database)
    assert KEY not in stored
    assert KEY[:-4] not in stored
    assert (made.key_hint, "small" in stored) == ("LAST", True)
    assert KEY not in repr(made) + repr(minds) + repr(minds.directory.now)
    key = minds.key_of(made)
    assert key is not None
    assert key.get_secret_value() == KEY


async def test_a_short_key_gives_no_hint(minds: AgentMinds) -> None:
    assert (await provider_at(minds, URL, key="hunter2")).key_hint == ""


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel"])
async def test_what_cannot_be_a_key_is_refused_without_being_shown(minds: AgentMinds, key: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await provider_at(minds, URL, key=key)
    assert key not in refused.value.message


async def test_well_known_kinds_and_models_fill_themselves_in(minds: AgentMinds) -> None:
    models = [ModelDraft(name="gpt-5-mini"), ModelDraft(name="gpt-4.1", input_price=1, output_price=0)]
    openai = await minds.directory.add_provider(ProviderDraft(name="OpenAI", kind="openai", models=models))
    assert openai.base_url == "https://api.openai.com/v1"
    assert [(m.input_price, m.output_price) for m in openai.models] == [PRICES["gpt-5-mini"], (1, 0)]
    home = ProviderDraft(name="Home", kind="ollama", models=[ModelDraft(name="gpt-5-mini")])
    ollama = await minds.directory.add_provider(home)
    assert (ollama.base_url, ollama.models[0].input_price) == ("http://localhost:11434/v1", 0)
    assert SOURCE
    assert AS_OF.startswith("2026-")


async def test_a_compatible_server_needs_its_address(minds: AgentMinds) -> None:
    with pytest.raises(InvalidInput, match="address"):
        await minds.directory.add_provider(ProviderDraft(name="X", kind="compatible"))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://host/v1", "file:///etc/passwd", "host/v1", "javascript:alert(1)", "http://", "http://ana:pw@host/v1",
        "http://host/v1?key=1", "http://host/v1#x", "http://host:0/v1", "http://host:99999/v1", "http://[::1/v1",
        "http://ho st/v1", "http://host/\r\nX: y",
    ],
)  # fmt: skip
def test_an_address_that_is_none_of_a_server_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="address"):
        ProviderDraft(name="X", kind="compatible", base_url=url)


@pytest.mark.parametrize("url", ["http://localhost:11434/v1/", "https://host/api/v1", "http://[::1]:8080/v1"])
def test_local_addresses_are_allowed_on_purpose(url: str) -> None:
    draft = ProviderDraft(name="X", kind="compatible", base_url=url)
    assert draft.base_url == url.rstrip("/")


async def test_a_key_never_goes_to_another_server_than_it_was_entered_for(minds: AgentMinds) -> None:
    made = await provider_at(minds, URL)
    for moved in ("http://evil.example/v1", "http://localhost:10/v1", "https://localhost:9/v1"):
        with pytest.raises(InvalidInput, match="enter the key again"):
            await minds.directory.change_provider(made.id, ProviderChange(base_url=moved))
    with pytest.raises(InvalidInput, match="enter the key again"):
        await minds.directory.change_provider(made.id, ProviderChange(kind="openai"))
    same_server = await minds.directory.change_provider(made.id, ProviderChange(base_url=f"{URL}/beta"))
    assert same_server.sealed_key == made.sealed_key
    with_key = ProviderChange(base_url="http://other.example/v1", api_key=SecretStr("sk-another-key-WXYZ"))
    assert (await minds.directory.change_provider(made.id, with_key)).key_hint == "WXYZ"


async def test_what_is_left_out_stays_and_an_empty_key_removes_it(minds: AgentMinds) -> None:
    made = await provider_at(minds, URL, "small")
    renamed = await minds.directory.change_provider(made.id, ProviderChange(name="Cellar"))
    assert (renamed.name, renamed.models, renamed.key_hint) == ("Cellar", made.models, "LAST")
    bare = await minds.directory.change_provider(made.id, ProviderChange(api_key=SecretStr("")))
    assert (bare.sealed_key, bare.key_hint, minds.key_of(bare)) == ("", "", None)


async def test_a_name_is_taken_in_every_spelling(minds: AgentMinds) -> None:
    await provider_at(minds, URL, name="My  Home")
    other = await provider_at(minds, URL, name="Other")
    with pytest.raises(Conflict, match="already"):
        await provider_at(minds, URL, name="my home")
    with pytest.raises(Conflict, match="already"):
        await minds.directory.change_provider(other.id, ProviderChange(name="MY HOME"))
    await agent_with(minds, "Coach")
    for taken in ("coach", "assistant"):
        with pytest.raises(Conflict, match="already"):
            await agent_with(minds, taken)


async def test_of_two_changes_at_once_the_second_is_told(open_configured: Opened) -> None:
    async with open_configured() as one, open_configured() as other:
        made = await provider_at(one, URL, "small")
        stale = await other.directory._providers.get(made.id)
        await asyncio.sleep(0.002)
        await one.directory.change_provider(made.id, ProviderChange(name="First"))
        with pytest.raises(Conflict, match="meanwhile"):
            await other.directory._providers.change(stale, ProviderChange(name="Second"))


async def test_the_built_in_provider_cannot_be_changed_here(open_configured: Opened) -> None:
    async with open_configured(model_base_url=URL, model_name="small", model_api_key=SecretStr(KEY)) as minds:
        built_in = minds.directory.provider(ENVIRONMENT)
        assert (built_in.built_in, built_in.key_hint, built_in.models[0].name) == (True, "LAST", "small")
        with pytest.raises(NotAllowed, match="AGENTIC_MODEL"):
            await minds.directory.change_provider(ENVIRONMENT, ProviderChange(name="X"))
        with pytest.raises(NotAllowed):
            await minds.directory.remove_provider(ENVIRONMENT)


async def test_the_built_in_agent_can_be_taught_but_not_switched_off_or_deleted(minds: AgentMinds) -> None:
    changed = await minds.directory.change_agent(DEFAULT, AgentChange(instructions="Be brief.", name="Jarvis"))
    assert (changed.instructions, changed.name, changed.built_in) == ("Be brief.", "Jarvis", True)
    for fixed in (AgentChange(enabled=False), AgentChange(priority=3), AgentChange(when=When(roles=["admin"]))):
        with pytest.raises(InvalidInput, match="built-in"):
            await minds.directory.change_agent(DEFAULT, fixed)
    with pytest.raises(NotAllowed, match="cannot be deleted"):
        await minds.directory.remove_agent(DEFAULT)


async def test_null_means_all_functions_and_no_limit(minds: AgentMinds) -> None:
    made = await agent_with(minds, tools=["planner.*"], tokens_per_day=500, cost_micros_per_day=7)
    kept = await minds.directory.change_agent(made, AgentChange(description="x", cost_micros_per_day=None))
    assert (kept.tools, kept.tokens_per_day, kept.cost_micros_per_day) == (["planner.*"], 500, None)
    freed = await minds.directory.change_agent(made, AgentChange(tools=None, tokens_per_day=None))
    assert (freed.tools, freed.tokens_per_day) == (None, None)


async def test_an_agents_limits_are_the_budgets_own(minds: AgentMinds) -> None:
    made = await agent_with(minds, tokens_per_day=500)
    limits = {each.scope: each.tokens_per_day for each in await minds.budget.limits.all()}
    assert limits[f"agent:{made}"] == 500
    await minds.directory.remove_agent(made)
    assert f"agent:{made}" not in {each.scope for each in await minds.budget.limits.all()}


async def test_a_ladder_names_only_models_that_are_there(minds: AgentMinds) -> None:
    home = await provider_at(minds, URL, "small")
    for rung in (Rung(provider_id="none", model="small"), Rung(provider_id=home.id, model="large")):
        with pytest.raises(InvalidInput, match="has the model"):
            await minds.directory.add_agent(AgentDraft(name="X", models=[rung]))
        with pytest.raises(InvalidInput, match="has the model"):
            await minds.directory.change_agent(DEFAULT, AgentChange(models=[rung]))


async def test_a_model_that_an_agent_uses_cannot_be_taken_away(minds: AgentMinds) -> None:
    home = await provider_at(minds, URL, "small", "large")
    agent = await agent_with(minds, models=[{"provider_id": home.id, "model": "small"}])
    with pytest.raises(Conflict, match="Coach"):
        await minds.directory.remove_provider(home.id)
    with pytest.raises(Conflict, match="Coach"):
        await minds.directory.change_provider(home.id, ProviderChange(models=[ModelDraft(name="large")]))
    await minds.directory.change_provider(home.id, ProviderChange(models=[ModelDraft(name="small")]))
    await minds.directory.remove_agent(agent)
    await minds.directory.remove_provider(home.id)


async def test_what_is_not_there_is_not_found(minds: AgentMinds) -> None:
    tries = [
        minds.directory.change_provider("x", ProviderChange(name="y")), minds.directory.remove_provider("x"),
        minds.directory.change_agent("x", AgentChange(name="y")), minds.directory.remove_agent("x"),
    ]  # fmt: skip
    for each in tries:
        with pytest.raises(NotFound):
            await each


async def test_another_process_knows_a_change_after_a_while(open_configured: Opened) -> None:
    async with open_configured() as one, open_configured(every=0.05) as other:
        await provider_at(one, URL, "small")
        assert (one.state, other.state) == ("ready", "none")
        async with asyncio.timeout(10):
            while other.state == "none":  # noqa: ASYNC110 - nothing tells it
                await asyncio.sleep(0.02)


async def test_everything_is_there_again_after_a_restart(open_configured: Opened) -> None:
    async with open_configured() as minds:
        home = await provider_at(minds, URL, "small")
        agent = await agent_with(minds, instructions="Ask.", tokens_per_day=9)
    async with open_configured() as minds:
        key = minds.key_of(minds.directory.provider(home.id))
        assert key == SecretStr(KEY)
        found = minds.directory.agent(agent)
        assert (found.instructions, found.tokens_per_day) == ("Ask.", 9)


async def test_keys_are_sealed_anew_for_a_new_first_key(open_configured: Opened, tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "encryption-keys"
    async with open_configured() as minds:
        made = await provider_at(minds, URL)
    old = path.read_text()
    path.write_text(Fernet.generate_key().decode() + "\n" + old)
    async with open_configured() as minds:
        assert minds.directory.provider(made.id).sealed_key != made.sealed_key
    path.write_text(path.read_text().splitlines()[0])
    async with open_configured() as minds:
        assert minds.key_of(minds.directory.provider(made.id)) == SecretStr(KEY)


async def test_a_lost_key_file_costs_the_keys_and_not_the_start(open_configured: Opened, tmp_path: Path) -> None:
    async with open_configured() as minds:
        made = await provider_at(minds, URL, "small")
    (tmp_path / "secrets" / "encryption-keys").unlink()
    async with open_configured() as minds:
        assert (minds.state, minds.state_of(minds.directory.provider(made.id))) == ("down", "down")
        again = ProviderChange(api_key=SecretStr(KEY))
        fixed: Provider = await minds.directory.change_provider(made.id, again)
        assert minds.state_of(fixed) == "ready"


@pytest.mark.parametrize(
    "fields",
    [
        {"name": " "}, {"name": "x" * 81}, {"instructions": "x" * 8001}, {"tools": ["everything"]},
        {"tools": ["*"]}, {"tools": ["planner.create task"]}, {"tokens_per_day": -1}, {"when": {"roles": ["king"]}},
        {"when": {"languages": ["english"]}}, {"priority": 1001}, {"models": [{"provider_id": "x"}]},
    ],
)  # fmt: skip
def test_an_agent_that_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        AgentDraft.model_validate({"name": "Coach", **fields})


def test_no_error_shows_a_key() -> None:
    with pytest.raises(ValidationError) as refused:
        ProviderDraft.model_validate({"name": "", "kind": "no", "api_key": KEY})
    assert KEY not in str(refused.value)
    with pytest.raises(ValidationError) as refused:
        ProviderDraft.model_validate({"name": "x", "kind": "openai", "api_key": KEY * 100})
    assert KEY not in str(refused.value) + json.dumps(refused.value.errors(include_input=False), default=str)
    assert issubclass(InvalidInput, AgentError)
