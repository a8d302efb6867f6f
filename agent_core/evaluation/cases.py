"""Cases of an evaluation: a request in its context, and what is to come of it. The format is in docs/evaluation.md."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from agent_core.contract import Capability
from agent_core.errors import InvalidInput
from agent_core.planning.port import Request
from agent_core.state import Message, OpenQuestion, StepResult
from agent_core.zones import zone_named

NOON = datetime(2026, 11, 21, 12)  # a Saturday: so that a case means the same on every day


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")  # a misspelt field must not make a case easier


class Said(Strict):
    role: Literal["user", "assistant"]
    content: str


class Result(Strict):
    """What an earlier turn did, as "it" and "that note" refer to it."""

    capability: str
    text: str = ""
    data: dict[str, Any] = {}


class Context(Strict):
    now: datetime = Field(default=NOON, description="on the person's clock, where it has no offset")
    zone: str = "Europe/Madrid"
    language: str | None = None
    history: list[Said] = []
    recent: list[Result] = []
    attachments: list[str] = []
    open_question: OpenQuestion | None = None


class ExpectedStep(Strict):
    """Arguments that are not named may be anything."""

    capability: str
    arguments: dict[str, Any] = {}


class Expectation(Strict):
    """Exactly these steps; or a question to the person; or a reply. `answer` is looked for in what is said."""

    steps: list[ExpectedStep] = []
    asks: bool = False
    replies: bool = False
    answer: str | None = Field(default=None, description="a regular expression; case does not matter")

    @field_validator("answer")
    @classmethod
    def _is_a_pattern(cls, answer: str | None) -> str | None:
        try:
            re.compile(answer or "")
        except re.error as error:
            raise ValueError(f"{answer!r} is no regular expression: {error}") from None
        return answer

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Expectation":
        if bool(self.steps) + self.asks + self.replies != 1:
            raise ValueError("say one of steps, asks and replies")
        return self


class Case(Strict):
    id: str = ""
    request: str = Field(min_length=1)
    context: Context = Context()
    expect: list[Expectation] = Field(min_length=1, description="any of these will do")

    @field_validator("expect", mode="before")
    @classmethod
    def _one_or_several(cls, expect: object) -> object:
        return expect if isinstance(expect, list) else [expect]

    def as_request(self, capabilities: Sequence[Capability]) -> Request:
        """Raises InvalidInput for a zone that is not known."""
        context, zone = self.context, zone_named(self.context.zone)
        now = context.now.astimezone(zone) if context.now.tzinfo else context.now.replace(tzinfo=zone)
        return Request(
            text=self.request, now=now, history=[_message(said, now) for said in context.history],
            recent=[_result(number, each) for number, each in enumerate(context.recent, 1)],
            attachments=context.attachments, open_question=context.open_question, capabilities=capabilities,
            language=context.language,
        )  # fmt: skip

    @property
    def zone(self) -> ZoneInfo:
        return zone_named(self.context.zone)


def read_cases(path: Path | None = None) -> list[Case]:
    """The cases of a file, or those that come with the program. Raises InvalidInput that says where it is wrong."""
    if path is None:
        text, name = files("agent_core.evaluation").joinpath("cases.jsonl").read_text(encoding="utf-8"), "cases.jsonl"
    else:
        text, name = _text(path), path.name
    cases = [_case(where, raw) for where, raw in _raw(text, name)]
    if not cases:
        raise InvalidInput(f"{name} holds no case.")
    named = [case if case.id else case.model_copy(update={"id": str(n)}) for n, case in enumerate(cases, 1)]
    if twice := [case.id for n, case in enumerate(named) if case.id in {each.id for each in named[:n]}]:
        raise InvalidInput(f"{name} has more than one case {twice[0]!r}.")
    return named


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} cannot be read: {error}.") from None


def _raw(text: str, name: str) -> Iterator[tuple[str, Any]]:
    """Each case with the place where it stands: of a JSON list, of an object's `cases`, or one a line."""
    try:
        whole = json.loads(text)
    except ValueError:
        yield from _lines(text, name)
        return
    if isinstance(whole, dict) and "cases" not in whole:
        whole = [whole]
    listed = whole["cases"] if isinstance(whole, dict) else whole
    if not isinstance(listed, list):
        raise InvalidInput(f"{name} holds no list of cases.")
    yield from ((f"{name}, case {number}", each) for number, each in enumerate(listed, 1))


def _lines(text: str, name: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield f"{name}, line {number}", json.loads(line)
            except ValueError as error:
                raise InvalidInput(f"{name}, line {number} is no JSON: {error}.") from None


def _case(where: str, raw: object) -> Case:
    try:
        case = Case.model_validate(raw)
        case.zone  # noqa: B018 - that it is one
    except ValidationError as error:
        lines = (f"{'.'.join(map(str, each['loc'])) or 'it'}: {each['msg']}" for each in error.errors())
        raise InvalidInput(f"{where}: {'; '.join(lines)}.") from None
    return case


def _message(said: Said, now: datetime) -> Message:
    return Message(role=said.role, content=said.content, at=now.isoformat(), run_id="earlier")


def _result(number: int, earlier: Result) -> StepResult:
    return StepResult(
        step_id=f"e{number}", capability=earlier.capability, status="done", text=earlier.text, data=earlier.data,
        citations=[], origin="trusted", error=None, started_at="", finished_at="",
    )  # fmt: skip
