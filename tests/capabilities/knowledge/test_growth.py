"""What else is kept does not make it slower to find, change or take in one document."""

from datetime import UTC, datetime
from itertools import count

import pytest

from agent_core.storage.database import Database
from capabilities.knowledge.passages import Passages
from capabilities.knowledge.records import Document, to_row
from capabilities.knowledge.repository import Repository
from capabilities.knowledge.selection import Selection
from tests.support.cost import grown

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LEASE = Document(
    id="1", audience="user:ana", user_id="ana", file_id="f", name="lease.txt", sha256="0", title="Lease of Oslo",
    size=1, key="k", revision="k", created_at=NOON, generation=1, status="ready",
)  # fmt: skip


@pytest.fixture
async def repository(database: Database) -> Repository:
    made = Repository(
        database.collection("documents"), Passages(database.collection("chunks"), database.collection("texts"))
    )
    await made.create_indexes()
    await made.add(LEASE)
    return made


async def test_one_document_costs_the_same_among_thousands_of_ones_own(
    repository: Repository, database: Database, mongodb_uri: str
) -> None:
    keys = count(1)

    async def change() -> None:
        stored = await repository.get("user:ana", "1")
        assert stored is not None
        assert await repository.change(stored, f"key {next(keys)}", {"title": f"Lease {next(keys)}"})

    async def advance() -> None:
        stored = await repository.requeue("user:ana", "1")
        assert stored is not None
        assert await repository.advance(stored, status="reading")

    async def look_up() -> None:
        assert list(await repository.ready("user:ana", ids=["1"])) == ["1"]
        assert len(await repository.several("user:ana", ["1"])) == 1

    async def forget() -> None:
        await repository.passages.forget("user:ana", "1", keep=1)

    mine = {**to_row(LEASE), "_id": "#", "sha256": "#"}
    passage = {"_id": "#:1:0", "audience": "user:ana", "document_id": "#", "generation": 1, "start": 0}
    crowds = [(database.collection("documents"), mine), (database.collection("chunks"), passage)]
    assert await grown(mongodb_uri, [change, advance, look_up, forget], crowds) == {}


async def test_searching_titles_costs_the_same_among_thousands_of_others(
    repository: Repository, database: Database, mongodb_uri: str
) -> None:
    async def by_words() -> None:
        assert len(await repository.find_title("user:ana", ["oslo", "lease"])) == 1

    async def by_page() -> None:
        page = await repository.page("user:ana", Selection(words="oslo"), 5, "")
        assert (len(page.items), page.total) == (1, 1)

    theirs = {**to_row(LEASE), "_id": "#", "sha256": "#", "audience": "user:bob", "user_id": "bob"}
    assert await grown(mongodb_uri, [by_words, by_page], [(database.collection("documents"), theirs)]) == {}
