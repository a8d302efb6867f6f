"""The indexes of the core's collections, as data. Packages make their own in `open`.

A query for one of somebody's own things names the owner and the `_id`. Without an index on both, the embedded database
takes one that begins with the owner and reads all that is theirs (26 ms for one of 1,000), hence `user_own` and `own`.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import ASCENDING as UP
from pymongo import DESCENDING as DOWN
from pymongo import IndexModel
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure

from agent_core.errors import ConfigurationError

INDEXES: Mapping[str, Sequence[IndexModel]] = {
    "users": [
        IndexModel([("email", UP)], name="email", unique=True),
        IndexModel([("platform_ids.telegram", UP)], name="telegram", unique=True, sparse=True),
        IndexModel([("platform_ids.whatsapp", UP)], name="whatsapp", unique=True, sparse=True),
    ],
    "conversations": [
        IndexModel([("user_id", UP), ("active", UP)], name="user_active"),
        IndexModel([("user_id", UP), ("updated_at", DOWN)], name="user_recent"),
        IndexModel([("user_id", UP), ("_id", UP)], name="user_own"),
        IndexModel([("updated_at", DOWN)], name="recent"),
        IndexModel([("interfaces_used", UP)], name="interfaces"),
    ],
    "runs": [
        # The lease on a conversation: claiming a run is inserting into this index.
        IndexModel(
            [("conversation_id", UP)],
            name="one_running_per_conversation",
            unique=True,
            partialFilterExpression={"status": "running"},
        ),
        IndexModel([("user_id", UP), ("idempotency_key", UP)], name="idempotency", unique=True),
        IndexModel([("user_id", UP), ("_id", UP)], name="user_own"),
        IndexModel([("conversation_id", UP), ("user_id", UP), ("_id", UP)], name="conversation_pages"),
        IndexModel([("status", UP), ("lease.until", UP)], name="lease"),
        # Few wait, and only those are in it: 2.6 ms instead of 417 ms among 6,000 runs of a person.
        IndexModel([("user_id", UP), ("_id", UP)], name="waiting", partialFilterExpression={"status": "waiting"}),
    ],
    "effects": [
        IndexModel([("run_id", UP), ("step_id", UP)], name="run_step"),
        IndexModel([("user_id", UP), ("_id", UP)], name="user_own"),
        IndexModel([("user_id", UP), ("run_id", UP)], name="user_run"),
        IndexModel([("user_id", UP), ("at", DOWN)], name="user_recent"),
        IndexModel([("expires_at", UP)], name="expiry", expireAfterSeconds=0),
    ],
    "budgets": [IndexModel([("expires_at", UP)], name="expiry", expireAfterSeconds=0)],
    "usage": [
        IndexModel([("run_id", UP), ("_id", UP)], name="run"),
        IndexModel([("at", UP)], name="expiry", expireAfterSeconds=400 * 86_400),
    ],
    "notifications": [
        IndexModel([("user_id", UP), ("created_at", DOWN)], name="user_recent"),
        IndexModel([("user_id", UP), ("_id", DOWN)], name="user_pages"),
        IndexModel([("user_id", UP), ("key", UP)], name="once", unique=True),
    ],
    "files": [
        IndexModel([("audience", UP), ("sha256", UP)], name="once", unique=True),
        IndexModel([("audience", UP), ("_id", UP)], name="own"),
    ],
    "links": [
        IndexModel([("user_id", UP), ("linked_at", UP)], name="user_links"),
        IndexModel([("user_id", UP), ("_id", UP)], name="user_own"),
    ],
    "link_codes": [
        IndexModel([("user_id", UP)], name="one_each", unique=True),
        IndexModel([("expires_at", UP)], name="expiry", expireAfterSeconds=0),
    ],
    "link_tries": [
        IndexModel([("account", UP), ("at", UP)], name="account_recent"),
        IndexModel([("at", UP)], name="recent"),
        IndexModel([("expires_at", UP)], name="expiry", expireAfterSeconds=0),
    ],
    "groups": [IndexModel([("members", UP)], name="members")],
    "inbox": [
        # Few wait, and only those are in it.
        IndexModel(
            [("door", UP), ("chat", UP), ("order", UP)],
            name="waiting",
            partialFilterExpression={"status": "waiting"},
        ),
        IndexModel([("door", UP), ("order", DOWN)], name="newest"),
        IndexModel([("expires_at", UP)], name="expiry", expireAfterSeconds=0),
    ],
    "outbox": [
        IndexModel([("platform", UP), ("to", UP), ("order", UP)], name="open", partialFilterExpression={"open": True}),
        IndexModel([("user_id", UP), ("created_at", DOWN)], name="user_recent"),
        IndexModel([("created_at", DOWN)], name="recent"),
        IndexModel([("expires_at", UP)], name="expiry", expireAfterSeconds=0),
    ],
    "facts": [
        IndexModel([("audience", UP), ("deleted_at", UP), ("status", UP)], name="theirs"),
        IndexModel([("audience", UP), ("_id", UP)], name="own"),
        IndexModel([("audience", UP), ("changes.key", UP)], name="changed_by"),
        IndexModel([("user_id", UP)], name="said_by"),
        IndexModel([("deleted_at", UP)], name="forgotten"),
    ],
    "providers": [IndexModel([("key", UP)], name="name", unique=True)],
    "agents": [IndexModel([("key", UP)], name="name", unique=True)],
}


async def ensure_indexes(db: AsyncDatabase[dict[str, Any]]) -> None:
    """Make those that are missing. Raises ConfigurationError when stored data or an older index is in the way."""
    await asyncio.gather(*(_ensure(db, name, models) for name, models in INDEXES.items()))


async def _ensure(db: AsyncDatabase[dict[str, Any]], name: str, models: Sequence[IndexModel]) -> None:
    try:
        await db[name].create_indexes(list(models))
    except OperationFailure as error:
        reason = (error.details or {}).get("errmsg", "refused")
        raise ConfigurationError(f"The database {db.name} cannot index its collection {name}: {reason}.") from None
