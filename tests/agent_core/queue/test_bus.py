"""Live messages: to all who listen, in order, and never a burden to who publishes."""

from agent_core.queue.bus import BACKLOG, Bus, user_topic


async def test_every_reader_of_a_topic_gets_every_message_and_nobody_elses() -> None:
    bus = Bus()
    async with bus.subscribe("a") as one, bus.subscribe("a") as two, bus.subscribe("b") as other:
        bus.publish("a", {"n": 1})
        bus.publish("b", {"n": 2})
        assert [await anext(each) for each in (one, two, other)] == [{"n": 1}, {"n": 1}, {"n": 2}]


async def test_a_slow_reader_loses_the_oldest_and_the_rest_comes_in_order() -> None:
    bus = Bus()
    async with bus.subscribe("a") as messages:
        for number in range(BACKLOG + 10):
            bus.publish("a", {"n": number})
        assert [(await anext(messages))["n"] for _ in range(BACKLOG)] == list(range(10, BACKLOG + 10))


async def test_nothing_is_kept_for_those_who_came_later() -> None:
    bus = Bus()
    bus.publish("a", {"n": 1})
    async with bus.subscribe("a") as messages:
        bus.publish("a", {"n": 2})
        assert await anext(messages) == {"n": 2}


async def test_a_reader_that_left_leaves_nothing_behind() -> None:
    bus = Bus()
    for _ in range(3):
        async with bus.subscribe("a"):
            pass
    assert bus.topics == set()


def test_the_topic_of_a_person_is_theirs_alone() -> None:
    assert user_topic("ana") != user_topic("bo")
