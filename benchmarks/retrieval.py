"""How well search ranks, on public labelled sets: `uv run python -m benchmarks.retrieval --data PATH --json`.

PATH holds `scifact/` in BEIR format and `squad/dev-half.json`, whose paragraphs are the texts and whose answerable
questions ask for them. Three rankings over the same passages in one run: ours, full text alone, vectors alone.
Weights were chosen on SciFact's training claims and on the even articles of SQuAD; `squad.odd` are the others alone.
"""

import argparse
import asyncio
import json
import random
import tempfile
from pathlib import Path
from typing import Any

from agent_core.models.embedding import load_embedder
from agent_core.settings import Settings
from benchmarks.report import progress, result
from capabilities.knowledge.labelled import Labelled, measure, read_beir

QUESTIONS = 1000  # of SQuAD, drawn with a fixed seed
SEED = 4


def read_squad(path: Path, *, odd: bool) -> Labelled:
    """`odd`: only the questions to articles on which nothing was chosen; all paragraphs are searched all the same."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    corpus: dict[str, tuple[str, str]] = {}
    asked: list[tuple[str, str, str]] = []
    for number, article in enumerate(articles):
        for paragraph in article["paragraphs"]:
            name = f"p{len(corpus)}"
            corpus[name] = ("", paragraph["context"])
            if not odd or number % 2:
                asked += [(each["id"], each["question"], name) for each in _answerable(paragraph)]
    drawn = random.Random(SEED).sample(asked, min(QUESTIONS, len(asked)))
    return Labelled(corpus, {id: text for id, text, _ in drawn}, {id: frozenset([name]) for id, _, name in drawn})


def _answerable(paragraph: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in paragraph["qas"] if not each["is_impossible"]]


async def run(options: argparse.Namespace) -> dict[str, object]:
    sets = {
        "squad": lambda: read_squad(options.data / "squad" / "dev-half.json", odd=False),
        "squad_odd": lambda: read_squad(options.data / "squad" / "dev-half.json", odd=True),
        "scifact": lambda: read_beir(options.data / "scifact"),
    }
    embedder = load_embedder(Settings(_env_file=None))
    found: dict[str, object] = {}
    try:
        for name in options.sets or sets:
            with tempfile.TemporaryDirectory() as folder:
                figures = await measure(sets[name](), embedder, Path(folder), progress)
            ours = figures.pop("ours")
            found[name] = {**ours, **figures}
            progress(f"{name}: {json.dumps(found[name])}")
    finally:
        embedder.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sets", nargs="*", choices=("squad", "squad_odd", "scifact"))
    parser.add_argument("--json", action="store_true", help="one line")
    result(asyncio.run(run(parser.parse_args())))


if __name__ == "__main__":
    main()
