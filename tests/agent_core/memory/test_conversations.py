"""The list of conversations: complete, in order, searchable, and everybody sees only their own."""

from datetime import UTC, datetime, timedelta

import pytest

from agent_core.errors import InvalidInput, NotFound
from agent_core.memory.conversations import Conversation, Conversations, title_of
from agent_core.storage.database import Database

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def conversations(database: Database) -> Conversations:
    return Conversations(database.collection("conversations"), database.collection("runs"))


async def started(store: Conversations, number: int, title: str = "", *, user: str = "ana", at: datetime = NOON) -> str:
    made = await store.start(f"{number:032x}", user, f"user:{user}", title or f"number {number}", "web", "r1", at)
    return made.id


async def said(
    database: Database, number: int, conversation_id: str, text: str, answer: str = "", user: str = "ana"
) -> None:
    run = {"_id": f"{number:032x}", "idempotency_key": str(number), "user_id": user, "status": "completed"}
    told = {"conversation_id": conversation_id, "text": text, "answer": {"text": answer}}
    await database.collection("runs").insert_one(run | told | {"accepted_at": NOON})


async def pages(store: Conversations, size: int) -> list[str]:
    seen: list[Conversation] = []
    while page := await store.list("ana", limit=size, before=(seen[-1].updated_at, seen[-1].id) if seen else None):
        seen += page
    return [each.title for each in seen]


async def test_pages_leave_out_nothing_where_many_were_used_at_the_same_instant(conversations: Conversations) -> None:
    for number in range(1, 8):
        await started(conversations, number)
    await started(conversations, 8, at=NOON + timedelta(minutes=1))
    await started(conversations, 9, at=NOON - timedelta(minutes=1))
    expected = [f"number {number}" for number in (8, 7, 6, 5, 4, 3, 2, 1, 9)]
    for size in (1, 2, 3, 100):
        assert await pages(conversations, size) == expected


async def test_starting_twice_with_the_same_id_makes_one(conversations: Conversations) -> None:
    assert await started(conversations, 1, "first") == await started(conversations, 1, "second")
    assert await pages(conversations, 10) == ["first"]


async def test_a_message_brings_a_conversation_to_the_top_and_back_from_the_archive(
    conversations: Conversations,
) -> None:
    old, new = await started(conversations, 1), await started(conversations, 2, at=NOON + timedelta(hours=1))
    await conversations.set_active(old, "ana", False)
    before = await conversations.append(old, "ana", "user:ana", "telegram", "r2", NOON + timedelta(hours=2))
    assert before.last_run_id == "r1"
    [first, second] = await conversations.list("ana", limit=5)
    assert ([first.id, second.id], first.active, first.last_run_id) == ([old, new], True, "r2")
    assert first.interfaces_used == ["web", "telegram"]


async def test_somebody_elses_conversation_is_not_there(conversations: Conversations, database: Database) -> None:
    theirs = await started(conversations, 1, "a secret", user="bo")
    await said(database, 1, theirs, "the secret word", user="bo")
    for attempt in (
        conversations.get(theirs, "ana"),
        conversations.rename(theirs, "ana", "mine"),
        conversations.set_active(theirs, "ana", False),
        conversations.append(theirs, "ana", "user:ana", "web", "r9", NOON),
        conversations.delete(theirs, "ana"),
    ):
        with pytest.raises(NotFound):
            await attempt
    assert await conversations.list("ana", limit=5) == []
    assert await conversations.search("ana", "secret", limit=5) == []
    assert (await conversations.get(theirs, "bo")).title == "a secret"


async def test_a_search_shows_where_in_the_messages_it_hit(conversations: Conversations, database: Database) -> None:
    one = await started(conversations, 1, "Garden")
    two = await started(conversations, 2, "Trip")
    await said(database, 1, one, "When do tulips need water?", "In spring.")
    await said(database, 2, two, "What did I forget?", "x " * 100 + "You left the TULIPS\nat home." + " y" * 100)
    hits = await conversations.search("ana", " tulips ", limit=5)
    assert [hit.conversation.id for hit in hits] == [two, one]
    assert hits[1].snippet == "When do tulips need water?"
    assert hits[0].snippet is not None
    assert hits[0].snippet.startswith("…")
    assert "left the TULIPS at home." in hits[0].snippet
    assert len(hits[0].snippet) < 150
    [by_title] = await conversations.search("ana", "garden", limit=5)
    assert (by_title.conversation.id, by_title.snippet) == (one, None)


async def test_a_search_wants_all_words_wherever_they_stand_and_names_the_message(
    conversations: Conversations, database: Database
) -> None:
    one = await started(conversations, 1, "Garden")
    await said(database, 1, one, "When do tulips need water?", "In spring.")
    await said(database, 2, one, "And roses?", "They need water, too.")
    [found] = await conversations.search("ana", "water the tulips", limit=5)
    assert found.hit is not None
    assert (found.hit.run_id, found.hit.by_assistant) == (f"{1:032x}", False)
    assert await conversations.search("ana", "tulips roses", limit=5) == []
    assert await conversations.search("bo", "tulips", limit=5) == []


async def test_a_search_is_for_text_and_not_for_a_pattern(conversations: Conversations) -> None:
    await started(conversations, 1, "50% (or more)")
    assert len(await conversations.search("ana", "% (OR", limit=5)) == 1
    assert await conversations.search("ana", ".*", limit=5) == []


async def test_one_talkative_conversation_does_not_hide_another_hit(
    conversations: Conversations, database: Database
) -> None:
    quiet, loud = await started(conversations, 1), await started(conversations, 2)
    await said(database, 1, quiet, "bread")
    for number in range(2, 60):
        await said(database, number, loud, f"bread {number}")
    assert {hit.conversation.id for hit in await conversations.search("ana", "bread", limit=2)} == {quiet, loud}


async def test_a_title_is_never_empty(conversations: Conversations) -> None:
    made = await started(conversations, 1)
    with pytest.raises(InvalidInput, match="at least one character"):
        await conversations.rename(made, "ana", "  ")
    assert (await conversations.rename(made, "ana", "  Trip  ")).title == "Trip"


@pytest.mark.parametrize(
    ("text", "title"),
    [("\n\n  Hello \nthere", "Hello"), ("", "Conversation"), (" \n ", "Conversation"), ("x" * 100, "x" * 79 + "…")],
)
def test_the_title_is_the_first_line_that_says_something(text: str, title: str) -> None:
    assert title_of(text) == title


async def test_the_one_used_last_is_found_among_new_and_old_ones(conversations: Conversations) -> None:
    long_ago, now = NOON - timedelta(days=30), NOON + timedelta(minutes=1)
    assert await conversations.latest("ana", "user:ana", now) is None
    await conversations.start("old", "ana", "user:ana", "Old", "web", "r1", long_ago)
    await conversations.start("group", "ana", "group:telegram:1", "The flat", "telegram", "r2", NOON)
    await conversations.start("bens", "ben", "user:ben", "Ben's", "web", "r3", NOON)
    assert await conversations.latest("ana", "user:ana", now) == "old"
    await conversations.start("new", "ana", "user:ana", "New", "web", "r4", NOON - timedelta(days=1))
    assert await conversations.latest("ana", "user:ana", now) == "new"
    await conversations.set_active("new", "ana", False)
    assert await conversations.latest("ana", "user:ana", now) == "old"
