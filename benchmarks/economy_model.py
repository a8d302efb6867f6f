"""The model of `benchmarks.economy`: it knows what is right for each case, and answers in whatever protocol asks it.

It reads the messages it is sent and nothing else. The case is the one whose text stands in the last message of the
person. With the tool `make_plan` it makes the whole plan, or answers; with the capabilities as tools it calls at once
all whose arguments it knows by now, side by side, and answers when nothing is left; asked for an analysis or a plan as
JSON it writes that; asked for anything else it answers. What it says at the end is the same for all.

Its clock: HEAD seconds, then PREFILL for each token of the prompt that was not in its cache, then TOKEN for each token
of the answer. That is a fast hosted model: probes of hosted models give 0.15 to 0.9 s to the first token and 45 to 105
tokens a second (deploybase.ai and jonathanwrede.de, 2026); 0.05 ms a token of prompt is about half a second for ten
thousand. A prompt of 1,024 tokens or more whose beginning was seen before, in steps of 128, is read from the cache, as
OpenAI documents for its servers (developers.openai.com/docs/guides/prompt-caching). A token is four characters.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from agent_core.planning.references import resolve_known, step_ids
from agent_core.state import StepResult
from tests.support.openai_server import Reply, ended, event

HEAD, PREFILL, TOKEN = 0.35, 0.00005, 0.025  # seconds
CHARS = 4  # of a token
LEAST_CACHED, CACHED_STEP = 1024, 128  # tokens
ANALYSE, PLAN, STEP = "Say as JSON", "Write as a JSON array", "call_"

Case = Mapping[str, Any]


@dataclass(frozen=True)
class Taken:
    """Tokens of one call."""

    input: int
    cached: int
    output: int


@dataclass
class GoodModel:
    """`script` is for the scripted server; `taken` is what each call took."""

    cases: Sequence[Case]
    taken: list[Taken] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._prompts: list[str] = []
        self._lock = threading.Lock()

    def script(self, body: dict[str, Any]) -> Reply:
        """The answer to one request, timed."""
        case = self._case(body["messages"])
        if "make_plan" in (names := {each["function"]["name"] for each in body.get("tools", [])}):
            return self._timed(body, *_planned(case))
        if names:
            return self._timed(body, *_next_calls(case, body["messages"]))
        asked = str(body["messages"][-1]["content"])
        if asked.startswith(ANALYSE):
            return self._timed(body, _analysis(case), [])
        if asked.startswith(PLAN):
            return self._timed(body, json.dumps(case["steps"], ensure_ascii=False), [])
        return self._timed(body, case["answer"], [])

    def _case(self, messages: Sequence[Mapping[str, Any]]) -> Case:
        for message in reversed(messages):
            for case in self.cases:
                if message["role"] == "user" and case["text"] in str(message["content"]):
                    return case
        raise AssertionError("a request without a case")

    def _timed(self, body: Mapping[str, Any], text: str, calls: Sequence[tuple[str, str, str]]) -> Reply:
        prompt = json.dumps([body.get("tools", []), body["messages"]], ensure_ascii=False)
        events = [*_text_events(text), *_call_events(calls)]
        taken = Taken(len(prompt) // CHARS, self._cached(prompt), len(events))
        with self._lock:
            self.taken.append(taken)
        finish = ended("tool_calls" if calls else "stop", _usage(taken))
        head = HEAD + PREFILL * (taken.input - taken.cached)
        return Reply(events=[*events, *finish], head=head, delay=TOKEN)

    def _cached(self, prompt: str) -> int:
        """Tokens that an earlier prompt began with."""
        with self._lock:
            shared = max((shared_prefix(prompt, each) for each in self._prompts), default=0) // CHARS
            self._prompts.append(prompt)
        return shared // CACHED_STEP * CACHED_STEP if shared >= LEAST_CACHED else 0


def shared_prefix(one: str, other: str) -> int:
    """Characters that both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _usage(taken: Taken) -> dict[str, Any]:
    return {
        "prompt_tokens": taken.input, "completion_tokens": taken.output, "total_tokens": taken.input + taken.output,
        "prompt_tokens_details": {"cached_tokens": taken.cached},
    }  # fmt: skip


def _planned(case: Case) -> tuple[str, list[tuple[str, str, str]]]:
    if not case["steps"]:
        return case["answer"], []
    return "", [("call_plan", "make_plan", json.dumps({"steps": case["steps"]}, ensure_ascii=False))]


def _next_calls(case: Case, messages: Sequence[Mapping[str, Any]]) -> tuple[str, list[tuple[str, str, str]]]:
    """The calls that can be made by now; the answer when all were."""
    done = {str(each["tool_call_id"]): str(each["content"]) for each in messages if each["role"] == "tool"}
    results = [_result(call_id.removeprefix(STEP), content) for call_id, content in done.items()]
    known = {result["step_id"] for result in results}
    ready = [each for each in case["steps"] if each["id"] not in known and step_ids(each["arguments"]) <= known]
    calls = [
        (STEP + each["id"], tool_name(each["capability"]), json.dumps(resolve_known(each["arguments"], results)))
        for each in ready
    ]
    return ("", calls) if calls else (case["answer"], [])


def tool_name(capability: str) -> str:
    return capability.replace(".", "__")


def _result(step_id: str, content: str) -> StepResult:
    """A tool's message, read."""
    try:
        data = json.loads(content)
    except ValueError:
        data = {"text": content}
    return StepResult(
        step_id=step_id, capability="", status="done", text=data.pop("text", ""), data=data, citations=[],
        origin="trusted", error=None, started_at="", finished_at="",
    )  # fmt: skip


def _analysis(case: Case) -> str:
    needed = sorted({each["capability"].partition(".")[0] for each in case["steps"]})
    size = "simple" if len(case["steps"]) < 2 else "complex"
    return json.dumps({"intent": case["text"][:60], "capabilities": needed, "complexity": size}, ensure_ascii=False)


def _text_events(text: str) -> list[str]:
    return [event({"content": text[at : at + CHARS]}) for at in range(0, len(text), CHARS)]


def _call_events(calls: Sequence[tuple[str, str, str]]) -> list[str]:
    """Name and arguments in tokens; the name takes its time too."""
    events = []
    for number, (call_id, name, arguments) in enumerate(calls):
        head = {"index": number, "id": call_id, "type": "function", "function": {"name": name, "arguments": ""}}
        events += [event({"tool_calls": [head]}), *[event({})] * (len(name) // CHARS)]
        for at in range(0, len(arguments), CHARS):
            piece = {"index": number, "function": {"arguments": arguments[at : at + CHARS]}}
            events.append(event({"tool_calls": [piece]}))
    return events
