"""Each index does what it is for, on the embedded database."""

from typing import Any

import pytest
from pymongo.errors import DuplicateKeyError

from agent_core.errors import ConfigurationError
from agent_core.storage.database import Database
from agent_core.storage.indexes import INDEXES, ensure_indexes

UNIQUE: list[tuple[str, dict[str, Any], dict[str, Any]]] = [  # collection, a document, one that differs where it must
    ("users", {"email": "a@b.c"}, {"email": "x@b.c"}),
    ("users", {"email": "1", "platform_ids": {"telegram": 7}}, {"email": "2", "platform_ids": {"telegram": 8}}),
    ("users", {"email": "1", "platform_ids": {"whatsapp": 7}}, {"email": "2", "platform_ids": {"whatsapp": 8}}),
    ("runs", {"user_id": "a", "idempotency_key": "k"}, {"user_id": "b", "idempotency_key": "k"}),
    ("notifications", {"user_id": "a", "key": "k"}, {"user_id": "b", "key": "k"}),
    ("files", {"audience": "user:a", "sha256": "0"}, {"audience": "user:b", "sha256": "0"}),
]


@pytest.mark.parametrize(("collection", "first", "other"), UNIQUE)
async def test_a_duplicate_is_refused_and_a_different_one_is_not(
    database: Database, collection: str, first: dict[str, Any], other: dict[str, Any]
) -> None:
    await database.collection(collection).insert_one({**first})
    await database.collection(collection).insert_one({**other})
    with pytest.raises(DuplicateKeyError):
        await database.collection(collection).insert_one(
            {**first, **({"email": "3"} if "platform_ids" in first else {})}
        )


async def test_people_without_a_linked_platform_do_not_collide(database: Database) -> None:
    for email in ("a", "b"):
        await database.collection("users").insert_one({"email": email})
    assert await database.collection("users").count_documents({}) == 2


async def test_a_conversation_has_one_running_run_and_any_number_of_others(database: Database) -> None:
    runs = database.collection("runs")

    async def insert(number: int, status: str) -> None:
        await runs.insert_one({"_id": number, "user_id": "a", "idempotency_key": str(number), "conversation_id": "c",
                               "status": status})  # fmt: skip

    for number, status in enumerate(["completed", "completed", "accepted", "accepted", "running"]):
        await insert(number, status)
    with pytest.raises(DuplicateKeyError) as caught:
        await insert(9, "running")
    assert (caught.value.details or {})["keyPattern"] == {"conversation_id": 1}
    with pytest.raises(DuplicateKeyError):
        await runs.update_one({"_id": 2}, {"$set": {"status": "running"}})
    await runs.update_one({"_id": 4}, {"$set": {"status": "completed"}})
    await runs.update_one({"_id": 2}, {"$set": {"status": "running"}})


QUERIES: list[tuple[str, dict[str, Any], list[tuple[str, int]]]] = [
    ("conversations", {"user_id": "a", "active": True}, []),
    ("conversations", {"user_id": "a"}, [("updated_at", -1)]),
    ("conversations", {"interfaces_used": "web"}, []),
    ("runs", {"user_id": "u", "status": "waiting"}, [("_id", 1)]),
    ("runs", {"status": "running", "lease.until": {"$lt": 5}}, []),
    ("runs", {"user_id": "a", "idempotency_key": "k"}, []),
    ("effects", {"run_id": "r", "step_id": "s1"}, []),
    ("notifications", {"user_id": "a"}, [("_id", -1)]),
    ("files", {"audience": "user:a", "sha256": "0"}, []),
    ("users", {"email": "a@b.c"}, []),
]


@pytest.mark.parametrize(("collection", "query", "order"), QUERIES)
async def test_the_queries_of_the_core_use_an_index(
    database: Database, collection: str, query: dict[str, Any], order: list[tuple[str, int]]
) -> None:
    cursor = database.collection(collection).find(query)
    plan = str((await (cursor.sort(order) if order else cursor).explain())["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in plan
    assert "COLLSCAN" not in plan


async def test_making_them_again_changes_nothing(database: Database) -> None:
    await ensure_indexes(database.db)
    for name, models in INDEXES.items():
        made = await database.collection(name).index_information()
        assert set(made) == {"_id_", *(model.document["name"] for model in models)}


async def test_data_that_breaks_a_new_index_is_reported_with_its_collection(database: Database) -> None:
    await database.collection("users").drop_index("email")
    for _ in range(2):
        await database.collection("users").insert_one({"email": "same@b.c"})
    with pytest.raises(ConfigurationError, match="cannot index its collection users"):
        await ensure_indexes(database.db)
