"""The embedded database: a MongoDB-compatible server of our own, started, watched and ended by us."""

import asyncio
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import structlog
from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError

from agent_core.errors import Unavailable
from agent_core.storage.daemon import HOST, Daemon, end_leftover, free_port, require_installed
from agent_core.storage.lock import DataDirLock
from agent_core.storage.rewriting import rewrite_if_wanted
from agent_core.storage.secrets import kept_secret

USER = "agentic"
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 10.0  # seconds before a restart
STEADY_SECONDS = 60.0  # a process that lived this long is restarted without a long pause

log = structlog.get_logger(__name__)


class EmbeddedDatabase:
    """Files, password and log in `folder`; reachable from this machine only, at a port that changes with each start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._lock = DataDirLock(self._folder)
        self._daemon: Daemon | None = None
        self._watch: asyncio.Task[None] | None = None
        self._port = 0

    @property
    def pid(self) -> int:
        """The process that runs now; it changes when it had to be restarted."""
        return self._daemon.pid if self._daemon else 0

    async def start(self) -> str:
        """The address to connect to, with its password. Raises ConfigurationError, Unavailable."""
        require_installed()
        self._lock.acquire()
        try:
            await end_leftover(self._folder)
            await rewrite_if_wanted(self._folder)
            password = await self._password()
            self._daemon = await self._listen(auth=True)
        except BaseException:
            self._lock.release()
            raise
        self._watch = asyncio.create_task(self._restart_when_it_dies(), name="embedded database")
        return f"mongodb://{USER}:{password}@{HOST}:{self._port}/?authSource=admin&directConnection=true"

    async def stop(self) -> None:
        if self._watch:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        if self._daemon:
            await self._daemon.stop()
        self._lock.release()

    async def _listen(self, *, auth: bool, tries: int = 3) -> Daemon:
        """A free port may be taken by somebody else before our process has it: then another one."""
        self._port = free_port()
        daemon = Daemon(self._folder, self._port, auth=auth)
        try:
            await daemon.start()
        except Unavailable:
            if tries == 1:
                raise
            return await self._listen(auth=auth, tries=tries - 1)
        return daemon

    async def _password(self) -> str:
        """Made with its user at the first start, and again when the file was lost."""
        kept, done = self._folder / "password", self._folder / "provisioned"
        if not kept.exists():
            done.unlink(missing_ok=True)
        password = kept_secret(kept)
        if not done.exists():
            await self._provision(password)
            done.touch()
        return password

    async def _provision(self, password: str) -> None:
        """Create the one user, through a server that asks nobody who they are and lives for this moment only."""
        daemon = await self._listen(auth=False)
        try:
            await _make_user(self._port, password)
        finally:
            await daemon.stop()

    async def _restart_when_it_dies(self) -> None:
        assert self._daemon  # noqa: S101
        pause = FIRST_PAUSE / 2
        while True:
            started = asyncio.get_running_loop().time()
            code = await self._daemon.wait()
            lived = asyncio.get_running_loop().time() - started
            pause = FIRST_PAUSE if lived > STEADY_SECONDS else min(2 * pause, LONGEST_PAUSE)
            log.error("database.died", exit_code=code, restart_in_seconds=pause, log=str(self._folder / "server.log"))
            await asyncio.sleep(pause)
            with suppress(Unavailable):  # its own log says why; the next turn of the loop tries again
                await self._daemon.start()
                log.info("database.restarted", pid=self._daemon.pid)

    async def __aenter__(self) -> str:
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()


async def _make_user(port: int, password: str) -> None:
    """Another one, of an earlier password or of somebody who came through the open door first, is removed."""
    async with AsyncMongoClient[dict[str, object]](HOST, port, directConnection=True) as client:
        try:
            await client.admin.command("dropAllUsersFromDatabase")
            await client.admin.command("createUser", USER, pwd=password, roles=["root"])
        except PyMongoError as error:
            raise Unavailable(f"The embedded database refused to make its user: {error}") from None
