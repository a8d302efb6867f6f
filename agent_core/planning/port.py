"""What a planner is: the port that the local planner and the model planner both fill."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from agent_core.contract import Capability
from agent_core.state import Analysis as Analysis
from agent_core.state import Clause as Clause
from agent_core.state import Kind as Kind
from agent_core.state import Known, Message, Step, StepResult
from agent_core.state import OpenQuestion as OpenQuestion

Emit = Callable[[str], None]
"""Takes the next piece of an answer's text."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One message with what a planner may know about it."""

    text: str
    now: datetime  # aware, in the person's zone
    history: Sequence[Message] = ()  # oldest first, without this message
    recent: Sequence[StepResult] = ()  # what earlier turns of this conversation did, newest last
    attachments: Sequence[str] = ()
    open_question: OpenQuestion | None = None
    capabilities: Sequence[Capability] = ()
    language: str | None = None  # the person's own, ISO 639-1: what a short text is taken to be in
    people: Sequence[str] = ()  # names of those they know
    facts: Sequence[Known] = ()  # what is remembered of the person or the group, and bears on the message
    summary: str = ""  # of what was said before `history`


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Either steps, or a question, or a reply (exactly one of them is not empty)."""

    steps: Sequence[Step] = ()
    question: OpenQuestion | None = None
    reply: str = ""
    source: Literal["local", "model"] = "local"
    notes: Sequence[str] = field(default_factory=tuple)  # what the planner could not do, in words for the person
    corrections: Sequence[str] = ()  # sentences of a model's reply that claimed what was not done


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

    async def compose(self, request: Request, results: Sequence[StepResult], emit: Emit) -> str: ...


class Local(Understanding, Planner, Protocol):
    """The planner that needs no model."""

    async def warm(self, capabilities: Sequence[Capability]) -> None:
        """Prepare what the first message would otherwise wait for."""
