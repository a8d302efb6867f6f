"""The vector index keeps nothing but vectors on the disk."""

from pathlib import Path

import chromadb

from capabilities.knowledge.passages import Passage
from capabilities.knowledge.vectors import Vectors

VECTORS = [[float(number % 7), 1.0, float(number % 11), 2.0] for number in range(1, 1601)]


def lengths(folder: Path) -> bytes:
    """What the file of lengths of every collection holds."""
    return b"".join(path.read_bytes() for path in folder.glob("*/length.bin"))


async def test_the_memory_of_the_server_is_not_written_into_the_index(tmp_path: Path) -> None:
    ids = [f"d:1:{number:05}" for number in range(len(VECTORS))]
    alone = chromadb.PersistentClient(str(tmp_path / "alone"))
    vault = alone.create_collection("unwatched", embedding_function=None, configuration={"hnsw": {"space": "cosine"}})
    vault.add(ids=ids, embeddings=VECTORS)  # type: ignore[arg-type]
    assert any(lengths(tmp_path / "alone"))  # the control: as Chroma writes it

    index = Vectors(tmp_path / "watched", None, lambda: 4)
    passages = [Passage(each, "d", 1, number, 0, 1, None, None, "") for number, each in enumerate(ids)]
    await index.add("ana", passages, VECTORS)
    assert (len(lengths(tmp_path / "watched")) > 0, any(lengths(tmp_path / "watched"))) == (True, False)
    nearest = await index.query("ana", VECTORS[3], limit=20)
    await index.close()
    assert not any(lengths(tmp_path / "watched"))

    again = Vectors(tmp_path / "watched", None, lambda: 4)
    assert await again.query("ana", VECTORS[3], limit=20) == nearest
    await again.remove("ana", "d")
    assert await again.query("ana", VECTORS[3], limit=20) == {}
    await again.close()
    assert not any(lengths(tmp_path / "watched"))
