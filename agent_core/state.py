"""The state of a conversation's graph: plain JSON values, one writer per key.

| key                            | written by                    |
|--------------------------------|-------------------------------|
| messages                       | input, respond                |
| turn, recent, pending_question | input                         |
| analysis                       | analyze, which sets the rest to nothing |
| plan                           | plan; route, when the person changed it |
| reply, question, notice, corrections | plan                    |
| wave                           | route                         |
| outcomes                       | execute                       |
| results                        | update                        |
| answer, open_question          | respond                       |
| recalled                       | plan                          |
| transitions                    | the graph, around each node   |
"""

import json
from typing import Annotated, Any, Literal, NotRequired

from typing_extensions import TypedDict

from agent_core.errors import TooLarge

HISTORY = 40  # messages kept in the state; the whole conversation is in the database
RECENT = 8  # results of earlier turns that "it" and "that note" can refer to
# Bytes as JSON. What is above its share is cut, so that a state stays near 1 MB; above FULL it is refused.
MESSAGES_ROOM, RECENT_ROOM, RESULTS_ROOM, FULL = 300_000, 200_000, 500_000, 12_000_000
LONGEST_TEXT, MOST_CITATIONS = 20_000, 20  # of a result that does not fit


class Message(TypedDict):
    role: Literal["user", "assistant"]
    content: str
    at: str  # ISO 8601, UTC
    run_id: str
    origin: NotRequired[Literal["trusted", "untrusted"]]  # untrusted: an answer made from such text


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
    role: NotRequired[str]  # of the person: user, admin, service
    agent_id: NotRequired[str | None]  # the configured agent that was asked for; None: chosen by context


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


class Entity(TypedDict):
    """Something a message names: characters `start` to `end` (exclusive) of its text."""

    kind: Literal["person", "date", "place", "amount", "link", "email", "phone"]
    text: str
    start: int
    end: int
    value: str  # in its normal form: an ISO 8601 instant, "12.50 EUR", a whole address; else the text


Label = Literal["command", "question", "small_talk", "problem_report", "feedback", "statement", "unclear"]


class Analysis(TypedDict):
    """What a message means, as far as it can be told without a model."""

    language: str  # ISO 639-1
    label: NotRequired[Label]  # what kind of message it is, as it is stored and shown
    entities: NotRequired[list[Entity]]
    kind: Kind
    clauses: list[Clause]
    confident: bool  # every clause is understood well enough to act on without a model


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
    undo: NotRequired[bool | None]  # whether it can be taken back; None where it changes nothing


class OpenQuestion(TypedDict):
    """What the assistant asked; the next message may answer it."""

    text: str
    argument: str  # name of the argument that the answer fills
    choices: list[list[str]]  # pairs [value, label]; empty: free text
    step: Step  # the step to run once it is answered; its `arguments` lack `argument`
    rest: list[Step]  # steps that wait behind it


class Source(TypedDict):
    """Untrusted text that arguments derive from, as it is shown when approval is asked."""

    kind: Literal["document", "step", "message"]
    title: str
    quote: str  # the passage, at most 500 characters
    document_id: str | None
    start: int | None  # characters of the document's text
    end: int | None


class KeptPlan(TypedDict):
    """A plan as it is stored with its run, before anything of it is done."""

    steps: list[Step]
    source: Literal["local", "model"]
    notice: str


class Failure(TypedDict):
    code: str
    message: str


class StepResult(TypedDict):
    step_id: str
    capability: str
    status: Literal["done", "failed", "skipped", "refused", "asked", "unknown"]
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
    corrections: NotRequired[list[str]]  # what a model claimed and no receipt bears out


def keep_recent(old: list[Message], new: list[Message]) -> list[Message]:
    """Append, and keep the last messages: at most HISTORY, and no more than fit, so that a state never outgrows us."""
    kept = [*old, *new][-HISTORY:]
    while len(kept) > 1 and size_of(kept) > MESSAGES_ROOM:
        del kept[0]
    return kept


class Known(TypedDict):
    """A fact that is remembered of the person or the group."""

    text: str
    at: str  # ISO 8601, UTC: when it was said
    origin: Literal["trusted", "untrusted"]


class Recalled(TypedDict):
    """What a model was given beside the conversation's last messages."""

    facts: list[Known]
    summary: str  # of what was said before those messages
    summary_origin: Literal["trusted", "untrusted"]


class WaveItem(TypedDict):
    """A step whose turn it is, and whether it may run; the steps of a wave do not depend on each other."""

    step_id: str
    verdict: Literal["run", "skip", "wait", "refuse", "fail", "confirm", "leave"]
    """wait: for an answer; fail: cannot be carried out; confirm, leave: what was said of an effect nobody knows of."""
    reason: str
    arguments: dict[str, Any]  # exactly these, references filled in
    origin: Literal["trusted", "untrusted"]  # of the arguments
    effect: int  # 1, or more when the person had it repeated


class Transition(TypedDict):
    node: str
    at: str  # ISO 8601, UTC: when the node was left


class AgentState(TypedDict):
    messages: Annotated[list[Message], keep_recent]
    turn: Turn
    recent: list[StepResult]  # what earlier turns did
    pending_question: OpenQuestion | None  # what the turn before asked
    analysis: Analysis
    plan: list[Step]
    reply: str  # an answer that needs no step
    question: OpenQuestion | None  # what the planner has to ask
    notice: str
    corrections: NotRequired[list[str]]  # what the reply claimed and no receipt bears out
    source: Literal["local", "model"]
    wave: list[WaveItem]
    outcomes: list[StepResult]
    results: list[StepResult]
    answer: Answer | None
    open_question: OpenQuestion | None  # what this turn's answer asks
    recalled: NotRequired[Recalled | None]
    transitions: list[Transition]


class StateUpdate(TypedDict, total=False):
    messages: list[Message]
    analysis: Analysis
    plan: list[Step]
    reply: str
    question: OpenQuestion | None
    notice: str
    corrections: NotRequired[list[str]]  # what the reply claimed and no receipt bears out
    source: Literal["local", "model"]
    wave: list[WaveItem]
    outcomes: list[StepResult]
    results: list[StepResult]
    answer: Answer | None
    open_question: OpenQuestion | None
    recalled: NotRequired[Recalled | None]
    transitions: list[Transition]


class TurnInput(TypedDict):
    messages: list[Message]
    turn: Turn
    recent: list[StepResult]
    pending_question: OpenQuestion | None


def size_of(value: object) -> int:
    """Bytes of a plain JSON value."""
    return len(json.dumps(value, ensure_ascii=False).encode())


def fitted(results: list[StepResult], room: int) -> list[StepResult]:
    """The results with the largest cut until all fit; what is cut stays in the package's own collections."""
    kept = list(results)
    for at in sorted(range(len(kept)), key=lambda index: size_of(kept[index]), reverse=True):
        if size_of(kept) <= room:
            break
        if kept[at]["status"] == "done":
            kept[at] = _cut(kept[at])
    return kept


def _cut(result: StepResult) -> StepResult:
    text = result["text"]
    return result | {
        "data": {"truncated": True},
        "citations": result["citations"][:MOST_CITATIONS],
        "text": text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + " …",
    }


def check_size(state: AgentState) -> None:
    """Raises TooLarge before the database would refuse the document (16 MiB)."""
    if (size := size_of(state)) > FULL:
        raise TooLarge(
            f"This conversation's state is {size // 1_000_000} MB, above the limit of 12 MB; start a new one."
        )
