"""Everything that is kept of a person, as one zip: to read, and to take elsewhere."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from agent_core.memory.conversations import Conversation
from agent_core.memory.facts import Fact
from agent_core.privacy.places import BY_THREAD, Places
from agent_core.privacy.written import README, as_json, as_markdown, facts_as_markdown, named, rows_as_json
from agent_core.privacy.zipped import Zipped, whole
from agent_core.registry import Registry
from agent_core.runs import Run
from agent_core.storage.database import Database
from agent_core.storage.files import FileStore

SECRET = ("sessions", "refresh_tokens", "link_codes", "link_tries", "services")
WRITTEN_APART = ("users", "conversations", "runs", "facts")
DERIVED = (*BY_THREAD, "chunks", "texts")
HIDDEN = ("password_hash", "vector", "session_id")  # fields that are secret, or for search alone


class Export:
    def __init__(self, database: Database, registry: Registry, files: FileStore) -> None:
        self._database = database
        self._registry = registry
        self._files = files
        self._places = Places(database)

    async def stream(self, user_id: str, now: datetime) -> AsyncIterator[bytes]:
        """The zip in pieces. Memory holds one message, row or megabyte of a file at a time."""
        zipped = Zipped(now)
        async for name, content in self._files_of(user_id):
            async for piece in zipped.add(name, content):
                if piece:
                    yield piece
        yield zipped.end()

    async def _files_of(self, user_id: str) -> AsyncIterator[tuple[str, AsyncIterator[bytes]]]:
        yield "README.txt", whole(README.encode())
        person = await self._database.collection("users").find_one({"_id": user_id})
        yield "person.json", whole(as_json(_shown(person or {})))
        async for each in self._memory(user_id):
            yield each
        async for each in self._conversations(user_id):
            yield each
        for name in await self._places.names():
            if name not in (*SECRET, *WRITTEN_APART, *DERIVED) and await self._places.any(name, user_id):
                yield f"data/{name}.json", rows_as_json(self._rows(name, user_id))
        async for info, audience in self._files.of(user_id):
            yield f"files/{named(info.name)}", self._files.read(info.id, audience=audience)
        for package in list(self._registry.packages.values()):
            for name, content in (await package.export(f"user:{user_id}")).items():
                yield f"packages/{package.name}/{named(name)}", whole(content)

    async def _memory(self, user_id: str) -> AsyncIterator[tuple[str, AsyncIterator[bytes]]]:
        facts = [row async for row in self._rows("facts", user_id)]
        yield "memory.md", whole(facts_as_markdown(Fact.model_validate(each) for each in facts))
        yield "memory.json", whole(as_json(facts))

    async def _conversations(self, user_id: str) -> AsyncIterator[tuple[str, AsyncIterator[bytes]]]:
        rows = [row async for row in self._rows("conversations", user_id)]
        for number, row in enumerate(rows, 1):
            conversation = Conversation.model_validate(row)
            name = f"conversations/{number:04} {named(conversation.title)}"
            yield f"{name}.md", as_markdown(conversation, self._said(conversation))
            yield f"{name}.json", rows_as_json(self._runs(conversation))

    async def _said(self, conversation: Conversation) -> AsyncIterator[Run]:
        async for row in self._runs(conversation):
            yield Run.model_validate(row)

    async def _runs(self, conversation: Conversation) -> AsyncIterator[dict[str, Any]]:
        wanted = {"conversation_id": conversation.id, "user_id": conversation.user_id}
        async for row in self._database.collection("runs").find(wanted).sort("_id", 1):
            yield row

    async def _rows(self, name: str, user_id: str) -> AsyncIterator[dict[str, Any]]:
        async for row in self._places.rows(name, user_id):
            yield _shown(row)


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in HIDDEN}
