"""Live messages inside one process. They are hints: whoever misses one reads the database."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

Message = Mapping[str, Any]
PERSON = "user:"
EVERYBODY = "user:*"  # the topic of what is published to any person; its messages say to whom
BACKLOG = 256  # messages kept for a reader that is slow; beyond it the oldest go


class Bus:
    """Topics with any number of readers; publishing never waits."""

    def __init__(self) -> None:
        self._readers: defaultdict[str, set[asyncio.Queue[Message]]] = defaultdict(set)

    @property
    def topics(self) -> set[str]:
        """Those that somebody reads."""
        return set(self._readers)

    def publish(self, topic: str, message: Message) -> None:
        self._put(topic, message)
        if EVERYBODY in self._readers and topic.startswith(PERSON):
            self._put(EVERYBODY, {**message, "user_id": topic.removeprefix(PERSON)})

    def _put(self, topic: str, message: Message) -> None:
        for queue in self._readers.get(topic, ()):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message)

    @asynccontextmanager
    async def subscribe(self, topic: str) -> AsyncIterator[AsyncIterator[Message]]:
        """Messages published from now on until the block ends."""
        queue: asyncio.Queue[Message] = asyncio.Queue(BACKLOG)
        self._readers[topic].add(queue)
        try:
            yield _drain(queue)
        finally:
            self._readers[topic].discard(queue)
            if not self._readers[topic]:
                del self._readers[topic]


async def _drain(queue: asyncio.Queue[Message]) -> AsyncIterator[Message]:
    while True:
        yield await queue.get()


def user_topic(user_id: str) -> str:
    return f"{PERSON}{user_id}"
