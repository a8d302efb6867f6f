"""Empty databases in the embedded database of the session."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from agent_core.ids import new_id
from agent_core.storage.database import Database
from agent_core.storage.indexes import ensure_indexes


@asynccontextmanager
async def empty_database(uri: str) -> AsyncIterator[Database]:
    """One of its own, with the core's indexes; dropped afterwards."""
    opened = Database(uri=uri, name=f"test_{new_id()}")
    try:
        await ensure_indexes(opened.db)
        yield opened
    finally:
        await opened.client.drop_database(opened.name)
        await opened.close()
