"""What a run tells the outside, in order. `seq` grows within a run, also over a restart of the server."""

from collections.abc import Iterable, Mapping
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


class StepResultView(BaseModel):
    """What became of one step."""

    step_id: str
    capability: str
    status: Literal["done", "failed", "skipped", "refused", "asked"]
    text: str
    data: dict[str, Any]
    error: dict[str, str] | None = None
    started_at: str
    finished_at: str


class AnswerView(BaseModel):
    """The finished answer. Citation numbers in the text, `[1]`, count the `citations` from one."""

    text: str
    citations: list[dict[str, Any]] = []
    source: Literal["local", "model"] = "local"
    notice: str = ""
    choices: list[list[str]] = Field(default=[], description="pairs [value, label] when the answer is a question")


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


class RunFinished(Event):
    """The last event of a run."""

    type: Literal["run.finished"] = "run.finished"
    status: Literal["completed", "failed", "cancelled"]
    error: dict[str, str] | None = None


RunEvent = Annotated[
    RunStarted | PlanReady | StepStarted | StepProgress | StepFinished | Token | Notice | AnswerReady | RunFinished,
    Field(discriminator="type"),
]


def step_views(steps: Iterable[Mapping[str, Any]]) -> list[StepView]:
    return [StepView.model_validate(step) for step in steps]
