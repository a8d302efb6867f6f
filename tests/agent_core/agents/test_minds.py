"""The mind of a turn over real HTTP: instructions, ladders, budgets, connections that outlive a change."""

import asyncio
import sys
import threading
from datetime import UTC, datetime
from typing import Any

import pytest

from agent_core.agents.minds import AgentMinds
from agent_core.agents.schemas import DEFAULT, AgentChange, ModelDraft, ProviderChange
from agent_core.errors import BudgetExceeded, ModelUnavailable, NotAllowed, NotFound
from agent_core.events import Event, Notice
from agent_core.minds import Mind
from agent_core.planning.model_messages import PROMPT
from agent_core.planning.port import Analysis, Request
from agent_core.spending.records import UsageRecords
from agent_core.storage.database import Database
from tests.agent_core.agents.conftest import KEY, Opened, agent_with, provider_at, turn
from tests.support.openai_server import OpenAIServer, fails, hangs, says

REQUEST = Request(text="hello", now=datetime(2026, 11, 21, tzinfo=UTC))
UNSURE = Analysis(language="en", kind="unclear", clauses=[], confident=False)


async def mind_for(minds: AgentMinds, language: str = "en", events: list[Event] | None = None, **more: Any) -> Mind:
    return await minds.mind_for(turn(**more), language, (events if events is not None else []).append)


async def planned(mind: Mind) -> str:
    assert mind.planner is not None
    return (await mind.planner.plan(REQUEST, UNSURE, lambda text: None)).reply


async def test_without_a_provider_there_is_no_model_and_its_client_is_not_imported(minds: AgentMinds) -> None:
    imported = "langchain_openai" in sys.modules
    mind = await mind_for(minds)
    assert (mind.agent_id, mind.planner, mind.composer) == (DEFAULT, None, None)
    assert (minds.state, minds.any_model) == ("none", False)
    assert ("langchain_openai" in sys.modules) == imported


async def test_the_first_provider_answers_at_once_and_keeps_its_connection(minds: AgentMinds) -> None:
    with OpenAIServer([says("Good day."), says("Again.")]) as server:
        await provider_at(minds, server.url, "small")
        assert (minds.state, minds.any_model) == ("ready", True)
        assert [await planned(await mind_for(minds)) for _ in range(2)] == ["Good day.", "Again."]
        line = next(iter(minds.lines))
        assert list(line._clients) == ["small"]
    assert server.keys[0].startswith("bearer sk-test-")
    assert server.requests[0]["model"] == "small"


async def test_instructions_reach_planning_and_answering(minds: AgentMinds) -> None:
    with OpenAIServer([says("Aye."), says("Aye aye.")]) as server:
        await provider_at(minds, server.url, "small")
        pirate = await agent_with(minds, "Pirate", instructions="Talk like a pirate. {{now}}")
        mind = await mind_for(minds, agent_id=pirate)
        assert await planned(mind) == "Aye."
        assert mind.composer is not None
        await mind.composer.compose(REQUEST, [], lambda text: None)
    for request in server.requests:
        system = request["messages"][0]["content"]
        assert "Talk like a pirate. {{now}}" in system
        assert "They change none of the rules above." in system


async def test_context_chooses_the_agent_and_a_request_by_name_wins(minds: AgentMinds) -> None:
    german = await agent_with(minds, "Lehrer", when={"languages": ["de"]}, tools=["planner.*"])
    by_name = await agent_with(minds, "Coach")
    assert (await mind_for(minds)).agent_id == DEFAULT
    chosen = await mind_for(minds, "de")
    assert (chosen.agent_id, chosen.agent_name) == (german, "Lehrer")
    assert (chosen.may_use("planner.agenda"), chosen.may_use("knowledge.ask")) == (True, False)
    assert (await mind_for(minds, "de", agent_id=by_name)).agent_id == by_name


async def test_an_agent_that_is_not_for_this_person_or_not_there_is_refused(minds: AgentMinds) -> None:
    hidden = await agent_with(minds, "Hidden", when={"roles": ["admin"]})
    assert (await mind_for(minds, agent_id=hidden, role="admin")).agent_id == hidden
    with pytest.raises(NotAllowed):
        await mind_for(minds, agent_id=hidden)
    with pytest.raises(NotFound):
        await mind_for(minds, agent_id="nobody")


async def test_choosing_a_mind_waits_for_nothing_so_reads_no_database(minds: AgentMinds) -> None:
    await provider_at(minds, "http://localhost:9/v1", "small")
    german = await agent_with(minds, when={"languages": ["de"]})
    choosing = minds.mind_for(turn(), "de", lambda event: None)
    with pytest.raises(StopIteration) as ended:  # it ends at its first step: there was nothing to wait for
        choosing.send(None)
    assert ended.value.value.agent_id == german


async def test_the_ladder_goes_down_and_says_so(minds: AgentMinds) -> None:
    events: list[Event] = []
    with OpenAIServer([fails(401)]) as first, OpenAIServer([says("From the second.")]) as second:
        one = await provider_at(minds, first.url, "big", name="One")
        two = await provider_at(minds, second.url, "small", name="Two")
        rungs = [{"provider_id": two.id, "model": "small"}, {"provider_id": one.id, "model": "big"}]
        agent = await agent_with(minds, models=rungs[::-1])
        mind = await mind_for(minds, agent_id=agent, events=events)
        assert await planned(mind) == "From the second."
        assert mind.spent().models == ["small"]
    assert any("big is not available" in event.text for event in events if isinstance(event, Notice))


async def test_an_agent_with_models_of_its_own_never_uses_others(minds: AgentMinds) -> None:
    with OpenAIServer([fails(401)]) as private, OpenAIServer([]) as other:
        await provider_at(minds, other.url, "big", name="Other")
        home = await provider_at(minds, private.url, "small", name="Private")
        agent = await agent_with(minds, models=[{"provider_id": home.id, "model": "small"}])
        with pytest.raises(ModelUnavailable):
            await planned(await mind_for(minds, agent_id=agent))
    assert other.requests == []


async def test_the_built_in_agents_ladder_is_everyones(minds: AgentMinds) -> None:
    with OpenAIServer([says("Two.")]) as server:
        await provider_at(minds, "http://localhost:9/v1", "big", name="One")
        two = await provider_at(minds, server.url, "small", "tiny", name="Two")
        change = AgentChange.model_validate({"models": [{"provider_id": two.id, "model": "tiny"}]})
        await minds.directory.change_agent(DEFAULT, change)
        coach = await agent_with(minds)
        assert await planned(await mind_for(minds, agent_id=coach)) == "Two."
    assert server.requests[0]["model"] == "tiny"


async def test_calls_are_counted_priced_and_recorded_with_their_prompt(minds: AgentMinds, database: Database) -> None:
    with OpenAIServer([says("Hello.")]) as server:
        home = await provider_at(minds, server.url, "small")
        price = ModelDraft(name="small", input_price=2, output_price=10)
        await minds.directory.change_provider(home.id, ProviderChange(models=[price]))
        mind = await mind_for(minds)
        assert mind.price(1000) > 0
        await planned(mind)
        spent = mind.spent()
    assert (spent.calls, spent.input_tokens, spent.output_tokens, spent.cost_micros) == (1, 11, 7, 92)
    await minds.budget.close()
    (record,) = await UsageRecords(database.collection("usage")).of_run("r1")
    assert (record.agent_id, record.prompt, record.purpose) == (DEFAULT, PROMPT, "plan")


async def test_an_agent_that_may_spend_nothing_asks_no_model(minds: AgentMinds) -> None:
    with OpenAIServer([]) as server:
        await provider_at(minds, server.url, "small")
        poor = await agent_with(minds, tokens_per_day=10)
        with pytest.raises(BudgetExceeded, match="agent"):
            await planned(await mind_for(minds, agent_id=poor))
    assert server.requests == []


async def test_the_longest_answer_of_a_model_is_asked_for(minds: AgentMinds) -> None:
    with OpenAIServer([says("Hi.")]) as server:
        home = await provider_at(minds, server.url, "small")
        short = ProviderChange(models=[ModelDraft(name="small", max_output_tokens=321)])
        await minds.directory.change_provider(home.id, short)
        await planned(await mind_for(minds))
    assert server.requests[0]["max_tokens"] == 321


async def test_a_turn_in_progress_ends_on_the_old_connection_and_the_next_takes_the_new(minds: AgentMinds) -> None:
    gate = threading.Event()
    with OpenAIServer([says("old ", "end", gate=gate)]) as before, OpenAIServer([says("new")]) as after:
        home = await provider_at(minds, before.url, "small")
        heard = asyncio.Event()
        mind = await mind_for(minds)
        assert mind.planner is not None
        running = asyncio.create_task(mind.planner.plan(REQUEST, UNSURE, lambda text: heard.set()))
        await asyncio.wait_for(heard.wait(), 10)
        line = minds.lines.line(home.id)
        assert line is not None
        client = line.client("small")
        moved = ProviderChange.model_validate({"base_url": after.url, "api_key": "sk-other-key-9999"})
        await minds.directory.change_provider(home.id, moved)
        await asyncio.sleep(0)
        assert client._client is not None  # somebody still speaks on it
        gate.set()
        assert (await running).reply == "old end"
        assert await planned(await mind_for(minds)) == "new"
        async with asyncio.timeout(5):
            while client._client is not None:  # noqa: ASYNC110 - nothing tells it
                await asyncio.sleep(0.01)
    assert after.keys == ["bearer sk-other-key-9999"]


async def test_a_provider_that_is_removed_or_off_answers_no_more_also_not_in_a_turn_that_began(
    minds: AgentMinds,
) -> None:
    with OpenAIServer([]) as server:
        home = await provider_at(minds, server.url, "small")
        mind = await mind_for(minds)
        await minds.directory.change_provider(home.id, ProviderChange(enabled=False))
        assert (minds.state, minds.any_model) == ("none", False)
        with pytest.raises(ModelUnavailable, match="removed or switched off"):
            await planned(mind)
        await minds.directory.remove_provider(home.id)
        with pytest.raises(ModelUnavailable, match="removed or switched off"):
            await planned(mind)
    assert server.requests == []


async def test_a_provider_that_keeps_failing_is_down_until_its_next_try(open_configured: Opened) -> None:
    async with open_configured(model_timeout_seconds=0.4) as minds:
        with OpenAIServer([hangs() for _ in range(9)]) as server:
            home = await provider_at(minds, server.url, "small")
            for _ in range(4):
                with pytest.raises(ModelUnavailable):
                    await planned(await mind_for(minds))
            assert (minds.state, minds.state_of(home)) == ("down", "down")
        assert len(server.requests) == 3


async def test_a_model_name_written_wrongly_leaves_the_other_models_of_its_provider_alone(minds: AgentMinds) -> None:
    with OpenAIServer([*[fails(404)] * 4, says("Well.")]) as server:
        home = await provider_at(minds, server.url, "wrong", "right")
        for _ in range(4):
            with pytest.raises(ModelUnavailable):
                await planned(await mind_for(minds))
        good = await agent_with(minds, models=[{"provider_id": home.id, "model": "right"}])
        assert await planned(await mind_for(minds, agent_id=good)) == "Well."


async def test_the_provider_of_the_environment_works_as_it_always_did(open_configured: Opened) -> None:
    with OpenAIServer([says("Hi.")]) as server:
        async with open_configured(model_base_url=server.url, model_name="small", model_api_key=KEY) as minds:
            assert await planned(await mind_for(minds)) == "Hi."
    assert server.keys == [f"bearer {KEY}".lower()]
