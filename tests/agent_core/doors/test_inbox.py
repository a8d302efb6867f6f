"""What comes in: handled once, in order within its chat, chats side by side."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from agent_core.doors.inbox import LEASE, MOST_FAILURES
from agent_core.doors.port import Received, RetryLater
from tests.agent_core.doors.world import Boxes, until


class Handled:
    """A handler that notes what it is given; `fault` may raise before it does."""

    def __init__(self, fault: Callable[[Received], None] = lambda message: None) -> None:
        self.seen: list[str] = []
        self.attempts: list[int] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self._fault = fault

    async def __call__(self, message: Received) -> None:
        self.attempts.append(message.attempt)
        await self.gate.wait()
        self._fault(message)
        self.seen.append(str(message.payload["text"]))


async def test_a_message_is_handled_once_however_often_it_is_delivered(boxes: Boxes) -> None:
    inbox, handled = boxes.inbox(), Handled()
    await inbox.start(handled)
    assert [await inbox.put("7", "chat", {"text": "hello"}) for _ in range(3)] == [True, False, False]
    await until(lambda: handled.seen)
    assert not await inbox.put("7", "chat", {"text": "hello"})
    await asyncio.sleep(0.05)
    await inbox.close()
    assert handled.seen == ["hello"]


async def test_a_chat_keeps_its_order_and_does_not_hold_up_another(boxes: Boxes) -> None:
    inbox, handled = boxes.inbox(), Handled()
    slow, quick = asyncio.Event(), []

    async def handle(message: Received) -> None:
        if message.chat == "slow":
            await slow.wait()
            return await handled(message)
        quick.append(message.payload["text"])
        return None

    await inbox.start(handle)
    for number in range(10):
        await inbox.put(f"s{number}", "slow", {"text": str(number)})
        await inbox.put(f"q{number}", "quick", {"text": str(number)})
    await until(lambda: len(quick) == 10)
    assert handled.seen == []
    slow.set()
    await until(lambda: len(handled.seen) == 10)
    await inbox.close()
    assert quick == handled.seen == [str(number) for number in range(10)]


async def test_what_was_not_handled_is_taken_up_by_the_next_life(boxes: Boxes) -> None:
    first, handled = boxes.inbox(), Handled()
    for number in range(3):
        await first.put(str(number), "chat", {"text": str(number)})
    assert await first._claim(await first._head("chat"))  # type: ignore[arg-type]  # and there the process dies
    later = boxes.inbox()
    await later.start(handled)
    await until(lambda: len(handled.seen) == 3)
    await later.close()
    assert (handled.seen, handled.attempts) == (["0", "1", "2"], [2, 1, 1])


async def test_a_claim_of_another_process_is_left_to_it_until_it_runs_out(boxes: Boxes) -> None:
    other, inbox, handled = boxes.inbox("other"), boxes.inbox(), Handled()
    await other.put("1", "chat", {"text": "hello"})
    assert await other._claim(await other._head("chat"))  # type: ignore[arg-type]
    await inbox.start(handled)
    await asyncio.sleep(0.05)
    assert handled.seen == []
    boxes.clock.ahead = LEASE + timedelta(seconds=1)
    inbox._wake("chat")
    await until(lambda: handled.seen)
    await inbox.close()


async def test_who_lost_the_claim_changes_nothing(boxes: Boxes) -> None:
    slow, quick = boxes.inbox("slow"), boxes.inbox("quick")
    await slow.put("1", "chat", {"text": "hello"})
    lost = await slow._claim(await slow._head("chat"))  # type: ignore[arg-type]
    boxes.clock.ahead = LEASE + timedelta(seconds=1)
    won = await quick._claim(await quick._head("chat"))  # type: ignore[arg-type]
    assert lost is not None
    assert won is not None
    await slow._failed(lost, ValueError("late"))
    await slow._done(lost)
    assert [each["status"] for each in await boxes.stored("inbox")] == ["waiting"]
    await quick._done(won)
    assert [each["status"] for each in await boxes.stored("inbox")] == ["done"]


async def test_a_message_that_fails_again_and_again_is_set_aside_and_the_chat_goes_on(boxes: Boxes) -> None:
    def fault(message: Received) -> None:
        if message.payload["text"] == "poison":
            raise ValueError("cannot read this")

    inbox, handled = boxes.inbox(), Handled(fault)
    await inbox.put("1", "chat", {"text": "poison"})
    await inbox.put("2", "chat", {"text": "hello"})
    await inbox.start(handled)
    for _ in range(MOST_FAILURES):
        await asyncio.sleep(0.1)
        boxes.clock.ahead += timedelta(minutes=1)
        inbox._wake("chat")
    await until(lambda: handled.seen)
    await inbox.close()
    assert handled.seen == ["hello"]
    assert [(each.id, each.error) for each in boxes.aside] == [("pigeon:1", "ValueError: cannot read this")]
    assert [each["status"] for each in await boxes.stored("inbox")] == ["aside", "done"]


async def test_a_passing_fault_is_waited_for_and_never_sets_a_message_aside(boxes: Boxes) -> None:
    left = list(range(MOST_FAILURES + 3))

    def fault(message: Received) -> None:
        if left:
            left.pop()
            raise RetryLater("the gateway starts", 0.01)

    inbox, handled = boxes.inbox(), Handled(fault)
    await inbox.start(handled)
    await inbox.put("1", "chat", {"text": "hello"})
    await until(lambda: handled.seen)
    await inbox.close()
    assert boxes.aside == []


async def test_a_message_that_takes_the_process_with_it_is_set_aside_too(boxes: Boxes) -> None:
    inbox, handled = boxes.inbox(), Handled()
    await inbox.put("1", "chat", {"text": "poison"})
    for _ in range(20):
        assert await inbox._claim(await inbox._head("chat"))  # type: ignore[arg-type]  # and the process dies
    await inbox.start(handled)
    await until(lambda: boxes.aside)
    await inbox.close()
    assert handled.seen == []


async def test_what_was_said_is_not_kept_once_it_is_handled(boxes: Boxes) -> None:
    inbox, handled = boxes.inbox(), Handled()
    await inbox.start(handled)
    await inbox.put("1", "chat", {"text": "a secret"})
    await until(lambda: handled.seen)
    await asyncio.sleep(0.05)
    await inbox.close()
    assert "secret" not in str(await boxes.stored("inbox"))


async def test_a_stop_gives_the_message_back(boxes: Boxes) -> None:
    inbox, handled = boxes.inbox("other"), Handled()
    handled.gate.clear()
    await inbox.start(handled)
    await inbox.put("1", "chat", {"text": "hello"})
    await until(lambda: handled.attempts)
    await inbox.close()
    handled.gate.set()
    later = boxes.inbox()  # of another holder, which need not wait for the claim to run out
    await later.start(handled)
    await until(lambda: handled.seen)
    await later.close()
    assert boxes.aside == []
