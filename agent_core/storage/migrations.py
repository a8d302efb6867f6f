"""Versions of the stored data: each step runs once per database and must bear being repeated after a crash."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure

from agent_core.errors import ConfigurationError
from agent_core.storage.indexes import ensure_indexes

Db = AsyncDatabase[dict[str, Any]]

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Migration:
    """`version` counts from 1 without gaps."""

    version: int
    name: str
    apply: Callable[[Db], Awaitable[None]]


async def waiting_runs(db: Db) -> None:
    await ensure_indexes(db)
    with suppress(OperationFailure):  # a database that never had it
        await db["runs"].drop_index("conversation_order")


MIGRATIONS: Sequence[Migration] = (
    Migration(1, "baseline", ensure_indexes),
    Migration(2, "effects, providers, agents, budgets and usage", ensure_indexes),
    Migration(3, "waiting runs; one index less to write", waiting_runs),
    Migration(4, "links, groups, doors and memory", ensure_indexes),
)


async def migrate(db: Db, migrations: Sequence[Migration] = MIGRATIONS) -> list[int]:
    """Apply what is missing, in order, and return its versions.

    Raises ConfigurationError for a database that a newer release has written.
    """
    applied = {each["_id"] async for each in db["migrations"].find({}, {"_id": 1})}
    _refuse_newer(db.name, max(applied, default=0), max(each.version for each in migrations))
    missing = [each for each in migrations if each.version not in applied]
    for each in missing:
        log.info("database.migrate", version=each.version, name=each.name)
        await each.apply(db)
        record = {"name": each.name, "applied_at": datetime.now(UTC)}
        await db["migrations"].update_one({"_id": each.version}, {"$set": record}, upsert=True)
    return [each.version for each in missing]


def _refuse_newer(name: str, stored: int, known: int) -> None:
    if stored > known:
        raise ConfigurationError(
            f"The database {name} was written by a newer release (data version {stored}; this release knows {known}). "
            "Install that release again, or restore a backup from before the upgrade."
        )
