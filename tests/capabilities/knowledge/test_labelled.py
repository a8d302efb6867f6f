"""Measuring search on a labelled set."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_core.contract import Embedder, Measured
from agent_core.errors import InvalidInput
from agent_core.models.embedding import load_embedder
from agent_core.settings import Settings
from capabilities.knowledge import Knowledge
from capabilities.knowledge.labelled import ndcg, recall

TEXTS = {
    "a": ("Barley", "Barley is sown in March, before the rain."),
    "b": ("Lighthouses", "The keeper lights the lamp at dusk."),
    "c": ("Rent", "The flat in Oslo costs 1200 euros a month."),
}
QUESTIONS = {
    "1": ("When is barley sown?", "a"),
    "2": ("Who lights the lamp?", "b"),
    "3": ("What does the flat cost?", "c"),
}


@pytest.fixture
async def embedder() -> AsyncIterator[Embedder]:
    loaded = load_embedder(Settings(_env_file=None))
    yield loaded
    loaded.close()


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    corpus = [json.dumps({"_id": id, "title": title, "text": text}) for id, (title, text) in TEXTS.items()]
    queries = [json.dumps({"_id": id, "text": text}) for id, (text, _) in QUESTIONS.items()]
    judged = ["query-id\tcorpus-id\tscore", *(f"{id}\t{right}\t1" for id, (_, right) in QUESTIONS.items())]
    (folder / "corpus.jsonl").write_text("\n".join(corpus))
    (folder / "queries.jsonl").write_text("\n".join(queries))
    (folder / "qrels" / "test.tsv").write_text("\n".join(judged))
    return folder


def test_ndcg_and_recall_are_what_the_definitions_give() -> None:
    right = frozenset(["x", "y"])
    assert ndcg(["x", "y"], right) == 1
    assert ndcg(["n", "x", "n2", "y"], right) == pytest.approx((0.63093 + 0.43068) / (1 + 0.63093), abs=1e-4)
    assert ndcg(["n"] * 10 + ["x"], right) == 0
    assert (recall(["n", "x"], right, 2), recall(["n", "x"], right, 1)) == (0.5, 0)


async def test_the_three_rankings_are_measured_over_the_same_texts(
    beir: Path, embedder: Embedder, tmp_path: Path
) -> None:
    package = Knowledge()
    assert isinstance(package, Measured)
    figures = await package.measure(beir, embedder, tmp_path / "work", lambda line: None)
    assert figures["size"] == {"texts": 3, "passages": 3, "questions": 3}
    assert figures["ours"] == {"ndcg10": 1.0, "recall10": 1.0, "recall5": 1.0}
    assert set(figures) == {"size", "ours", "bm25", "embedding"}


async def test_a_wrong_label_lowers_the_figures(beir: Path, embedder: Embedder, tmp_path: Path) -> None:
    judged = (beir / "qrels" / "test.tsv").read_text().replace("3\tc\t1", "3\tb\t1")
    (beir / "qrels" / "test.tsv").write_text(judged)
    figures = await Knowledge().measure(beir, embedder, tmp_path / "work", lambda line: None)
    assert figures["ours"]["ndcg10"] < 1


@pytest.mark.parametrize("missing", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
async def test_a_set_that_lacks_a_file_is_refused_with_the_reason(
    beir: Path, embedder: Embedder, tmp_path: Path, missing: str
) -> None:
    (beir / missing).unlink()
    with pytest.raises(InvalidInput, match="BEIR"):
        await Knowledge().measure(beir, embedder, tmp_path / "work", lambda line: None)
