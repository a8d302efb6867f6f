"""An agent tried with a prompt: real models, real numbers, nothing carried out."""

from datetime import UTC, datetime
from typing import Any

from agent_core.agents.minds import AgentMinds
from agent_core.agents.schemas import DEFAULT, Trial
from agent_core.agents.trial import ONLY_PLANNED, try_agent
from agent_core.planning.port import Request
from tests.agent_core.agents.conftest import agent_with, provider_at
from tests.support.notebook import capabilities
from tests.support.openai_server import OpenAIServer, calls, fails, says

PLAN: dict[str, Any] = {
    "steps": [{"id": "s1", "capability": "notebook.find", "title": "Look", "arguments": {"text": "oaks"}}]
}


async def tried(minds: AgentMinds, agent_id: str = DEFAULT) -> Trial:
    request = Request(text="What about oaks?", now=datetime(2026, 11, 21, tzinfo=UTC))
    agent = minds.directory.agent(agent_id)
    return await try_agent(minds, agent, request, user_id="root", known=capabilities())


async def test_an_answer_comes_with_its_time_tokens_and_cost(minds: AgentMinds) -> None:
    with OpenAIServer([says("Oaks ", "are trees.", delay=0.02)]) as server:
        await provider_at(minds, server.url, "gpt-5")
        trial = await tried(minds)
    assert (trial.answer, trial.steps, trial.error) == ("Oaks are trees.", [], None)
    assert (trial.calls, trial.input_tokens, trial.output_tokens, trial.models) == (1, 11, 7, ["gpt-5"])
    assert trial.cost_micros == 84  # 11 x 1.25 + 7 x 10, rounded up
    assert trial.first_token_seconds is not None
    assert 0 < trial.first_token_seconds <= trial.seconds


async def test_steps_are_planned_and_not_carried_out_and_it_says_so(minds: AgentMinds) -> None:
    with OpenAIServer([calls("make_plan", PLAN)]) as server:
        await provider_at(minds, server.url, "small")
        trial = await tried(minds)
    assert (trial.answer, trial.calls) == (ONLY_PLANNED, 1)
    assert [step.capability for step in trial.steps] == ["notebook.find"]


async def test_an_agent_is_shown_only_the_functions_it_may_use(minds: AgentMinds) -> None:
    with OpenAIServer([says("No."), says("Yes.")]) as server:
        await provider_at(minds, server.url, "small")
        await tried(minds, await agent_with(minds, tools=["planner.*"]))
        await tried(minds)
    assert "tools" not in server.requests[0]
    assert "notebook.find" not in server.requests[0]["messages"][0]["content"]
    assert "notebook.find" in server.requests[1]["messages"][0]["content"]


async def test_what_is_wrong_is_said_in_words(minds: AgentMinds) -> None:
    assert "No model is configured" in ((await tried(minds)).error or "")
    with OpenAIServer([fails(401)]) as server:
        await provider_at(minds, server.url, "small")
        assert "refused the key" in ((await tried(minds)).error or "")
        poor = await tried(minds, await agent_with(minds, tokens_per_day=1))
    assert "budget" in (poor.error or "")
