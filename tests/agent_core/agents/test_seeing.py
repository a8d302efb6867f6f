"""A model that understands pictures, over real HTTP: it gets the picture, and is paid for as every other."""

from base64 import b64decode

import pytest

from agent_core.agents.minds import AgentMinds
from agent_core.agents.schemas import DEFAULT, AgentChange, ModelDraft, ProviderChange
from agent_core.agents.seeing import Seeing
from agent_core.errors import BudgetExceeded, ModelUnavailable
from agent_core.storage.database import Database
from tests.agent_core.agents.conftest import provider_at
from tests.support.openai_server import OpenAIServer, fails, says

JPEG = b"\xff\xd8\xff some picture"


async def look(minds: AgentMinds, asked: str = "") -> str:
    return await Seeing(minds).describe(JPEG, asked, user_id="ana", zone="Europe/Madrid")


async def seeing_provider(minds: AgentMinds, url: str) -> None:
    provider = await provider_at(minds, url)
    models = [ModelDraft(name="blind"), ModelDraft(name="keen", sees=True)]
    await minds.directory.change_provider(provider.id, ProviderChange(models=models))


async def test_only_a_model_that_understands_pictures_is_asked(minds: AgentMinds, database: Database) -> None:
    with OpenAIServer([says("A ferry ", "at a pier.")]) as server:
        await seeing_provider(minds, server.url)
        assert Seeing(minds).open
        assert await look(minds, "What boat is it?") == "A ferry at a pier."
    [asked] = server.requests
    text, shown = asked["messages"][1]["content"]
    assert (asked["model"], text) == ("keen", {"type": "text", "text": "What boat is it?"})
    kind, _, data = shown["image_url"]["url"].partition(",")
    assert (kind, b64decode(data)) == ("data:image/jpeg;base64", JPEG)
    await minds.budget.close()
    paid = await database.collection("usage").find_one({"user_id": "ana"})
    assert paid is not None
    assert (paid["purpose"], paid["prompt"]) == ("look", "look.v1")


async def test_without_such_a_model_nothing_is_sent(minds: AgentMinds) -> None:
    with OpenAIServer([]) as server:
        await provider_at(minds, server.url, "blind")
        assert not Seeing(minds).open
        with pytest.raises(ModelUnavailable):
            await look(minds)
    assert server.requests == []


async def test_a_picture_that_the_budget_cannot_bear_is_not_sent(minds: AgentMinds) -> None:
    with OpenAIServer([]) as server:
        await seeing_provider(minds, server.url)
        await minds.directory.change_agent(DEFAULT, AgentChange(tokens_per_day=5_000))
        with pytest.raises(BudgetExceeded):
            await look(minds)
    assert server.requests == []


async def test_a_model_that_fails_is_named(minds: AgentMinds) -> None:
    with OpenAIServer([fails(401)]) as server:
        await seeing_provider(minds, server.url)
        with pytest.raises(ModelUnavailable, match="key"):
            await look(minds)
