"""How long a search takes, and how that grows: `uv run python -m benchmarks.query --json`.

One tenant with 1,000, 10,000 and 100,000 passages, and 100 tenants with 1,000 each; the real database, both indexes and
the packaged embedding model for the question. The passages are made: words of the model's vocabulary in random order,
drawn by Zipf's law, vectors at random near 2,000 centres (embedding 100,000 passages takes hours, and search does not
look into how a vector came about).
`p50_ms`, `p95_ms`: a whole search for 5 passages, each question new; `cpu_…`: in processor time; `embedding_p50_ms`:
its part that embeds the question, to compare busy machines by; `rss_mb`: of this process.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from agent_core.models import embedding
from benchmarks.library import Library, library
from benchmarks.report import percentile, progress, result
from capabilities.knowledge.passages import Passage

WORDS, LENGTH, ASKED = 18_000, 120, 6  # of the vocabulary, a passage and a question
DOCUMENT = 50  # passages
VOCABULARY = Path(embedding.__file__).parent / "data" / "bert-base-uncased-vocab.txt"
BATCH = 1000


@dataclass
class Made:
    """Texts and vectors."""

    chance: np.random.Generator
    dimensions: int

    def __post_init__(self) -> None:
        words = [word for word in VOCABULARY.read_text().split() if word.isascii() and word.isalpha() and len(word) > 3]
        self.vocabulary = random.Random(1).sample(words, WORDS)
        weights = 1 / np.arange(1, WORDS + 1)
        self.weights = weights / weights.sum()
        self.centres = self.chance.normal(size=(2000, self.dimensions)).astype(np.float32)

    def texts(self, count: int, length: int) -> list[str]:
        drawn = self.chance.choice(WORDS, size=(count, length), p=self.weights)
        return [" ".join(self.vocabulary[word] for word in row) for row in drawn]

    def vectors(self, count: int) -> list[list[float]]:
        near = self.centres[self.chance.integers(len(self.centres), size=count)]
        moved = near + self.chance.normal(scale=0.7, size=near.shape)
        scaled: list[list[float]] = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).tolist()
        return scaled

    def questions(self, count: int) -> list[str]:
        """Of words neither too common nor unheard of."""
        drawn = self.chance.integers(20, WORDS // 3, size=(count, ASKED))
        return ["What is the " + " ".join(self.vocabulary[word] for word in row) + "?" for row in drawn]


async def fill(books: Library, made: Made, audience: str, passages: int) -> None:
    for first in range(0, passages, BATCH):
        texts = made.texts(min(BATCH, passages - first), LENGTH)
        vectors = made.vectors(len(texts))
        for at in range(0, len(texts), DOCUMENT):
            name = f"{audience.replace(':', '')}x{first + at}"
            document = await books.document(audience, name, f"Document {first + at}")
            part = list(_passages(name, texts[at : at + DOCUMENT]))
            await books.store(document, part, vectors[at : at + DOCUMENT])
        if (first + BATCH) % 10_000 == 0:
            progress(f"{audience}: {first + BATCH} passages")


def _passages(document: str, texts: Sequence[str]) -> Iterator[Passage]:
    for number, text in enumerate(texts):
        yield Passage(
            id=f"{document}:1:{number}", document_id=document, generation=1, number=number, start=0, end=len(text),
            page=None, section=None, text=text,
        )  # fmt: skip


async def timed(books: Library, made: Made, audiences: Sequence[str], count: int) -> dict[str, float]:
    for audience in audiences:
        await books.searcher.find(audience, "warming up", limit=5)  # files are opened, vectors loaded
    times, work, embedded = [], [], []
    for number, question in enumerate(made.questions(count)):
        began, worked = time.perf_counter(), time.process_time()
        hits = await books.searcher.find(audiences[number % len(audiences)], question, limit=5)
        times.append(1000 * (time.perf_counter() - began))
        work.append(1000 * (time.process_time() - worked))
        began = time.perf_counter()
        await books.embedder.embed([f"{question} And why?"])  # as new to it as the question was
        embedded.append(1000 * (time.perf_counter() - began))
        assert len(hits) == 5, "every search must find something"
    return {
        "p50_ms": round(percentile(times, 0.5), 1), "p95_ms": round(percentile(times, 0.95), 1),
        "cpu_p50_ms": round(percentile(work, 0.5), 1), "cpu_p95_ms": round(percentile(work, 0.95), 1),
        "embedding_p50_ms": round(percentile(embedded, 0.5), 1),
        "rss_mb": round(psutil.Process().memory_info().rss / 1e6),
    }  # fmt: skip


async def run(options: argparse.Namespace) -> dict[str, object]:
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        async with library(Path(folder)) as books:
            made = Made(np.random.default_rng(3), books.embedder.dimensions)
            for size in options.sizes:
                audience = f"user:with{size}"
                await fill(books, made, audience, size)
                found[str(size)] = await timed(books, made, [audience], options.questions)
                progress(f"{size}: {found[str(size)]}")
            tenants = [f"user:tenant{number}" for number in range(options.tenants)]
            for audience in tenants:
                await fill(books, made, audience, 1000)
            if tenants:
                found[f"{len(tenants)}_tenants"] = await timed(books, made, tenants, options.questions)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000, 100_000])
    parser.add_argument("--tenants", type=int, default=100)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--json", action="store_true", help="one line")
    options = parser.parse_args()
    with redirect_stdout(sys.stderr):  # log lines
        figures = asyncio.run(run(options))
    result(figures)


if __name__ == "__main__":
    main()
