"""What goes over the wire, apart from the models that capability packages bring themselves."""

from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from agent_core.contract import FileInfo
from agent_core.events import AnswerView, ApprovalView, StepResultView, StepView
from agent_core.runs import Meaning, RunStatus, Spent
from agent_core.undoing.report import UndoReport

T = TypeVar("T")


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone; use an IANA name such as Europe/Zagreb") from None
    return name


Role = Literal["user", "admin", "service"]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$"),
    Field(examples=["ana@example.org"]),
]
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
NewPassword = Annotated[str, Field(min_length=10, max_length=200, description="at least 10 characters")]
GivenPassword = Annotated[str, Field(min_length=1, max_length=200)]
Zone = Annotated[str, Field(max_length=64), AfterValidator(_known_zone)]
Language = Annotated[str, StringConstraints(to_lower=True, pattern=r"^[a-zA-Z]{2,3}$")]
Id = Annotated[str, Field(min_length=1, max_length=64)]


class Page(BaseModel, Generic[T]):
    """A part of a list; `next` is the `cursor` of the part that follows."""

    items: list[T]
    next: str | None = None


# errors


class FieldProblem(BaseModel):
    field: str
    message: str


class ErrorBody(BaseModel):
    """Every answer that is not a success. `error` is stable; `detail` is written for a person."""

    error: str = Field(examples=["not_found"])
    detail: str = Field(examples=["There is no such conversation."])
    request_id: str
    details: list[FieldProblem] = Field(default=[], description="the fields that do not fit, for `invalid_input`")


# people and sign-in


class Person(BaseModel):
    id: str
    name: str
    email: str
    role: Role
    zone: str
    language: str
    created_at: datetime


class Session(BaseModel):
    """A sign-in. Browsers get the refresh token as a cookie, others in `refresh_token`."""

    access_token: str
    expires_in: int = Field(description="seconds")
    refresh_token: str | None = None
    person: Person


class SetupStatus(BaseModel):
    needs_setup: bool = Field(description="there is no administrator yet")


class Setup(BaseModel):
    """The first administrator; `code` is printed when the server starts."""

    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    name: PersonName
    email: Email
    password: NewPassword
    zone: Zone | None = None
    language: Language | None = None
    client: Literal["web", "api"] = "web"


class Login(BaseModel):
    email: Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1, max_length=254)]
    password: GivenPassword
    client: Literal["web", "api"] = "web"


class Refresh(BaseModel):
    refresh_token: Annotated[str, Field(max_length=200)] | None = None


class PasswordChange(BaseModel):
    current: GivenPassword
    new: NewPassword


class PersonChange(BaseModel):
    name: PersonName | None = None
    zone: Zone | None = None
    language: Language | None = None


class NewPerson(BaseModel):
    name: PersonName
    email: Email
    password: NewPassword
    role: Literal["user", "admin"] = "user"


# chat


class ChatRequest(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"message": "Remind me tomorrow at 9 to call Ana", "interface": "web"}]}
    )

    message: str = Field(description="not empty; the longest one accepted is in /api/config")
    conversation_id: Id | None = Field(
        None, description="none starts a conversation; `current` goes on with the one used last"
    )
    attachments: list[Id] = Field([], max_length=20, description="file ids from /api/upload")
    agent_id: Id | None = Field(None, description="one of /api/agents; none: chosen by who asks, where and how")
    interface: Literal["web", "cli", "api", "voice"] = "web"
    idempotency_key: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class RunError(BaseModel):
    code: str
    message: str


class RunView(BaseModel):
    """One message of a person, and its answer."""

    id: str
    conversation_id: str
    status: RunStatus = Field(description="waiting: for your answers to `approvals`")
    interface: str
    text: str
    attachments: list[str]
    accepted_at: datetime
    finished_at: datetime | None
    plan: list[StepView]
    results: list[StepResultView]
    answer: AnswerView | None
    error: RunError | None
    approvals: list[ApprovalView] = Field(default=[], description="all that was asked, in order")
    meaning: Meaning | None = None
    spent: Spent = Spent()
    agent: str = Field(default="", description="name of the agent that answered")
    superseded: bool = Field(default=False, description="the conversation was taken back to before it")
    copied_from: str | None = None
    previous: str | None = Field(default=None, description="the run it continues; runs that share it are versions")


class ConversationView(BaseModel):
    id: str
    title: str
    active: bool
    interfaces_used: list[str]
    created_at: datetime
    updated_at: datetime
    running_run_id: str | None = None
    snippet: str | None = Field(default=None, description="where a search hit, when it was not in the title")
    found_run_id: str | None = Field(default=None, description="the message in which a search hit")
    group: str | None = Field(default=None, description="name of the group that hears it; it goes on there only")


class ConversationChange(BaseModel):
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)] | None = None
    active: bool | None = None


class ForkRequest(BaseModel):
    run_id: Id = Field(description="the last message that the copy holds")


class RewindRequest(BaseModel):
    run_id: Id = Field(description="the first message that does not count any more")
    undo: bool = Field(default=False, description="also take back what it and those after it did")


class RewindView(BaseModel):
    conversation: ConversationView
    undo: UndoReport | None


# effects


class EffectView(BaseModel):
    """Something that was done for a person, or begun."""

    id: str
    run_id: str | None
    step_id: str | None
    conversation_id: str | None
    capability: str
    title: str
    arguments: dict[str, Any]
    status: Literal["intent", "done", "failed", "unknown", "undone"]
    text: str = Field(description="what is on record about its outcome")
    undo: Literal["possible", "impossible", "done"]
    at: datetime
    done_at: datetime | None
    undone_at: datetime | None


class UndoRun(BaseModel):
    step_id: Id | None = Field(None, description="only this step, with those that build on it")


class UndoSince(BaseModel):
    since: AwareDatetime = Field(description="with an offset, such as 2026-11-21T15:00:00Z")


# files


class UploadError(BaseModel):
    code: str
    message: str


class UploadedFile(BaseModel):
    """One file of an upload: `file` once it is stored; `error` says what went wrong, per file."""

    name: str
    file: FileInfo | None = None
    created: bool = Field(False, description="false when a document with the same content was there already")
    error: UploadError | None = None


# live and service


class NotificationAction(BaseModel):
    label: str


class Notification(BaseModel):
    id: str
    title: str
    text: str
    link: str
    actions: list[NotificationAction] = Field(default=[], description="buttons, pressed by their place from 0")
    created_at: datetime
    read_at: datetime | None = None


class LiveMessage(BaseModel):
    """What the server pushes on /ws after the first message {"type": "auth", "token": …}."""

    topic: Literal["notification", "document", "planner", "run", "conversation", "approval"]
    payload: dict[str, Any]


class FunctionView(BaseModel):
    name: str
    description: str
    parameters: dict[str, Any] = Field(description="JSON schema of the arguments")
    risk: Literal["read", "write", "send"]


class PackageView(BaseModel):
    name: str
    description: str
    functions: list[FunctionView]


class BrokenPackage(BaseModel):
    name: str
    error: str


class CapabilityList(BaseModel):
    packages: list[PackageView]
    broken: list[BrokenPackage]


class CapabilityCall(BaseModel):
    arguments: dict[str, Any] = {}
    approved: bool = Field(False, description="you chose these very arguments, and know that it may reach others")


class Health(BaseModel):
    status: Literal["ok", "degraded"]
    version: str
    database: Literal["up", "down"]
    model: Literal["none", "ready", "down"]
    packages: list[str]
    broken: list[str]


class PublicConfig(BaseModel):
    """What a client may know before anybody signs in."""

    version: str
    max_upload_mb: int
    max_message_chars: int
    accepted_types: list[str] = Field(description="file name endings")
    model: bool = Field(description="a language model is configured")
