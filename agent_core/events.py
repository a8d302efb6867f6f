"""What a run tells the outside, in order. `seq` grows within a run, also over a restart of the server."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

ATTEMPT = 1_000_000  # seq = attempt * ATTEMPT + n, so that a resumed run continues above what clients have seen


class Event(BaseModel):
    seq: int = 0


class StepView(BaseModel):
    """A step of the plan as people see it."""

    id: str
    capability: str
    title: str
    arguments: dict[str, Any]
    depends_on: list[str]
    risk: Literal["read", "write", "send"]
    seconds: float
    undo: bool | None = Field(default=None, description="whether it can be taken back; null where it changes nothing")


class StepResultView(BaseModel):
    """What became of one step."""

    step_id: str
    capability: str
    status: Literal["done", "failed", "skipped", "refused", "asked", "unknown"]
    text: str
    data: dict[str, Any]
    error: dict[str, str] | None = None
    started_at: str
    finished_at: str
    origin: Literal["trusted", "untrusted"] = "trusted"


class AnswerView(BaseModel):
    """The finished answer. Citation numbers in the text, `[1]`, count the `citations` from one."""

    text: str
    citations: list[dict[str, Any]] = []
    source: Literal["local", "model"] = "local"
    notice: str = ""
    corrections: list[str] = Field(default=[], description="what a model claimed and no receipt bears out")
    choices: list[list[str]] = Field(default=[], description="pairs [value, label] when the answer is a question")


class Estimate(BaseModel):
    """What a plan will take, roughly: seconds along its longest path, tokens of models, and their price."""

    seconds: float
    tokens: int = 0
    cost_micros: int = Field(default=0, description="millionths of a US dollar")


class SourceView(BaseModel):
    """Untrusted text that arguments derive from."""

    kind: Literal["document", "step", "message"]
    title: str
    quote: str
    document_id: str | None = None
    start: int | None = None
    end: int | None = None


class PlanEdit(BaseModel):
    """A change of one step of a plan before it begins."""

    step_id: str
    remove: bool = False
    arguments: dict[str, Any] | None = Field(default=None, description="instead of the planned ones")


Action = Literal["approve", "reject", "done", "again"]


class ApprovalView(BaseModel):
    """Something that waits for the person's word, or did.

    `step`: may this step run with exactly these arguments? `plan`: may this plan begin? `unknown`: this may have been
    done before the server stopped; was it?
    """

    id: str = Field(description="run id, a dot, and the step id or `plan`")
    run_id: str
    conversation_id: str
    kind: Literal["step", "plan", "unknown"]
    step_id: str = ""
    capability: str = ""
    title: str
    risk: Literal["read", "write", "send"] = "write"
    arguments: dict[str, Any] = Field(default={}, description="as they will be used, references filled in")
    reasons: list[str] = Field(default=[], description="why it asks, in sentences")
    sources: list[SourceView] = Field(default=[], description="where untrusted text in the arguments comes from")
    undo: bool = Field(default=False, description="whether it can be taken back afterwards")
    asked_at: datetime
    expires_at: datetime
    status: Literal["pending", "approved", "rejected", "expired", "withdrawn"] = "pending"
    decided_at: datetime | None = None
    decided_by: str = Field(default="", description="the interface it was answered from")
    action: Action | None = Field(default=None, description="what was answered")
    note: str = Field(default="", description="the person's reason")
    edits: list[PlanEdit] = Field(default=[], description="of a plan, as it was approved")


def name_of(approval: ApprovalView) -> str:
    """Its name within its run."""
    return approval.id.partition(".")[2]


class RunStarted(Event):
    """An attempt begins; what was shown of an earlier attempt is to be dropped."""

    type: Literal["run.started"] = "run.started"
    run_id: str
    conversation_id: str
    attempt: int


class PlanReady(Event):
    type: Literal["plan.ready"] = "plan.ready"
    steps: list[StepView]
    source: Literal["local", "model"]
    estimate: Estimate | None = None


class StepStarted(Event):
    type: Literal["step.started"] = "step.started"
    step_id: str
    at: str


class StepProgress(Event):
    type: Literal["step.progress"] = "step.progress"
    step_id: str
    text: str
    fraction: float | None = None


class StepFinished(Event):
    type: Literal["step.finished"] = "step.finished"
    result: StepResultView


class Token(Event):
    """The next piece of the answer's text."""

    type: Literal["token"] = "token"
    text: str


class Notice(Event):
    """Something the person should know about this answer, such as a model that is down."""

    type: Literal["notice"] = "notice"
    text: str


class AnswerReady(Event):
    """The whole answer; it replaces the tokens shown so far."""

    type: Literal["answer"] = "answer"
    answer: AnswerView


class TokensDropped(Event):
    """The tokens so far are void: the answer begins again, such as with the next model."""

    type: Literal["tokens.dropped"] = "tokens.dropped"


class RunWaiting(Event):
    """The last event of an attempt that waits for the person. Once answered, the run goes on in a new attempt."""

    type: Literal["run.waiting"] = "run.waiting"
    approvals: list[ApprovalView]


class RunFinished(Event):
    """The last event of a run."""

    type: Literal["run.finished"] = "run.finished"
    status: Literal["completed", "failed", "cancelled"]
    error: dict[str, str] | None = None


RunEvent = Annotated[
    RunStarted
    | PlanReady
    | StepStarted
    | StepProgress
    | StepFinished
    | Token
    | TokensDropped
    | Notice
    | AnswerReady
    | RunWaiting
    | RunFinished,
    Field(discriminator="type"),
]


def step_views(steps: Iterable[Mapping[str, Any]]) -> list[StepView]:
    return [StepView.model_validate(step) for step in steps]
