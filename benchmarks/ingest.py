"""How fast documents are taken in, beside what the embedding model alone does with the same texts in the same run.

`python -m benchmarks.ingest [--documents N] [--pages N] --json`. PDFs of prose are made, uploaded and taken in by the
package as the server runs it; then the model alone embeds the passages that came of them, as many texts at a time and
as many streams at once as taking in had. `embedding_bound_ratio` is the speed of all together against that of the
model, on the clock; `processor_ratio` is the same in processor time, which other work on the machine does not change.
Rounds of both alternate; the median is told. Memory is the resident set of this process, without the database.
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
import structlog

from agent_core.contract import Embedder
from agent_core.models.embedding import load_embedder
from agent_core.settings import Settings
from agent_core.storage.database import Database
from agent_core.storage.embedded import EmbeddedDatabase
from agent_core.storage.files import FileStore
from benchmarks.report import progress, result
from capabilities.knowledge import Knowledge
from capabilities.knowledge.index import _embedded_text
from capabilities.knowledge.ingest import EACH
from capabilities.knowledge.intake import BATCH
from capabilities.knowledge.schemas import NewDocument
from tests.capabilities.knowledge.conftest import FakeHost, Library
from tests.support.pdf import make_pdf

ROUNDS = 3
WORDS = (Path(__file__).parents[1] / "docs" / "knowledge.md").read_text().split()
PAGE_WORDS = 400


def pdf_of(folder: Path, pages: int, seed: int) -> Path:
    """No two documents have a passage in common."""
    rng = random.Random(seed)
    text = [" ".join(rng.choices(WORDS, k=10)).rstrip(".") + "." for _ in range(pages * PAGE_WORDS // 10)]
    share = PAGE_WORDS // 10
    return make_pdf(
        folder / f"{seed}.pdf",
        [f"Part {at // share}\n{' '.join(text[at : at + share])}" for at in range(0, len(text), share)],
    )


@dataclass(frozen=True)
class Spent:
    """Seconds on the clock, and of processors: this process, the database, and the readers that have ended."""

    clock: float
    processors: float

    @classmethod
    def so_far(cls) -> "Spent":
        ours, ended = os.times(), [each.cpu_times() for each in psutil.Process().children()]
        mine = ours.user + ours.system + ours.children_user + ours.children_system
        return cls(time.perf_counter(), mine + sum(each.user + each.system for each in ended))

    def __sub__(self, other: "Spent") -> "Spent":
        return Spent(self.clock - other.clock, self.processors - other.processors)


async def taken_in(library: Library, paths: list[Path], person: str) -> tuple[Spent, list[list[str]], int]:
    """What was spent from the first upload to the last passage, the texts that were embedded, and the pages."""
    begun = Spent.so_far()
    ids = []
    for path in paths:
        new = NewDocument(file_id=await library.upload(path, person))
        ids.append((await library.package.process_document(library.call(person), new)).document.id)
    repository = library.package._ingest.repository
    while await repository.count_unfinished(f"user:{person}"):  # noqa: ASYNC110
        await asyncio.sleep(0.2)
    spent = Spent.so_far() - begun
    texts, documents = [], await repository.several(f"user:{person}", ids)
    for document in documents:
        passages = await repository.passages.of(document, limit=100_000)
        texts.append([_embedded_text(passage) for passage in passages])
    return spent, texts, sum(document.pages for document in documents)


async def alone(embedder: Embedder, texts: list[list[str]]) -> Spent:
    """What the model takes by itself, document by document, as many at once."""
    waiting = list(texts)

    async def stream() -> None:
        while waiting:
            document = waiting.pop()
            for start in range(0, len(document), BATCH):
                await embedder.embed(document[start : start + BATCH])

    begun = Spent.so_far()
    await asyncio.gather(*(stream() for _ in range(EACH)))
    return Spent.so_far() - begun


async def rounds(library: Library, folder: Path, documents: int, pages: int) -> AsyncIterator[dict[str, float]]:
    for number in range(ROUNDS):
        paths = [pdf_of(folder, pages, number * 1000 + each) for each in range(documents)]
        spent, texts, read = await taken_in(library, paths, f"p{number}")
        model = await alone(library.host.embedder, texts)
        chunks = sum(map(len, texts))
        found = {
            "pages_per_s": read / spent.clock,
            "chunks_per_s": chunks / spent.clock,
            "model_chunks_per_s": chunks / model.clock,
            "embedding_bound_ratio": model.clock / spent.clock,
            "processor_ratio": model.processors / spent.processors,
            "rss_mb": psutil.Process().memory_info().rss / 1e6,
        }
        progress(f"round {number}: {found}")
        yield found


async def main(documents: int, pages: int) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with EmbeddedDatabase(folder / "database") as uri:
            database, embedder = Database(uri=uri, name="ingest"), load_embedder(Settings(_env_file=None))
            await embedder.embed(["warm"])
            store = FileStore(folder / "files", database.collection("files"))
            host = FakeHost(folder / "knowledge", store, embedder, database)
            package = Knowledge()
            await package.open(host)
            found = [each async for each in rounds(Library(host, package), folder, documents, pages)]
            await package.close()
            await host.kill()
            await database.close()
    middle = {name: round(median(each[name] for each in found), 3) for name in found[0]}
    result({"documents": documents, "pages": pages, **middle})


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=4)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--json", action="store_true", help="what it does anyway")
    options = parser.parse_args()
    asyncio.run(main(options.documents, options.pages))
