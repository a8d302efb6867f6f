"""The feed of one attempt: everybody reads all of it, at their own pace, to its end."""

import asyncio

import pytest

from agent_core.events import ATTEMPT, Event, RunFinished, Token
from agent_core.queue.feed import Feed


def text(events: list[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, Token))


async def read(feed: Feed, after: int = 0) -> list[Event]:
    return [event async for event in feed.read(after)]


def feed_of(*pieces: str, attempt: int = 1) -> Feed:
    feed = Feed(attempt)
    for piece in pieces:
        feed.emit(Token(text=piece))
    return feed


async def test_a_slow_reader_misses_nothing_and_holds_nobody_up() -> None:
    feed, seen = feed_of(), []

    async def slowly() -> None:
        async for event in feed.read():
            await asyncio.sleep(0.002)
            seen.append(event)

    slow, fast = asyncio.create_task(slowly()), asyncio.create_task(read(feed))
    for number in range(50):
        feed.emit(Token(text=f"{number} "))
        await asyncio.sleep(0)
    feed.emit(RunFinished(status="completed"))
    assert len(await asyncio.wait_for(fast, 1)) == 51
    assert len(seen) < 51
    await asyncio.wait_for(slow, 2)
    assert len(seen) == 51


async def test_numbers_grow_over_attempts() -> None:
    first, second = feed_of("a", "b"), feed_of("c", attempt=2)
    assert [event.seq for event in first.events] == [ATTEMPT, ATTEMPT + 1]
    assert second.events[0].seq == 2 * ATTEMPT


@pytest.mark.parametrize(("after", "expected"), [(0, "abc"), (ATTEMPT, "bc"), (ATTEMPT + 2, ""), (10**9, "")])
async def test_reading_goes_on_behind_what_was_seen(after: int, expected: str) -> None:
    feed = feed_of("a", "b", "c")
    feed.emit(RunFinished(status="completed"))
    assert text(await asyncio.wait_for(read(feed, after), 1)) == expected


async def test_what_was_seen_of_an_earlier_attempt_hides_nothing_of_this_one() -> None:
    feed = feed_of("a", attempt=2)
    feed.close()
    assert text(await read(feed, after=ATTEMPT + 7)) == "a"


async def test_a_feed_that_is_given_up_lets_its_readers_go() -> None:
    feed = feed_of("a")
    reading = asyncio.create_task(read(feed))
    await asyncio.sleep(0)
    feed.close()
    assert text(await asyncio.wait_for(reading, 1)) == "a"
    assert not feed.finished


@pytest.mark.parametrize("end", [True, False])
async def test_what_comes_after_the_end_is_dropped(end: bool) -> None:
    feed = feed_of("a")
    if end:
        feed.emit(RunFinished(status="cancelled"))
    feed.close()
    feed.emit(Token(text="late"))
    assert feed.finished is end
    assert text(await asyncio.wait_for(read(feed), 1)) == "a"
