"""The connection to the database, whichever of the two it is."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from pymongo import AsyncMongoClient, MongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure, PyMongoError

from agent_core.contract import Documents
from agent_core.errors import ConfigurationError, Unavailable
from agent_core.settings import Settings
from agent_core.storage.embedded import EmbeddedDatabase
from agent_core.storage.indexes import ensure_indexes
from agent_core.storage.migrations import migrate
from agent_core.storage.rewriting import to_be_rewritten

if TYPE_CHECKING:
    from agent_core.storage.checkpoints import RunSaver

OPTIONS: dict[str, Any] = {  # each may be overridden in the address
    "appname": "agentic",
    "w": "majority",
    "journal": True,
    "serverSelectionTimeoutMS": 5_000,  # longer than a restart of the embedded database
    "maxIdleTimeMS": 240_000,  # the embedded server hangs up after 300 s
}


@dataclass(kw_only=True)
class Database:
    """Collections in one database, for one event loop. The address holds a password: it is never shown."""

    uri: str = field(repr=False)
    name: str
    erased: Callable[[], None] = lambda: None  # told when something was erased for good: its bytes must go, too
    client: AsyncMongoClient[dict[str, Any]] = field(init=False, repr=False)
    _sync: MongoClient[dict[str, Any]] | None = field(init=False, repr=False, default=None)

    def __post_init__(self) -> None:
        self.client = AsyncMongoClient(self.uri, tz_aware=True, **options(self.uri))

    @property
    def db(self) -> AsyncDatabase[dict[str, Any]]:
        return self.client[self.name]

    def collection(self, name: str) -> Documents:
        return self.db[name]

    def checkpointer(self) -> "RunSaver":
        """Keeps the graph's states in the collections `checkpoints` and `checkpoint_writes`.

        It imports langgraph and writes indexes, so call it off the event loop.
        """
        from agent_core.storage.checkpoints import run_saver

        self._sync = self._sync or MongoClient(self.uri, **options(self.uri))
        return run_saver(self._sync, self.name)

    async def ping(self) -> None:
        """Raises Unavailable when the database does not answer."""
        try:
            await self.client.admin.command("ping")
        except PyMongoError:
            raise Unavailable("The database does not answer.") from None

    async def alive(self) -> bool:
        try:
            await self.ping()
        except Unavailable:
            return False
        return True

    async def close(self) -> None:
        await self.client.close()
        if self._sync:
            self._sync.close()
            self._sync = None


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The configured database with its data migrated and its indexes made, else the embedded one.

    Raises ConfigurationError when the address is not usable, does not answer or is not ours to use.
    """
    async with reach_database(settings) as database:
        await migrate(database.db)
        await ensure_indexes(database.db)
        yield database


@asynccontextmanager
async def reach_database(settings: Settings) -> AsyncIterator[Database]:
    """The same database as it is found, nothing in it changed."""
    if settings.mongodb_uri is not None:
        uri = settings.mongodb_uri.get_secret_value()
        async with _connected(uri, settings.mongodb_database, "AGENTIC_MONGODB_URI") as database:
            yield database
    else:
        async with (
            EmbeddedDatabase(folder := settings.data_dir / "database") as uri,
            _connected(uri, settings.mongodb_database, "the embedded one") as database,
        ):
            database.erased = lambda: to_be_rewritten(folder)
            yield database


@asynccontextmanager
async def _connected(uri: str, name: str, origin: str) -> AsyncIterator[Database]:
    database = _database(uri, name)
    try:
        await _refuse_silence(database, f"The database at {_host(uri)} ({origin})")
        yield database
    finally:
        await database.close()


def _database(uri: str, name: str) -> Database:
    try:
        if urlsplit(uri).scheme in ("mongodb", "mongodb+srv"):
            return Database(uri=uri, name=name)
    except (PyMongoError, ValueError):  # their messages may quote a piece of the password
        pass
    raise ConfigurationError(
        "AGENTIC_MONGODB_URI is not a usable address. It looks like mongodb://name:password@host:27017, "
        "with special characters in the name and password written as %XX."
    )


async def _refuse_silence(database: Database, where: str) -> None:
    try:
        await database.db.command("dbStats")  # unlike ping, it needs the sign-in to be right
    except OperationFailure as error:
        reason = (error.details or {}).get("codeName") or "refused"
        raise ConfigurationError(f"{where} does not let us in: {reason}. Check its name and password.") from None
    except PyMongoError:
        raise ConfigurationError(f"{where} does not answer. Start it, or correct its address.") from None


def options(uri: str) -> dict[str, Any]:
    """Ours, without those that the address itself sets."""
    given = {name.lower() for name in parse_qs(urlsplit(uri).query)}
    return {name: value for name, value in OPTIONS.items() if name.lower() not in given}


def _host(uri: str) -> str:
    return urlsplit(uri).netloc.rpartition("@")[2]
