"""The doors of this process: found by entry point, opened side by side once the server listens, listed as they are."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Literal

import structlog
from pydantic import BaseModel

from agent_core.contract import Documents
from agent_core.doors.configs import Configs, SettingView
from agent_core.doors.host import OpenHost, Surroundings
from agent_core.doors.inbox import Inbox
from agent_core.doors.outbox import Outbox
from agent_core.doors.port import Door, HookAnswer, HookRequest
from agent_core.errors import AgentError, NotFound

ENTRY_POINT_GROUP = "agentic.doors"
STARTING = 15.0  # seconds in which the doors of a server that starts are usually open
OPEN_SECONDS = 30.0  # a door that takes longer is left out
log = structlog.get_logger(__name__)


class DoorState(BaseModel):
    """`shut`: not configured. `broken`: it did not open, for `reason`. `waiting`: the server has just started."""

    name: str
    title: str
    about: str = ""
    state: Literal["waiting", "open", "shut", "broken"]
    reason: str = ""
    hooked: bool = False  # another service has to be told where to post
    settings: list[SettingView] = []


@dataclass(kw_only=True)
class Known:
    """A door that was found; `door` is none when it could not be loaded."""

    name: str
    door: Door | None
    state: Literal["waiting", "open", "shut", "broken"] = "waiting"
    reason: str = ""
    host: OpenHost | None = None


class Doors:
    """`inbox_of` makes the inbox of a door. `opened` is called with the name of each platform that can be reached."""

    def __init__(
        self, *, outbox: Outbox, configs: Configs, inbox_of: Callable[[str], Inbox], folder: Path,
        collection: Callable[[str], Documents], embedded: bool,
    ) -> None:  # fmt: skip
        self.outbox = outbox
        self.configs = configs
        self._inbox_of = inbox_of
        self._folder = folder
        self._collection = collection
        self._embedded = embedded
        self._known: dict[str, Known] = {}
        self._around: Surroundings | None = None
        self._changing = asyncio.Lock()
        self.changed = asyncio.Event()  # a door was opened: what waits for it can be sent
        self._tried = asyncio.Event()  # all were opened, as far as they can be

    def load(self, found: Iterable[EntryPoint] | None = None) -> None:
        """Import every door of the entry-point group (or of `found`); one that fails is listed as broken."""
        for entry in sorted(
            entry_points(group=ENTRY_POINT_GROUP) if found is None else found, key=lambda one: one.name
        ):
            try:
                self.add(entry.load()())
            except (Exception, SystemExit) as error:
                log.exception("door.load_failed", door=entry.name)
                self._known[entry.name] = Known(name=entry.name, door=None, state="broken", reason=_reason(error))

    def add(self, door: Door) -> None:
        self._known[door.name] = Known(name=door.name, door=door)

    async def open(self, around: Surroundings) -> None:
        """Open all that are configured, side by side."""
        self._around = around
        await self.configs.load()
        await asyncio.gather(*(self._open(known) for known in self._known.values() if known.door))
        self._tried.set()
        log.info("doors.open", open=self.platforms(), broken=[k.name for k in self._known.values() if k.reason])

    async def opened(self) -> None:
        """Waits while the server has just started, when nobody knows yet what can be reached."""
        with suppress(TimeoutError):
            async with asyncio.timeout(STARTING):
                await self._tried.wait()

    async def close(self) -> None:
        await asyncio.gather(*(self._close(known) for known in self._known.values()))

    async def reopen(self, name: str) -> None:
        """With the settings as they are now."""
        async with self._changing:
            known = self._find(name)
            await self._close(known)
            await self._open(known)

    def platforms(self) -> list[str]:
        """Names of the doors that are open and can send."""
        return [known.name for known in self._known.values() if known.state == "open" and self._channel(known)]

    def inbox(self, name: str) -> Inbox | None:
        """Of an open door."""
        known = self._known.get(name)
        return known.host.inbox if known and known.host and isinstance(known.host.inbox, Inbox) else None

    def states(self) -> list[DoorState]:
        return [self.state(name) for name in self._known]

    def state(self, name: str) -> DoorState:
        """Raises NotFound."""
        known = self._find(name)
        door = known.door
        return DoorState(
            name=name, title=door.title if door else name, about=door.about if door else "", state=known.state,
            reason=known.reason, hooked=door is not None and type(door).hook is not Door.hook,
            settings=self._settings(known),
        )  # fmt: skip

    def door(self, name: str) -> Door:
        """Raises NotFound."""
        found = self._find(name).door
        if found is None:
            raise NotFound(f"The door {name} could not be loaded.")
        return found

    async def hook(self, name: str, request: HookRequest) -> HookAnswer:
        """Hand on what another service posted. Raises NotFound for a door that is not open."""
        known = self._known.get(name)
        if known is None or known.door is None or known.state != "open":
            raise NotFound("There is no such door here.")
        return await known.door.hook(request)

    def _settings(self, known: Known) -> list[SettingView]:
        if known.door is None:
            return []
        try:
            return self.configs.view(known.name, known.door.Settings)
        except AgentError:  # then `reason` says what is wrong with them
            return []

    def _find(self, name: str) -> Known:
        try:
            return self._known[name]
        except KeyError:
            raise NotFound(f"There is no door {name!r}.") from None

    @staticmethod
    def _channel(known: Known) -> bool:
        return known.door is not None and known.door.channel is not None

    async def _open(self, known: Known) -> None:
        if known.door is None or self._around is None:
            return
        known.host = host = self._host(known.name, self._around)
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                opened = await known.door.open(host)
        except TimeoutError:
            await self._broken(known, f"it did not open in time ({OPEN_SECONDS:.0f} seconds)")
        except Exception as error:
            log.exception("door.open_failed", door=known.name)
            await self._broken(known, error.message if isinstance(error, AgentError) else _reason(error))
        else:
            await self._opened(known, opened)

    async def _opened(self, known: Known, opened: bool) -> None:
        known.state, known.reason = ("open" if opened else "shut"), ""
        if not opened:
            await self._drop_host(known)
        elif known.door and known.door.channel:
            await self.outbox.open(known.door.channel)
            self.changed.set()

    async def _broken(self, known: Known, reason: str) -> None:
        known.state, known.reason = "broken", reason
        await self._drop_host(known)

    async def _close(self, known: Known) -> None:
        if known.door is None or known.host is None:
            return
        if known.door.channel:
            self.outbox.shut(known.door.channel.platform)
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                await known.door.close()
        except Exception as error:
            log.error("door.close_failed", door=known.name, error=_reason(error))
        await self._drop_host(known)
        known.state = "shut"

    async def _drop_host(self, known: Known) -> None:
        if known.host:
            await known.host.close()
        known.host = None

    def _host(self, name: str, around: Surroundings) -> OpenHost:
        folder = self._folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return OpenHost(
            name, around, inbox=self._inbox_of(name), outbox=self.outbox, configs=self.configs, folder=folder,
            collection=self._collection, embedded=self._embedded,
        )  # fmt: skip


def _reason(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
