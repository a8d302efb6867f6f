"""What a planner is: the port that the local planner and the model planner both fill."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

from typing_extensions import TypedDict

from agent_core.contract import Capability

if TYPE_CHECKING:
    from agent_core.state import Message, Step, StepResult

Emit = Callable[[str], None]
"""Takes the next piece of an answer's text."""

Kind = Literal["command", "question", "small_talk", "unclear"]


class Clause(TypedDict):
    """One part of a message that stands for one thing to do."""

    text: str
    kind: Kind
    capability: str | None
    arguments: dict[str, Any]  # JSON; `${s1.field}` or `${last.field}` where it refers to another result
    missing: list[str]  # required arguments that the text does not hold
    confidence: float  # 0 to 1
    alternatives: list[str]  # capability names nearly as likely
    reply: str  # for small talk: what to say


class Analysis(TypedDict):
    """What a message means, as far as it can be told without a model."""

    language: str  # ISO 639-1
    kind: Kind
    clauses: list[Clause]
    confident: bool  # every clause is understood well enough to act on without a model


class OpenQuestion(TypedDict):
    """What the assistant asked; the next message may answer it."""

    text: str
    argument: str  # name of the argument that the answer fills
    choices: list[list[str]]  # pairs [value, label]; empty: free text
    step: "Step"  # the step to run once it is answered; its `arguments` lack `argument`
    rest: "list[Step]"  # steps that wait behind it


@dataclass(frozen=True, kw_only=True)
class Request:
    """One message with what a planner may know about it."""

    text: str
    now: datetime  # aware, in the person's zone
    history: "Sequence[Message]" = ()  # oldest first, without this message
    recent: "Sequence[StepResult]" = ()  # what earlier turns of this conversation did, newest last
    attachments: Sequence[str] = ()
    open_question: OpenQuestion | None = None
    capabilities: Sequence[Capability] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Either steps, or a question, or a reply (exactly one of them is not empty)."""

    steps: "Sequence[Step]" = ()
    question: OpenQuestion | None = None
    reply: str = ""
    source: Literal["local", "model"] = "local"
    notes: Sequence[str] = field(default_factory=tuple)  # what the planner could not do, in words for the person


class Understanding(Protocol):
    """The part of the local planner that looks; it never acts and never calls a model."""

    async def analyze(self, request: Request) -> Analysis: ...


class Planner(Protocol):
    """Turns a request into a decision. `emit` gets the pieces of a reply as they come, where they do.

    Raises ModelUnavailable when it depends on a model that does not answer usably.
    """

    async def plan(self, request: Request, analysis: Analysis, emit: Emit) -> Decision: ...


class Composer(Protocol):
    """Writes the answer to a request from the results of its steps. Raises ModelUnavailable."""

    async def compose(self, request: Request, results: "Sequence[StepResult]", emit: Emit) -> str: ...
