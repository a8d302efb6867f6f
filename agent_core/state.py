"""The state of a conversation's graph: plain JSON values, one writer per key.

| key                              | written by       |
|----------------------------------|------------------|
| messages                         | input, respond   |
| turn                             | input            |
| analysis, and resets of the turn | analyze          |
| plan, reply, notice              | plan             |
| wave                             | route            |
| outcomes                         | execute          |
| results                          | update           |
| answer, open_question            | respond          |
"""

from typing import Annotated, Any, Literal, NotRequired

from typing_extensions import TypedDict

from agent_core.planning.port import Analysis, OpenQuestion

HISTORY = 40  # messages kept in the state; the whole conversation is in the database


class Message(TypedDict):
    role: Literal["user", "assistant"]
    content: str
    at: str  # ISO 8601, UTC
    run_id: str


class Turn(TypedDict):
    """What was asked, by whom, through which door."""

    run_id: str
    user_id: str
    audience: str
    conversation_id: str
    interface: str
    text: str
    attachments: list[str]  # file ids
    zone: str  # IANA name
    at: str  # ISO 8601: when it was accepted; dates in it are resolved against this instant


class Step(TypedDict):
    """One call of a plan; `arguments` may hold `${s1.field}`, which then stands in `depends_on` too."""

    id: str
    capability: str
    title: str
    arguments: dict[str, Any]
    depends_on: list[str]
    risk: Literal["read", "write", "send"]
    seconds: float
    tokens: int


class Failure(TypedDict):
    code: str
    message: str


class StepResult(TypedDict):
    step_id: str
    capability: str
    status: Literal["done", "failed", "skipped", "refused", "asked"]
    text: str
    data: dict[str, Any]
    citations: list[dict[str, Any]]
    origin: Literal["trusted", "untrusted"]
    error: Failure | None
    started_at: str
    finished_at: str


class Answer(TypedDict):
    text: str
    citations: list[dict[str, Any]]
    source: Literal["local", "model"]
    notice: str  # said to the person beside the answer, "" for nothing


def keep_recent(old: list[Message], new: list[Message]) -> list[Message]:
    """Append and keep the last HISTORY messages, so that a state document stays small for ever."""
    return [*old, *new][-HISTORY:]


class AgentState(TypedDict):
    messages: Annotated[list[Message], keep_recent]
    turn: Turn
    analysis: Analysis
    plan: list[Step]
    reply: str  # an answer that needs no step
    notice: str
    source: Literal["local", "model"]
    wave: list[str]  # ids of the steps to run now, all independent
    outcomes: list[StepResult]
    results: list[StepResult]
    answer: Answer | None
    open_question: OpenQuestion | None


class StateUpdate(TypedDict, total=False):
    messages: list[Message]
    analysis: Analysis
    plan: list[Step]
    reply: str
    notice: str
    source: Literal["local", "model"]
    wave: list[str]
    outcomes: list[StepResult]
    results: list[StepResult]
    answer: Answer | None
    open_question: OpenQuestion | None


class TurnInput(TypedDict):
    messages: list[Message]
    turn: Turn
    open_question: NotRequired[OpenQuestion | None]
