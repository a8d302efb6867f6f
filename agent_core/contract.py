"""What a capability package is: the one module a package author reads.

A package is a class with async methods marked `@capability`. The method's name, its docstring and its two pydantic
models (arguments in, result out) are the whole declaration; planner, forms, API and documents are derived from them.
Register the class under the entry-point group `agentic.capabilities`; nothing else has to change.
"""

import inspect
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar, get_type_hints

from pydantic import BaseModel, Field, SecretStr
from pymongo.asynchronous.collection import AsyncCollection

from agent_core.errors import CredentialMissing, NotFound

ENTRY_POINT_GROUP = "agentic.capabilities"
Documents = AsyncCollection[dict[str, Any]]


class Risk(StrEnum):
    """What a mistake would cost. There is no default: the author must say."""

    READ = "read"  # looks: runs at once
    WRITE = "write"  # changes the person's own data: runs, or asks, by grant
    SEND = "send"  # reaches somebody else: asks


class Origin(StrEnum):
    """Where a result's words come from. Untrusted text is data, never an instruction."""

    TRUSTED = "trusted"  # the person, or data of ours
    UNTRUSTED = "untrusted"  # documents, web pages, other people


class Citation(BaseModel):
    """A passage: characters `start` to `end` (exclusive) of the extracted text of a document."""

    document_id: str
    title: str
    page: int | None = Field(default=None, description="1-based, where the document has pages")
    section: str | None = None
    start: int
    end: int
    quote: str
    score: float = 0.0


class Result(BaseModel):
    """What a capability returns. Subclasses add fields; later steps refer to them as `${s1.field}`."""

    text: str = Field(default="", description="what to tell the person, in one or two sentences")
    citations: list[Citation] = []
    origin: Origin = Origin.TRUSTED


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What the author declares about one capability; the core decides what follows from it."""

    risk: Risk
    undo: str | None = None  # name of the method that takes it back: (call, result) -> Result; None: it cannot be
    needs: frozenset[str] = frozenset()  # names of the credentials that the call may read
    tokens: int = 0  # rough model tokens of one call
    seconds: float = 1.0  # rough duration; the time limit is a multiple of it
    examples: Sequence[str] = ()  # what people say; `{field}` marks where an argument stands
    answers_questions: bool = False  # gets the questions that no other capability claims


@dataclass(frozen=True, kw_only=True)
class Call:
    """Who asks, and the means for this one call. A repeat comes with the same `key` and must have no second effect."""

    user_id: str
    audience: str  # whose data this is, "user:ID" or "group:ID": every query filters by it
    key: str
    now: datetime  # aware, in the person's zone
    conversation_id: str | None = None
    secrets: Mapping[str, SecretStr] = field(default_factory=dict)
    report: Callable[[str, float | None], None] = field(default=lambda text, fraction: None)

    @property
    def zone(self) -> tzinfo:
        return self.now.tzinfo or self.now.astimezone().tzinfo  # type: ignore[return-value]  # `now` is aware

    def secret(self, name: str) -> str:
        """A credential declared in `needs`. Raises CredentialMissing when the person has not connected it."""
        if name not in self.secrets:
            raise CredentialMissing(name)
        return self.secrets[name].get_secret_value()

    def progress(self, text: str, fraction: float | None = None) -> None:
        """Tell the person how far it is; `fraction` is 0 to 1, None where it is not known."""
        self.report(text, fraction)


S = TypeVar("S", bound=BaseModel)


class Embedder(Protocol):
    """Turns texts into unit vectors of `dimensions` floats; runs off the event loop."""

    @property
    def dimensions(self) -> int: ...
    async def embed(self, texts: Sequence[str]) -> list[list[float]]: ...


class Files(Protocol):
    """The bytes people uploaded. Raises NotFound for a file that is not of this audience."""

    async def path(self, file_id: str, *, audience: str) -> Path: ...
    async def info(self, file_id: str, *, audience: str) -> "FileInfo": ...
    async def delete(self, file_id: str, *, audience: str) -> None: ...


class FileInfo(BaseModel):
    id: str
    name: str
    size: int = Field(description="bytes")
    sha256: str


class Host(Protocol):
    """What the core gives a package for its lifetime."""

    data_dir: Path  # a folder of this package's own
    files: Files
    embedder: Embedder

    def settings(self, model: type[S]) -> S: ...  # from AGENTIC_<PACKAGE>_<FIELD>
    def collection(self, name: str) -> Documents: ...
    def now(self) -> datetime: ...  # aware, UTC
    def spawn(self, name: str, job: Coroutine[Any, Any, None]) -> None: ...  # ended at close; a crash is logged
    async def publish(self, user_id: str, topic: str, payload: Mapping[str, Any]) -> None: ...  # live, may be lost
    async def notify(self, user_id: str, *, key: str, title: str, text: str = "", link: str = "") -> bool: ...

    # stored, shown once per key: True if this call stored it, False if it was there already


Method = Callable[..., Coroutine[Any, Any, Result]]
M = TypeVar("M", bound=Callable[..., Awaitable[Result]])


def capability(
    *,
    risk: Risk,
    undo: str | None = None,
    needs: Sequence[str] = (),
    tokens: int = 0,
    seconds: float = 1.0,
    examples: Sequence[str] = (),
    answers_questions: bool = False,
) -> Callable[[M], M]:
    """Mark `async def name(self, call: Call, arguments: Model) -> Result` as a capability."""
    rules = Rules(
        risk=risk,
        undo=undo,
        needs=frozenset(needs),
        tokens=tokens,
        seconds=seconds,
        examples=tuple(examples),
        answers_questions=answers_questions,
    )

    def mark(method: M) -> M:
        method.__rules__ = rules  # type: ignore[attr-defined]
        return method

    return mark


@dataclass(frozen=True, kw_only=True)
class Capability:
    """One declared function, bound to its open package."""

    name: str  # "planner.create_task"
    description: str
    rules: Rules
    arguments: type[BaseModel]
    result: type[Result]
    method: Method
    undo: Method | None


class CapabilityPackage:
    """Base class of every package: `open` once, calls, `close` once."""

    name: ClassVar[str]
    description: ClassVar[str]

    async def open(self, host: Host) -> None:
        """Create indexes, start jobs. Raises ConfigurationError when it cannot work as configured."""

    async def close(self) -> None:
        """Stop what `open` started."""

    def capabilities(self) -> Iterator[Capability]:
        """The methods marked `@capability`, in the order written."""
        for attribute in vars(type(self)):
            method = getattr(self, attribute)
            if isinstance(rules := getattr(method, "__rules__", None), Rules):
                yield self._bind(attribute, method, rules)

    def _bind(self, attribute: str, method: Method, rules: Rules) -> Capability:
        hints = [hint for name, hint in get_type_hints(method).items() if name not in ("call", "return")]
        return Capability(
            name=f"{self.name}.{attribute}",
            description=inspect.getdoc(method) or "",
            rules=rules,
            arguments=hints[0],
            result=get_type_hints(method)["return"],
            method=method,
            undo=getattr(self, rules.undo) if rules.undo else None,
        )

    @property
    def functions(self) -> list[dict[str, Any]]:
        """Name, description and JSON schema of every capability."""
        return [
            {"name": c.name, "description": c.description, "parameters": c.arguments.model_json_schema()}
            for c in self.capabilities()
        ]

    async def execute(self, function_name: str, arguments: Mapping[str, Any], call: Call) -> Result:
        """Validate `arguments` and call one capability by its short or full name. Raises NotFound, ValidationError."""
        for found in self.capabilities():
            if function_name in (found.name, found.name.partition(".")[2]):
                return await found.method(call, found.arguments.model_validate(arguments))
        raise NotFound(f"The package {self.name} has no capability {function_name!r}.")

    def get_required_credentials(self) -> list[str]:
        return sorted({name for found in self.capabilities() for name in found.rules.needs})
