"""Background work that fails, is interrupted, or is overtaken."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent_core.contract import Embedder
from capabilities.knowledge.intake import MOST_TRIES
from capabilities.knowledge.schemas import NewDocument, OneDocument, Question, Search
from tests.capabilities.knowledge.conftest import FakeHost, Library, opened, until
from tests.support.pdf import handbook, make_pdf


class Gate:
    """An embedder that stops after some texts until it is let go: a moment in the middle of indexing, held still."""

    def __init__(self, embedder: Embedder, texts: int) -> None:
        self._embedder = embedder
        self._left = texts
        self.reached = asyncio.Event()
        self.free = asyncio.Event()

    @property
    def dimensions(self) -> int:
        return self._embedder.dimensions

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self._left -= len(texts)
        if self._left < 0:
            self.reached.set()
            await self.free.wait()
        return await self._embedder.embed(texts)


@pytest.fixture
def long_pdf(tmp_path: Path) -> Path:
    """More passages than are indexed in one go."""
    return make_pdf(tmp_path / "long.pdf", handbook() * 3)


async def start(library: Library, path: Path) -> str:
    file_id = await library.upload(path)
    return (await library.package.process_document(library.call(), NewDocument(file_id=file_id))).document.id


async def passages(host: FakeHost, document_id: str) -> int:
    return await host.collection("chunks").count_documents({"document_id": document_id})


async def swept(host: FakeHost) -> None:
    """Until nothing of other generations is left."""

    async def look() -> bool | None:
        left = await host.collection("documents").count_documents({"leftovers": True, "deleted_at": None})
        return None if left else True

    await until(look)


async def test_a_killed_ingest_is_taken_up_again_and_leaves_nothing_twice(host: FakeHost, long_pdf: Path) -> None:
    plain = host.embedder
    host.embedder = gate = Gate(plain, texts=40)
    async with opened(host) as library:
        document_id = await start(library, long_pdf)
        await gate.reached.wait()
        half = await library.view(document_id)
        assert (half.status, 0 < half.progress < 1) == ("indexing", True)
        await host.kill()
    host.embedder = plain
    async with opened(host) as library:
        document = await library.settled(document_id)
        assert (document.status, document.chunks) == ("ready", await passages(host, document_id))
        index = library.package._index
        [vector] = await plain.embed(["chapter"])
        words = await index.lexical.query("user:ana", "chapter", limit=1000)
        meanings = await index.vectors.query("user:ana", vector, limit=1000)
        assert len(words) == len(meanings) == document.chunks


async def test_half_indexed_documents_are_not_found_and_the_person_is_told(host: FakeHost, long_pdf: Path) -> None:
    plain = host.embedder
    host.embedder = gate = Gate(plain, texts=40)
    async with opened(host) as library:
        document_id = await start(library, long_pdf)
        await gate.reached.wait()
        gate._left = 10_000  # questions pass, the document is still held
        found = await library.package.search_knowledge(library.call(), Search(query="paid leave"))
        assert found.citations == []
        asked = Question(question="How many days of paid leave are there?")
        assert "still being read" in (await library.package.answer_question(library.call(), asked)).text
        named = asked.model_copy(update={"document": document_id})
        library.package._asking.patience = 0.3
        assert "still being read" in (await library.package.answer_question(library.call(), named)).text
        library.package._asking.patience = 30.0
        waiting = asyncio.create_task(library.package.answer_question(library.call(), named))
        await asyncio.sleep(0.3)
        assert not waiting.done()
        gate.free.set()
        assert "still being read" not in (await waiting).text
        assert (await library.settled(document_id)).status == "ready"


async def test_deleting_while_it_is_indexed_leaves_nothing(host: FakeHost, long_pdf: Path) -> None:
    plain = host.embedder
    host.embedder = gate = Gate(plain, texts=40)
    async with opened(host) as library:
        document_id = await start(library, long_pdf)
        await gate.reached.wait()
        await library.package.delete_document(library.call(), OneDocument(document=document_id))
        gate.free.set()

        async def idle() -> bool | None:
            return None if library.package._ingest._busy else True

        await until(idle)
        assert await passages(host, document_id) == 0
        assert await library.package._index.lexical.query("user:ana", "chapter", limit=10) == {}
        [vector] = await plain.embed(["chapter"])
        assert await library.package._index.vectors.query("user:ana", vector, limit=10) == {}


async def test_reindexing_gives_the_same_document_again(library: Library, long_pdf: Path) -> None:
    before = await library.settled(await start(library, long_pdf))
    queued = await library.package.reindex_document(library.call(), OneDocument(document=before.id))
    assert queued.document.status == "queued"
    assert await library.settled(before.id) == before
    await swept(library.host)
    assert await passages(library.host, before.id) == before.chunks


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x1f\x8b\x08rest", "not supported"),
        (b"%PDF-1.4 nonsense", "damaged"),
        (b"\x89PNG\r\n\x1a\nnonsense", "damaged"),
        (b"PK\x03\x04", "damaged"),
    ],
)
async def test_a_file_that_cannot_be_read_fails_with_a_reason(
    library: Library, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "broken.pdf").write_bytes(content)
    document = await library.add(tmp_path / "broken.pdf")
    assert (document.status, document.chunks) == ("failed", 0)
    assert said in (document.error or "")
    asked = Question(question="What is in it?", document="broken")
    answered = await library.package.answer_question(library.call(), asked)
    assert said in answered.text
    assert library.host.published[-1][2]["error"] == document.error


async def test_a_lost_file_is_said_to_be_lost(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Something to read.")
    document = await library.add(tmp_path / "a.txt")
    await library.host.files.delete(document.file_id, audience="user:ana")
    await library.package.reindex_document(library.call(), OneDocument(document=document.id))
    failed = await library.settled(document.id)
    assert (failed.status, failed.error) == ("failed", "The uploaded file is gone: upload it again.")


async def test_a_document_that_keeps_killing_the_server_is_given_up(host: FakeHost, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Something to read.")
    async with opened(host) as library:
        document = await library.add(tmp_path / "a.txt")
    await host.collection("documents").update_one(
        {"_id": document.id}, {"$set": {"status": "reading", "tries": MOST_TRIES}}
    )
    async with opened(host) as library:
        failed = await library.settled(document.id)
        assert failed.status == "failed"
        assert "stopped several times" in (failed.error or "")
        await library.package.reindex_document(library.call(), OneDocument(document=document.id))
        assert (await library.settled(document.id)).status == "ready"
