"""Plans with a language model: one streamed call, which either answers in text or calls `make_plan`."""

import json
from dataclasses import replace

from agent_core.errors import ModelUnavailable
from agent_core.models.port import ChatMessage, ChatModel, ToolCall
from agent_core.planning.model_messages import planning_messages
from agent_core.planning.model_plan import UnusablePlan, plan_tool, read_plan
from agent_core.planning.model_turn import Said, listen
from agent_core.planning.port import Analysis, Decision, Emit, Request
from agent_core.state import Step

MAX_STEPS = 12


class ModelPlanner:
    """Fills the port Planner."""

    def __init__(self, model: ChatModel, *, instructions: str = "", max_steps: int = MAX_STEPS) -> None:
        self._model = model
        self._instructions = instructions
        self._max_steps = max_steps

    async def plan(self, request: Request, analysis: Analysis, emit: Emit) -> Decision:
        """A plan that is not usable goes back to the model once, with what is wrong. Raises ModelUnavailable."""
        messages = planning_messages(request, max_steps=self._max_steps, instructions=self._instructions)
        said = await self._ask(messages, request, emit)
        try:
            return self._decision(said, request)
        except UnusablePlan as unusable:
            messages += _repair(said, unusable)
        said = await self._ask(messages, request, emit)
        try:
            return self._decision(said, request)
        except UnusablePlan as unusable:
            raise ModelUnavailable("it made no usable plan, also when told what was wrong") from unusable

    async def _ask(self, messages: list[ChatMessage], request: Request, emit: Emit) -> Said:
        tools = [plan_tool(request.capabilities)] if request.capabilities else []
        return await listen(self._model, messages, tools, emit)

    def _decision(self, said: Said, request: Request) -> Decision:
        if not said.calls:
            return Decision(reply=said.text.strip(), source="model")
        return Decision(steps=self._steps(said, request), source="model")

    def _steps(self, said: Said, request: Request) -> list[Step]:
        return read_plan(said.calls, request.capabilities, max_steps=self._max_steps)


def _repair(said: Said, unusable: UnusablePlan) -> list[ChatMessage]:
    """The model's own calls, each answered with what is wrong."""
    problems = "The plan was not carried out, because:\n- " + "\n- ".join(unusable.problems)
    answer = f"{problems}\nCall make_plan again with all of this mended, or ask the person in text."
    calls = [_sendable(call, number) for number, call in enumerate(said.calls)]
    told = [ChatMessage(role="tool", content=answer, tool_call_id=call.id) for call in calls]
    return [ChatMessage(role="assistant", content=said.text, tool_calls=calls), *told]


def _sendable(call: ToolCall, number: int) -> ToolCall:
    """As the protocol wants it back: with an id, and with arguments that are a JSON object of whole characters."""
    try:
        read = json.loads(call.arguments)
        json.dumps(read, ensure_ascii=False).encode()
        whole = isinstance(read, dict)
    except ValueError:
        whole = False
    return replace(call, id=call.id or f"call_{number}", arguments=call.arguments if whole else "{}")
