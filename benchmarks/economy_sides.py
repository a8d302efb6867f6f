"""The designs that `benchmarks.economy` sets side by side. Each has all capabilities of the installed packages.

`Ours` is the whole core, which stores the message, the plan, each effect and the answer. The two others call the same
capabilities, with their real effects, and keep nothing of the conversation themselves.
"""

import json
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from langchain_core.messages import AIMessageChunk
from langchain_core.tools import BaseTool, StructuredTool
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from agent_core.assistant import Assistant, Incoming
from agent_core.contract import Capability
from agent_core.errors import AgentError
from agent_core.events import AnswerReady, StepFinished, Token
from agent_core.planning.references import resolve
from agent_core.state import StepResult
from benchmarks.economy_model import ANALYSE, PLAN, tool_name

ZONE, PERSON = "Europe/Madrid", "ana"
MANNER = """You are a personal assistant. Answer briefly, in the language of the message, from what the tools say.
It is now {now} in the person's time zone, {zone}."""


@dataclass(frozen=True)
class Turn:
    """`first` and `total` are seconds until the answer's first word and until its end; `done` what was carried out."""

    first: float
    total: float
    done: Sequence[str]
    answer: str


class Side(Protocol):
    async def ask(self, text: str) -> Turn: ...


class Ours:
    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    async def ask(self, text: str) -> Turn:
        began, first, done, answer = time.perf_counter(), 0.0, [], ""
        run = await self._assistant.accept(Incoming(user_id=PERSON, text=text, zone=ZONE, interface="api"))
        async for event in self._assistant.events(run.id, PERSON):
            match event:
                case Token():
                    first = first or time.perf_counter() - began
                case StepFinished(result=result) if result.status == "done":
                    done.append(result.capability)
                case AnswerReady(answer=told):
                    answer = told.text
        total = time.perf_counter() - began
        return Turn(first or total, total, done, answer)


class Hands:
    """Carries out capabilities for a person, and remembers which worked."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.done: list[str] = []

    async def call(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        try:
            result = await self._assistant.invoke(name, arguments, user_id=PERSON, zone=ZONE)
        except AgentError as error:
            return {"text": f"That did not work: {error.message}"}
        self.done.append(name)
        shown = result.model_dump(mode="json", exclude={"origin", "change"})
        shown["citations"] = [{key: each[key] for key in ("title", "page", "quote")} for each in shown["citations"]]
        return shown


class ReAct:
    """The agent that langgraph brings: a loop of model and tools, which may call several tools at once."""

    def __init__(self, hands: Hands, capabilities: Sequence[Capability], url: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it has moved to another package, under another name
            from langgraph.prebuilt import create_react_agent

            tools = [_tool(hands, each) for each in capabilities]
            self._agent = create_react_agent(_client(url), tools, prompt=manner())
        self._hands = hands

    async def ask(self, text: str) -> Turn:
        self._hands.done = []
        began, first, answer = time.perf_counter(), 0.0, ""
        given = {"messages": [("user", text)]}
        async for chunk, _ in self._agent.astream(given, stream_mode="messages"):
            if isinstance(chunk, AIMessageChunk) and chunk.text:
                first = first or time.perf_counter() - began
                answer += str(chunk.text)
        return Turn(first, time.perf_counter() - began, self._hands.done, answer)


class ThreeCalls:
    """Analyse, plan, carry out one step after another, answer: a model call for the first two and for the last."""

    def __init__(self, hands: Hands, capabilities: Sequence[Capability], url: str) -> None:
        self._hands = hands
        self._model = _client(url)
        self._names = ", ".join(each.name for each in capabilities)
        self._functions = "\n".join(_described(each) for each in capabilities)

    async def ask(self, text: str) -> Turn:
        self._hands.done = []
        began = time.perf_counter()
        analysis = await self._json(text, f"{ANALYSE}: intent, capabilities needed of {self._names}, complexity.")
        wish = f"{PLAN} the steps for the analysis {analysis}, each with id, capability and arguments."
        plan = json.loads(await self._json(text, f"{wish} `${{id.field}}` refers to a result.\n{self._functions}"))
        results: list[StepResult] = []
        for step in plan:
            shown = await self._hands.call(step["capability"], resolve(step["arguments"], results))
            results.append(_kept(step["id"], shown))
        first, answer = 0.0, ""
        told = json.dumps([{"text": each["text"], **each["data"]} for each in results], ensure_ascii=False)
        async for chunk in self._model.astream(_asked(text, f"Answer the request. What was done: {told}")):
            if chunk.text:
                first = first or time.perf_counter() - began
                answer += str(chunk.text)
        return Turn(first, time.perf_counter() - began, self._hands.done, answer)

    async def _json(self, text: str, wish: str) -> str:
        return str((await self._model.ainvoke(_asked(text, wish))).text)


def _asked(text: str, wish: str) -> list[tuple[str, str]]:
    return [("system", manner()), ("user", text), ("user", wish)]


def manner() -> str:
    return MANNER.format(now=datetime.now(ZoneInfo(ZONE)).isoformat(timespec="minutes"), zone=ZONE)


def _client(url: str) -> ChatOpenAI:
    return ChatOpenAI(
        model="scripted", base_url=url, api_key=SecretStr("none"), streaming=True, stream_usage=True, max_retries=0,
        use_responses_api=False,
    )  # fmt: skip


def _tool(hands: Hands, capability: Capability) -> BaseTool:
    async def run(**arguments: Any) -> str:
        return json.dumps(await hands.call(capability.name, arguments), ensure_ascii=False)

    return StructuredTool(
        name=tool_name(capability.name), description=capability.description, coroutine=run,
        args_schema=capability.arguments.model_json_schema(),
    )  # fmt: skip


def _described(capability: Capability) -> str:
    schema = json.dumps(capability.arguments.model_json_schema(), ensure_ascii=False)
    fields = ", ".join(name for name in capability.result.model_fields if name not in ("citations", "origin"))
    return f"{capability.name}: {capability.description} Arguments: {schema} Result: {fields}"


def _kept(step_id: str, shown: dict[str, Any]) -> StepResult:
    return StepResult(
        step_id=step_id, capability="", status="done", text=shown.pop("text", ""), data=shown, citations=[],
        origin="trusted", error=None, started_at="", finished_at="",
    )  # fmt: skip
