import pytest

from agent_core.errors import ConfigurationError
from agent_core.storage.database import Database
from agent_core.storage.migrations import MIGRATIONS, Db, Migration, migrate

NEXT = len(MIGRATIONS) + 1


async def add_color(db: Db) -> None:
    await db["things"].update_many({"color": {"$exists": False}}, {"$set": {"color": "blue"}})


async def fail(db: Db) -> None:
    await db["things"].update_many({}, {"$set": {"half": True}})
    raise RuntimeError("power cut")


async def test_each_migration_runs_once_and_is_recorded(database: Database) -> None:
    await database.collection("things").insert_one({"_id": 1})
    steps = [*MIGRATIONS, Migration(NEXT, "color", add_color)]
    assert await migrate(database.db, steps) == [*range(1, NEXT), NEXT]
    assert await migrate(database.db, steps) == []
    assert await database.collection("things").find_one() == {"_id": 1, "color": "blue"}
    record = await database.collection("migrations").find_one({"_id": NEXT})
    assert record is not None
    assert record["name"] == "color"
    assert record["applied_at"].tzinfo is not None


async def test_one_that_crashed_is_run_again_and_those_after_it_wait(database: Database) -> None:
    with pytest.raises(RuntimeError):
        await migrate(database.db, [*MIGRATIONS, Migration(NEXT, "x", fail), Migration(NEXT + 1, "color", add_color)])
    assert await migrate(database.db, [*MIGRATIONS, Migration(NEXT, "x", add_color)]) == [NEXT]


async def test_a_database_of_a_newer_release_is_refused_untouched(database: Database) -> None:
    await database.collection("migrations").insert_one({"_id": 99, "name": "from the future"})
    with pytest.raises(ConfigurationError, match=rf"newer release \(data version 99; this release knows {NEXT - 1}\)"):
        await migrate(database.db)
    assert await database.collection("migrations").count_documents({}) == 1


def test_the_versions_count_from_one_without_gaps() -> None:
    assert [each.version for each in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))
