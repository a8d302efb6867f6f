"""What others have here does not make the core slower."""

from datetime import UTC, datetime
from itertools import count

import pytest

from agent_core.ledger import Effect, Ledger
from agent_core.memory.conversations import Conversations
from agent_core.memory.people import People
from agent_core.runs import Run, RunStore
from agent_core.storage.database import Database
from tests.support.cost import Crowd, grown

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ANA = {"user_id": "ana", "audience": "user:ana"}
BOBS = {"_id": "#", "user_id": "bob", "audience": "user:bob"}
RUN = Run.model_validate(
    {
        **ANA,
        "_id": "r1",
        "conversation_id": "c",
        "idempotency_key": "k",
        "interface": "web",
        "text": "Paint it",
        "zone": "UTC",
        "status": "accepted",
        "accepted_at": NOON,
    }
)


def theirs(documents: Database, **more: object) -> Crowd:
    run = RUN.model_dump(by_alias=True) | BOBS | {"idempotency_key": "#", "conversation_id": "#"}
    return documents.collection("runs"), {**run, **more}


async def test_keeping_conversations_costs_the_same_among_thousands_of_others(
    database: Database, mongodb_uri: str
) -> None:
    stored = database.collection("conversations")
    conversations = Conversations(stored, database.collection("runs"))
    for name in ("a", "b", "c"):
        await conversations.start(name, "ana", "user:ana", f"Title {name}", "web", "r1", NOON)
    await database.collection("runs").insert_one(RUN.model_dump(by_alias=True))
    [theirs_too] = [each async for each in stored.find({"_id": "c"})]
    numbers = count(1)

    async def rename() -> None:
        title = f"Title {next(numbers)}"
        assert (await conversations.rename("c", "ana", title)).title == title

    async def rewind() -> None:
        before = await conversations.get("c", "ana")
        back_at = f"r{next(numbers)}"
        assert (await conversations.rewind(before, back_at, NOON)).last_run_id == back_at

    async def turn_the_page() -> None:
        assert [each.id for each in await conversations.list("ana", limit=5, before=(NOON, "c"))] == ["b", "a"]

    async def search() -> None:
        [found] = await conversations.search("ana", "paint", limit=5)
        assert (found.conversation.id, found.snippet) == ("c", "Paint it")

    crowds = [theirs(database, status="completed"), (stored, {**theirs_too, **BOBS, "title": "To paint it"})]
    assert await grown(mongodb_uri, [rename, rewind, turn_the_page, search], crowds) == {}


async def test_claiming_a_run_costs_the_same_among_thousands_of_others(database: Database, mongodb_uri: str) -> None:
    store = RunStore(database.collection("runs"), "here")
    await store.accept(RUN, claim=False)

    async def claim() -> None:
        assert await store.claim("r1", NOON) is not None

    async def sweep() -> None:
        assert [each.id for each in await store.unfinished(NOON)] == ["r1"]

    assert await grown(mongodb_uri, [claim, sweep], [theirs(database, status="completed")]) == {}


async def test_turning_the_pages_of_the_history_costs_the_same_among_thousands_of_others(
    database: Database, mongodb_uri: str
) -> None:
    effects = database.collection("effects")
    ledger = Ledger(effects)
    effect = {**ANA, "run_id": "r1", "step_id": "s1", "capability": "a.b", "arguments": {}, "at": NOON}
    first, second = (Effect.model_validate({**effect, "_id": key}) for key in ("1", "2"))
    await ledger.intend(first)
    await ledger.intend(second)

    async def turn_the_page() -> None:
        assert [each.key for each in await ledger.recent("ana", limit=5, before=(NOON, "2"))] == ["1"]

    crowd = effects, first.model_dump(by_alias=True) | BOBS
    assert await grown(mongodb_uri, [turn_the_page], [crowd]) == {}


async def test_changing_ones_name_costs_the_same_among_thousands_of_people(
    database: Database, mongodb_uri: str
) -> None:
    people = People(database.collection("users"))
    ana = await people.create(name="Ana", email="ana@example.org", password_hash="$")
    numbers = count(1)

    async def change() -> None:
        name = f"Ana {next(numbers)}"
        assert (await people.update(ana.id, name=name)).name == name

    others = ana.model_dump(by_alias=True) | {"_id": "#", "email": "#@example.org"}
    assert await grown(mongodb_uri, [change], [(database.collection("users"), others)]) == {}
