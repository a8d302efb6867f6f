"""What is remembered and bears on a message: of its audience only, looked up where it is going to be used."""

import asyncio
from collections.abc import Sequence

from agent_core.deps import Deps
from agent_core.memory.conversations import Summary
from agent_core.memory.recall import SURE, Recalled
from agent_core.planning.port import Decision
from agent_core.planning.window import within
from agent_core.state import HISTORY, AgentState, Known, Step
from agent_core.state import Recalled as Recollection

ANSWER = "memory.answer_from_memory"
SHORT = 6  # words: less is understood with the message before it


async def recollect(state: AgentState, deps: Deps) -> Recollection:
    """For a model, which is shown it as data."""
    found, summary = await asyncio.gather(
        deps.services.recall.about(state["turn"]["audience"], _asked(state)), _summary(state, deps)
    )
    facts = [_known(each) for each in found]
    if summary is None:
        return Recollection(facts=facts, summary="", summary_origin="trusted")
    return Recollection(facts=facts, summary=summary.text, summary_origin=summary.origin)


async def _summary(state: AgentState, deps: Deps) -> Summary | None:
    """Only where the messages that are shown do not go back to the beginning."""
    messages, turn = state["messages"][:-1], state["turn"]
    shown = within(messages, deps.services.history_tokens)
    if len(shown) == len(messages) and len(messages) < HISTORY - 2:
        return None
    return await deps.services.conversations.summary_of(turn["conversation_id"], turn["user_id"])


async def from_memory(decision: Decision, state: AgentState, deps: Deps) -> Decision:
    """A question that nobody but the documents would be asked, answered by a fact that plainly bears on it."""
    known = deps.services.registry.capabilities
    asked = [known.get(step["capability"]) for step in decision.steps]
    alone = len(asked) == 1 and asked[0] is not None and asked[0].rules.answers_questions
    if not alone or ANSWER not in known or not deps.mind.may_use(ANSWER):
        return decision
    text = state["turn"]["text"]
    if not await deps.services.recall.about(state["turn"]["audience"], text, limit=1, least=SURE):
        return decision
    rules = known[ANSWER].rules
    step = Step(
        id="m1", capability=ANSWER, title="Remember", arguments={"question": text[:1_000]}, depends_on=[],
        risk=rules.risk.value, seconds=rules.seconds, tokens=0,
    )  # fmt: skip
    return Decision(steps=[step], notes=decision.notes)


def _asked(state: AgentState) -> str:
    text = state["turn"]["text"]
    said: Sequence[str] = [each["content"] for each in state["messages"][:-1] if each["role"] == "user"]
    return f"{said[-1]} {text}" if said and len(text.split()) < SHORT else text


def _known(found: Recalled) -> Known:
    fact = found.fact
    return Known(text=fact.text, at=fact.created_at.isoformat(), origin=fact.origin.value)
