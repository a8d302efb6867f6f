"""What goes out: once, in order, with a receipt, or told as not known."""

import asyncio
from datetime import timedelta

import pytest

from agent_core.channels import Outgoing
from agent_core.doors.outbox import PATIENCE
from agent_core.doors.port import Refused, RetryLater, Uncertain
from agent_core.errors import Conflict, NotFound
from tests.agent_core.doors.world import Boxes, Recorder, to_ana, until


async def test_a_message_is_sent_and_keeps_the_platforms_id_of_it(boxes: Boxes) -> None:
    channel = Recorder()
    async with boxes.sending(channel) as box:
        await box.post("k1", "pigeon", to_ana("hello"), user_id="u1")
        delivery = await box.wait("k1", 5)
    assert (delivery.state, delivery.receipt) == ("sent", "id-1")
    assert channel.texts() == ["hello"]


async def test_the_same_key_is_the_same_message(boxes: Boxes) -> None:
    channel = Recorder()
    async with boxes.sending(channel) as box:
        for text in ("hello", "hello", "something else"):
            await box.post("k1", "pigeon", to_ana(text), user_id="u1")
        await box.wait("k1", 5)
        again = await box.post("k1", "pigeon", to_ana("hello"), user_id="u1")
    assert again.state == "sent"
    assert channel.texts() == ["hello"]


async def test_each_address_gets_its_messages_in_order_while_others_wait_for_nobody(boxes: Boxes) -> None:
    channel = Recorder(faults=[RetryLater("slow down", 0.4)], slow=0.01)
    async with boxes.sending(channel) as box:
        for number in range(5):
            await box.post(f"a{number}", "pigeon", to_ana(f"{number}"), user_id="u1")
        await asyncio.sleep(0.1)  # the first is told to wait
        await box.post("b", "pigeon", to_ana("quick", "ben"), user_id="u2")
        await box.wait("b", 5)
        assert channel.texts("ana") == []
        await box.wait("a4", 5)
    assert channel.texts("ana") == ["0", "1", "2", "3", "4"]


async def test_what_surely_was_not_sent_is_tried_again_after_the_time_that_the_platform_asks_for(boxes: Boxes) -> None:
    channel = Recorder(faults=[RetryLater("429", 0.2), RetryLater("429", 0.2)])
    async with boxes.sending(channel) as box:
        begun = asyncio.get_running_loop().time()
        await box.post("k1", "pigeon", to_ana("hello"), user_id="u1")
        assert (await box.wait("k1", 5)).state == "sent"
        assert asyncio.get_running_loop().time() - begun >= 0.4
    assert channel.texts() == ["hello"]
    assert boxes.told == []


async def test_what_the_platform_refuses_has_failed_and_is_told(boxes: Boxes) -> None:
    async with boxes.sending(Recorder(faults=[Refused("no such address")])) as box:
        await box.post("k1", "pigeon", to_ana("hello"), user_id="u1")
        delivery = await box.wait("k1", 5)
    assert (delivery.state, delivery.reason) == ("failed", "no such address")
    assert [each.key for each in boxes.told] == ["k1"]


@pytest.mark.parametrize("fault", [Uncertain("cut off"), TimeoutError(), ConnectionResetError(), KeyError("a bug")])
async def test_what_may_have_arrived_is_unknown_and_never_repeated_by_itself(
    boxes: Boxes, fault: BaseException
) -> None:
    channel = Recorder(faults=[fault])
    async with boxes.sending(channel) as box:
        await box.post("k1", "pigeon", to_ana("hello"), user_id="u1")
        assert (await box.wait("k1", 5)).state == "unknown"
        await box.post("k2", "pigeon", to_ana("next"), user_id="u1")
        await box.wait("k2", 5)
    async with boxes.sending(channel):  # nor after a restart
        await asyncio.sleep(0.05)
    assert channel.texts() == ["next"]
    assert [each.status for each in boxes.told] == ["unknown"]


async def test_the_person_says_that_it_is_sent_again(boxes: Boxes) -> None:
    channel = Recorder(faults=[Uncertain("cut off")])
    async with boxes.sending(channel) as box:
        await box.post("k1", "pigeon", to_ana("hello"), user_id="u1")
        await box.wait("k1", 5)
        with pytest.raises(NotFound):
            await box.again("k1", "somebody else")
        await box.again("k1", "u1")
        assert (await box.wait("k1", 5)).state == "sent"
        with pytest.raises(Conflict):
            await box.again("k1", "u1")
    assert channel.texts() == ["hello"]


async def test_a_message_of_an_earlier_life_is_taken_up_where_it_was(boxes: Boxes) -> None:
    box, channel = boxes.outbox(), Recorder()
    await box.post("k1", "pigeon", to_ana("first"), user_id="u1")
    await box.post("k2", "pigeon", to_ana("second"), user_id="u1")
    await box.close(0)
    letter = await box.letters.get("k1")
    assert await box._intend(letter)  # and there the process dies
    async with boxes.sending(channel) as later:
        assert (await later.wait("k2", 5)).state == "sent"
        assert (await later.wait("k1", 5)).state == "unknown"
    assert channel.texts() == ["second"]
    assert [each.key for each in boxes.told] == ["k1"]


async def test_what_another_process_sends_is_left_to_it_until_its_time_is_over(boxes: Boxes) -> None:
    other = boxes.outbox("other")
    await other.post("k1", "pigeon", to_ana("first"), user_id="u1")
    await other.close(0)
    assert await other._intend(await other.letters.get("k1"))
    async with boxes.sending(Recorder()) as box:
        assert (await box.wait("k1", 0.1)).state == "sending"
    boxes.clock.ahead = timedelta(minutes=5)
    async with boxes.sending(Recorder()) as box:
        assert (await box.wait("k1", 5)).state == "unknown"


async def test_two_processes_send_each_message_once(boxes: Boxes) -> None:
    channel = Recorder(slow=0.002)
    async with boxes.sending(channel, holder="a") as one, boxes.sending(channel, holder="b") as two:
        for number in range(20):
            box = (one, two)[number % 2]
            await box.post(f"k{number}", "pigeon", to_ana(f"{number}", f"to{number % 3}"), user_id="u1")
            box._lanes.wake(f"pigeon\nto{number % 3}")
            (two, one)[number % 2]._lanes.wake(f"pigeon\nto{number % 3}")
        for number in range(20):
            await one.wait(f"k{number}", 10)
    assert sorted(channel.texts(), key=int) == [str(number) for number in range(20)]


async def test_a_message_is_changed_where_it_was_sent_and_the_last_change_stays(boxes: Boxes) -> None:
    channel = Recorder()
    async with boxes.sending(channel) as box:
        await box.post("k1", "pigeon", to_ana("May I?"), user_id="u1")
        await box.wait("k1", 5)
        await box.revise("k1", to_ana("Approved."))
        await until(lambda: channel.edited)
        await box.revise("k1", to_ana("Done."))
        await until(lambda: len(channel.edited) == 2)
    assert channel.edited[-1] == ("id-1", "Done.")
    assert [each["open"] for each in await boxes.stored("outbox")] == [False]


async def test_a_change_before_it_is_sent_changes_what_is_sent(boxes: Boxes) -> None:
    channel = Recorder()
    box = boxes.outbox()
    await box.post("k1", "pigeon", to_ana("May I?"), user_id="u1")
    await box.revise("k1", to_ana("Approved."))
    await box.close(0)
    async with boxes.sending(channel) as later:
        await later.wait("k1", 5)
    assert (channel.texts(), channel.edited) == (["Approved."], [])


async def test_a_change_while_it_is_being_sent_follows_it(boxes: Boxes) -> None:
    channel = Recorder(slow=0.1, edit_faults=[RetryLater("429", 0.05)])
    async with boxes.sending(channel) as box:
        await box.post("k1", "pigeon", to_ana("May I?"), user_id="u1")
        await asyncio.sleep(0.05)
        await box.revise("k1", to_ana("Approved."))
        await until(lambda: channel.edited)
    assert (channel.texts(), channel.edited) == (["May I?"], [("id-1", "Approved.")])


async def test_a_change_that_the_platform_refuses_is_let_go(boxes: Boxes) -> None:
    channel = Recorder(edit_faults=[Refused("too old")])
    async with boxes.sending(channel) as box:
        await box.post("k1", "pigeon", to_ana("May I?"), user_id="u1")
        await box.wait("k1", 5)
        await box.revise("k1", to_ana("Approved."))
        await box.post("k2", "pigeon", to_ana("next"), user_id="u1")
        assert (await box.wait("k2", 5)).state == "sent"
    assert channel.edited == []


async def test_the_chat_is_offered_what_may_not_have_arrived(boxes: Boxes) -> None:
    channel = Recorder(faults=[Uncertain("cut off")])
    async with boxes.sending(channel) as box:
        await box.post("k1", "pigeon", to_ana("the answer"), user_id="u1", ask=True, quiet=True)
        await box.wait("k1", 5)
        await until(lambda: channel.sent)
    assert [(each.to, each.buttons[0].data) for each in channel.sent] == [("ana", "again:k1")]
    assert boxes.told == []


async def test_a_message_for_a_platform_that_is_shut_waits_for_it_but_not_for_ever(boxes: Boxes) -> None:
    channel = Recorder()
    async with boxes.sending() as box:
        await box.post("k1", "pigeon", to_ana("hello"), user_id="u1")
        assert (await box.wait("k1", 0.1)).state == "queued"
        await box.open(channel)
        assert (await box.wait("k1", 5)).state == "sent"
        box.shut("pigeon")
        await box.post("k2", "pigeon", to_ana("late"), user_id="u1")
        boxes.clock.ahead = PATIENCE + timedelta(minutes=1)
        await box.open(channel)
        assert (await box.wait("k2", 5)).state == "failed"
    assert channel.texts() == ["hello"]


async def test_a_stop_in_the_middle_of_sending_is_told_as_unknown(boxes: Boxes) -> None:
    async with boxes.sending(Recorder(slow=60)) as box:
        await box.post("k1", "pigeon", to_ana("hello"), user_id="u1")
        await asyncio.sleep(0.05)
    assert [each["status"] for each in await boxes.stored("outbox")] == ["unknown"]
    assert [each.key for each in boxes.told] == ["k1"]


async def test_files_and_buttons_come_through_the_database(boxes: Boxes) -> None:
    channel = Recorder()
    message = Outgoing.model_validate(
        {"to": "ana", "text": "here", "buttons": [{"label": "Yes", "data": "y"}],
         "files": [{"path": "/data/report.xlsx", "name": "report.xlsx"}]}
    )  # fmt: skip
    async with boxes.sending(channel) as box:
        await box.post("k1", "pigeon", message, user_id="u1")
        await box.wait("k1", 5)
    assert channel.sent == [message]
