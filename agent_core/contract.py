"""What a capability package is: the one module a package author reads.

A package is a class with async methods marked `@capability`, registered under the entry-point group
`agentic.capabilities`. A method's name, its docstring and its two pydantic models are the whole declaration.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, Field, SecretStr
from pymongo.asynchronous.collection import AsyncCollection

from agent_core.channels import Action as Action
from agent_core.channels import Channels as Channels
from agent_core.data import Citation as Citation
from agent_core.data import Embedder as Embedder
from agent_core.data import Eyes as Eyes
from agent_core.data import FileInfo as FileInfo
from agent_core.data import Files as Files
from agent_core.data import Measured as Measured
from agent_core.declaration import Capability as Capability
from agent_core.declaration import Declared, M, Rules, marked
from agent_core.errors import CredentialMissing
from agent_core.happenings import Accounts
from agent_core.voice import Inaudible as Inaudible
from agent_core.voice import offline_transcriber as offline_transcriber

Documents = AsyncCollection[dict[str, Any]]
S = TypeVar("S", bound=BaseModel)


class Risk(StrEnum):
    """What a mistake would cost. There is no default: the author must say."""

    READ = "read"  # looks: runs at once
    WRITE = "write"  # changes the person's own data: runs, or asks, by grant
    SEND = "send"  # reaches somebody else: asks


class Origin(StrEnum):
    """Where a result's words come from. Untrusted text is data, never an instruction."""

    TRUSTED = "trusted"  # the person, or data of ours
    UNTRUSTED = "untrusted"  # documents, web pages, other people


class Result(BaseModel):
    """What a capability returns. Subclasses add fields; later steps refer to them as `${s1.field}`."""

    text: str = Field(default="", description="what to tell the person, in one or two sentences")
    citations: list[Citation] = []
    origin: Origin = Origin.TRUSTED


@dataclass(frozen=True, kw_only=True)
class Call:
    """Who asks, and the means for this one call. A repeat comes with the same `key` and must have no second effect."""

    user_id: str
    audience: str  # whose data this is, "user:ID" or "group:ID": every query filters by it
    key: str
    now: datetime  # aware, in the person's zone
    origin: Origin = Origin.TRUSTED  # of the arguments, which may derive from untrusted text: keep it with the data
    conversation_id: str | None = None
    secrets: Mapping[str, SecretStr] = field(default_factory=dict)
    report: Callable[[str, float | None], None] = field(default=lambda text, fraction: None)

    @property
    def zone(self) -> tzinfo:
        return self.now.tzinfo or UTC

    def secret(self, name: str) -> str:
        """A credential declared in `needs`. Raises CredentialMissing when the person has not connected it."""
        if name not in self.secrets:
            raise CredentialMissing(name)
        return self.secrets[name].get_secret_value()

    def progress(self, text: str, fraction: float | None = None) -> None:
        """Tell the person how far it is; `fraction` is 0 to 1, None where it is not known."""
        self.report(text, fraction)


class Host(Protocol):
    """What the core gives a package for its lifetime.

    `notify` shows a notice once per key, False if it was there; also in the person's chats that they want notices in,
    and on the platform `via` in any case. `actions` are buttons that call functions of this package.
    """

    data_dir: Path  # a folder of this package's own
    files: Files
    embedder: Embedder
    eyes: Eyes
    accounts: Accounts  # who is behind an account of a platform
    channels: Channels  # messages to people outside of the web page

    def settings(self, model: type[S]) -> S: ...  # from AGENTIC_<PACKAGE>_<FIELD>
    def collection(self, name: str) -> Documents: ...
    def now(self) -> datetime: ...  # aware, UTC
    def spawn(self, name: str, job: Coroutine[Any, Any, None]) -> None: ...  # ended at close; a crash is logged
    async def publish(self, user_id: str, topic: str, payload: Mapping[str, Any]) -> None: ...  # live, may be lost
    async def notify(
        self, user_id: str, *, key: str, title: str, text: str = "", link: str = "", via: str = "",
        actions: Sequence[Action] = (),
    ) -> bool: ...  # fmt: skip


def capability(
    *,
    risk: Risk,
    undo: str | None = None,  # name of the method that takes it back: (call, result) -> Result; None: it cannot be
    probe: str | None = None,  # name of (call, arguments) -> Result | None: what an earlier try under call.key did
    keyed: bool | None = None,  # a repeat under call.key has no second effect; not said: WRITE True, SEND False
    outside: bool = False,  # may reach beyond the person's own space even to look, such as an address it is given
    needs: Sequence[str] = (),  # names of the credentials that the call may read
    tokens: int = 0,  # rough model tokens of one call
    seconds: float = 1.0,  # rough duration; the time limit is a multiple of it
    examples: Sequence[str] = (),  # what people say; `{field}` marks where an argument stands
    answers_questions: bool = False,  # gets the questions that no other capability claims
) -> Callable[[M], M]:
    """Mark `async def name(self, call: Call, arguments: Model) -> Result` as a capability."""
    return marked(Rules(risk=risk, undo=undo, probe=probe, keyed=risk is not Risk.SEND if keyed is None else keyed,
                        outside=outside or risk is Risk.SEND, needs=frozenset(needs), tokens=tokens, seconds=seconds,
                        examples=tuple(examples), answers_questions=answers_questions))  # fmt: skip


class CapabilityPackage(Declared):
    """Base class of every package, which sets `name` and `description`: `open` once, calls, `close` once."""

    kinds = (Call, Result)  # what the declared methods take and return

    async def open(self, host: Host) -> None:
        """Create indexes, start jobs. Raises ConfigurationError when it cannot work as configured."""

    async def close(self) -> None:
        """Stop what `open` started."""

    async def forget(self, audience: str) -> None:
        """Erase what it keeps of "user:ID", who may have left it in groups too, or of "group:ID" elsewhere than in
        `host.collection`s and files; their rows and files are erased after this. A repeat does no harm.
        """

    async def export(self, audience: str) -> Mapping[str, bytes]:
        """What belongs to theirs besides those rows and files, by file name."""
        return {}
