"""What `agentic doctor` looks at before somebody has to: each check says what it found, or what to do."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from agent_core.errors import AgentError, ConfigurationError
from agent_core.settings import Settings
from agent_core.storage.database import reach_database
from agent_core.storage.lock import holder

LITTLE = 500_000_000  # bytes free below which a few uploads fill the disk


@dataclass(frozen=True)
class Check:
    """`detail` is what was found when `ok`, else what is wrong and what to do about it."""

    name: str
    ok: bool
    detail: str


async def examine(settings: Settings) -> list[Check]:
    """All checks, in an order in which the first failure is likely the cause of the next. Changes no data."""
    looks: dict[str, Callable[[Settings], Awaitable[str]]] = {
        "data folder": _data_folder,
        "free space": _free_space,
        "server": _server,
        "database": _database,
        "embedding model": _embedding_model,
    }
    return [await _check(name, look, settings) for name, look in looks.items()]


async def _check(name: str, look: Callable[[Settings], Awaitable[str]], settings: Settings) -> Check:
    try:
        return Check(name, True, await look(settings))
    except AgentError as error:
        return Check(name, False, error.message)
    except Exception as error:  # a broken installation fails in ways nobody listed; the other checks still run
        return Check(name, False, f"{type(error).__name__}: {error}")


async def _data_folder(settings: Settings) -> str:
    await asyncio.to_thread(_write_something, settings)
    return f"{settings.data_dir} is writable"


def _write_something(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_dir) as file:
            file.write(b"x")
    except OSError as error:
        raise ConfigurationError(
            f"Cannot write to the data folder {settings.data_dir}: {error.strerror}. "
            "Make it writable, or choose another one with AGENTIC_DATA_DIR."
        ) from None


async def _free_space(settings: Settings) -> str:
    free = (await asyncio.to_thread(shutil.disk_usage, settings.data_dir)).free
    if free < LITTLE:
        raise ConfigurationError(f"Only {free / 1e6:.0f} MB are free beside {settings.data_dir}: make room.")
    return f"{free / 1e9:.1f} GB are free"


async def _server(settings: Settings) -> str:
    process = holder(settings.data_dir)
    return f"running (process {process})" if process else "not running; start it with `agentic serve`"


async def _database(settings: Settings) -> str:
    """A running server holds the embedded database, so there it can only be seen that somebody has it."""
    if settings.mongodb_uri is None and (process := holder(settings.data_dir / "database")):
        return f"embedded, in use by the server (process {process})"
    began = time.perf_counter()
    async with reach_database(settings) as database:
        await database.ping()
        kind = "embedded" if settings.mongodb_uri is None else "AGENTIC_MONGODB_URI"
        return f"{kind}, answered after {time.perf_counter() - began:.1f} s"


async def _embedding_model(settings: Settings) -> str:
    from agent_core.models.embedding import load_embedder

    embedder = load_embedder(settings)
    try:
        began = time.perf_counter()
        [vector] = await embedder.embed(["Where is the report?"])
    finally:
        embedder.close()
    return f"{len(vector)} dimensions, loaded in {time.perf_counter() - began:.1f} s"
