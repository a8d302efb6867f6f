"""When the local pipeline answers, and whether rightly: `uv run python -m benchmarks.abstain --data PATH --json`.

SQuAD 2.0, whole pipeline with no model: search, the sentences of the best passages, the support check. Nothing was
fitted on the odd articles, to which the questions here belong. Three kinds are asked, as many of each:

answerable    SQuAD's answerable questions
adversarial   SQuAD's unanswerable ones, written to look as if the same paragraph answered them
elsewhere     answerable questions to articles that are not in the collection

`precision`, `recall`: of answering, answerable against adversarial, at the threshold in use; `curve`: at others.
`right`: share of the answered ones whose cited sentences hold the expected answer; `right_first`: whose first does.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.library import Library, library
from benchmarks.report import progress, result
from capabilities.knowledge.answer import ENOUGH, PASSAGES, QUOTED, promising, score, taken_apart

AUDIENCE = "user:asker"
KINDS = ("answerable", "adversarial", "elsewhere")
RECALLS = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)


@dataclass(frozen=True)
class Question:
    kind: str
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    kind: str
    support: float
    first: bool  # the best sentence holds the answer
    any: bool  # one of the quoted ones does


def read(path: Path, each: int, seed: int) -> tuple[list[tuple[str, str]], list[Question]]:
    """The odd articles as (title, text), and the questions."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    odd, even = articles[1::2], articles[::2]
    pools = {
        "answerable": list(_questions(odd, impossible=False)),
        "adversarial": list(_questions(odd, impossible=True)),
        "elsewhere": list(_questions(even, impossible=False)),
    }
    texts = [(a["title"].replace("_", " "), "\n\n".join(p["context"] for p in a["paragraphs"])) for a in odd]
    chance = random.Random(seed)
    drawn = [
        Question(kind, asked["question"].strip(), tuple(answer["text"] for answer in asked["answers"]))
        for kind in KINDS
        for asked in chance.sample(pools[kind], min(each, len(pools[kind])))
    ]
    return texts, drawn


def _questions(articles: Iterable[Any], *, impossible: bool) -> Iterable[dict[str, Any]]:
    for article in articles:
        for paragraph in article["paragraphs"]:
            yield from (each for each in paragraph["qas"] if each["is_impossible"] is impossible)


async def ask(books: Library, question: Question) -> Asked:
    hits = await books.searcher.find(AUDIENCE, question.text, limit=PASSAGES)
    asked = await taken_apart(books.searcher, AUDIENCE, question.text)
    scored = await score(books.searcher, asked, promising(asked, hits))
    holds = [any(answer in each.candidate.text for answer in question.answers) for each in scored[:QUOTED]]
    support = scored[0].support if scored else 0.0
    return Asked(question.kind, support, bool(holds) and holds[0], any(holds))


def figures(asked: Sequence[Asked], threshold: float) -> dict[str, float]:
    """At one threshold of support."""
    of = {kind: [each for each in asked if each.kind == kind] for kind in KINDS}
    answered = {kind: [each for each in of[kind] if each.support >= threshold] for kind in KINDS}
    share = {kind: len(answered[kind]) / max(1, len(of[kind])) for kind in KINDS}
    good = answered["answerable"]
    return {
        "threshold": round(threshold, 3),
        "precision": round(share["answerable"] / max(1e-9, share["answerable"] + share["adversarial"]), 3),
        "recall": round(share["answerable"], 3),
        "precision_elsewhere": round(share["answerable"] / max(1e-9, share["answerable"] + share["elsewhere"]), 3),
        "right": round(sum(each.any for each in good) / max(1, len(good)), 3),
        "right_first": round(sum(each.first for each in good) / max(1, len(good)), 3),
        "adversarial_refused": round(1 - share["adversarial"], 3),
        "elsewhere_refused": round(1 - share["elsewhere"], 3),
    }


def at_recall(asked: Sequence[Asked], recall: float) -> float:
    """The threshold at which so many answerable questions are answered."""
    supports = sorted((each.support for each in asked if each.kind == "answerable"), reverse=True)
    return supports[max(0, round(recall * len(supports)) - 1)]


async def run(options: argparse.Namespace) -> dict[str, object]:
    texts, questions = read(options.data / "squad" / "dev-half.json", options.each, options.seed)
    asked: list[Asked] = []
    with tempfile.TemporaryDirectory() as folder:
        async with library(Path(folder)) as books:
            for number, (title, text) in enumerate(texts):
                await books.add(AUDIENCE, f"article{number}", title, text)
                progress(f"{number + 1} of {len(texts)} articles")
            for number, question in enumerate(questions, 1):
                asked.append(await ask(books, question))
                if number % 50 == 0:
                    progress(f"{number} of {len(questions)} questions")
    curve = [figures(asked, at_recall(asked, recall)) for recall in RECALLS]
    return {**figures(asked, ENOUGH), "each": options.each, "curve": curve}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--each", type=int, default=150, help="questions of each kind")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--json", action="store_true", help="one line")
    options = parser.parse_args()
    with redirect_stdout(sys.stderr):  # log lines
        found = asyncio.run(run(options))
    result(found)


if __name__ == "__main__":
    main()
