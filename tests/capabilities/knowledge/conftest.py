"""The package on the real database and the real file store, with a host that keeps what was published."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pydantic import BaseModel

from agent_core.contract import Action, Call, Channels, Documents, Embedder, Eyes, Files
from agent_core.happenings import Accounts
from agent_core.host import Blind
from agent_core.models.embedding import load_embedder
from agent_core.settings import Settings, package_settings
from agent_core.storage.database import Database
from agent_core.storage.files import FileStore
from capabilities.knowledge import Knowledge
from capabilities.knowledge.schemas import DocumentView, NewDocument, OneDocument
from tests.support.accounts import KnownAccounts
from tests.support.channels import Pigeons

S = TypeVar("S", bound=BaseModel)
PATIENCE = 60  # seconds


@dataclass
class FakeHost:
    data_dir: Path
    store: FileStore
    embedder: Embedder
    database: Database
    published: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)
    jobs: list[asyncio.Task[None]] = field(default_factory=list)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def __post_init__(self) -> None:
        self.files: Files = self.store
        self.eyes: Eyes = Blind()
        self.accounts: Accounts = KnownAccounts()
        self.channels: Channels = Pigeons()

    def settings(self, model: type[S]) -> S:
        return package_settings("knowledge", model)

    def collection(self, name: str) -> Documents:
        return self.database.collection(name)

    def now(self) -> datetime:
        return self.clock()

    def spawn(self, name: str, job: Coroutine[Any, Any, None]) -> None:
        self.jobs.append(asyncio.create_task(job, name=name))

    async def publish(self, user_id: str, topic: str, payload: Mapping[str, Any]) -> None:
        self.published.append((user_id, topic, payload))

    async def notify(
        self, user_id: str, *, key: str, title: str, text: str = "", link: str = "", via: str = "",
        actions: Sequence[Action] = (),
    ) -> bool:  # fmt: skip
        raise AssertionError("the package notifies nobody")

    async def kill(self) -> None:
        """End the jobs as a killed process does: no chance to tidy."""
        for job in self.jobs:
            job.cancel()
        await asyncio.gather(*self.jobs, return_exceptions=True)
        self.jobs.clear()


@dataclass
class Library:
    """What a test works with: the open package of one host, used by people."""

    host: FakeHost
    package: Knowledge

    def call(self, person: str = "ana", key: str = "") -> Call:
        now = self.host.now()
        return Call(user_id=person, audience=f"user:{person}", key=key or f"key-{now.timestamp()}", now=now)

    async def upload(self, path: Path, person: str = "ana", name: str = "") -> str:
        read = await asyncio.to_thread(path.read_bytes)

        async def content() -> AsyncIterator[bytes]:
            yield read

        info = await self.host.store.save(
            content(), name=name or path.name, audience=f"user:{person}", user_id=person, limit_bytes=10**9
        )
        return info.id

    async def add(
        self, path: Path, person: str = "ana", title: str = "", tags: list[str] | None = None
    ) -> DocumentView:
        """Upload, take in, and wait for the end."""
        file_id = await self.upload(path, person)
        new = NewDocument(file_id=file_id, title=title, tags=tags or [])
        document = (await self.package.process_document(self.call(person), new)).document
        return await self.settled(document.id, person)

    async def view(self, document_id: str, person: str = "ana") -> DocumentView:
        return (await self.package.get_document(self.call(person), OneDocument(document=document_id))).document

    async def settled(self, document_id: str, person: str = "ana") -> DocumentView:
        async def look() -> DocumentView | None:
            view = await self.view(document_id, person)
            return view if view.status in ("ready", "failed") else None

        return await until(look)


T = TypeVar("T")


async def until(look: Callable[[], Awaitable[T | None]]) -> T:
    async with asyncio.timeout(PATIENCE):
        while (found := await look()) is None:  # noqa: ASYNC110  # as a person would: looking again
            await asyncio.sleep(0.02)
        return found


@pytest.fixture
async def host(database: Database, tmp_path: Path) -> AsyncIterator[FakeHost]:
    embedder = load_embedder(Settings(_env_file=None))
    yield FakeHost(
        data_dir=tmp_path / "knowledge",
        store=FileStore(tmp_path / "files", database.collection("files")),
        embedder=embedder,
        database=database,
    )
    embedder.close()


@asynccontextmanager
async def opened(host: FakeHost) -> AsyncIterator[Library]:
    package = Knowledge()
    await package.open(host)
    try:
        yield Library(host, package)
    finally:
        await package.close()
        await host.kill()


@pytest.fixture
async def library(host: FakeHost) -> AsyncIterator[Library]:
    async with opened(host) as library:
        yield library
