"""After a person is forgotten, nothing made of their documents is left: no vector, no word, no byte in a file."""

import struct
from pathlib import Path

from capabilities.knowledge.passages import Passage
from capabilities.knowledge.schemas import Question
from capabilities.knowledge.vectors import Vectors
from tests.capabilities.knowledge.conftest import Library

ANAS, GROUPS = [0.123456, 0.4, 0.6, 0.7], [0.654321, 0.1, 0.2, 0.3]
BENS = [0.333333, 0.9, 0.1, 0.2]
MANY = 1_100  # more than Chroma holds before it writes an index of its own


def holding(folder: Path, needle: bytes) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file() and needle in path.read_bytes()]


def packed(vector: list[float]) -> bytes:
    return struct.pack("<4f", *vector)


async def fill(index: Vectors, audience: str, document: str, vector: list[float], count: int) -> None:
    passages = [Passage(f"{document}:1:{n}", document, 1, n, 0, 1, None, None, "") for n in range(count)]
    await index.add(audience, passages, [vector] * count)


async def test_vectors_that_were_only_removed_stay_in_the_files(tmp_path: Path) -> None:
    """The control."""
    index = Vectors(tmp_path, None, lambda: 4)
    await fill(index, "user:ana", "CANARY", ANAS, MANY)
    await index.remove("user:ana", "CANARY")
    await index.close()
    assert holding(tmp_path, packed(ANAS))


async def test_vectors_that_are_forgotten_are_in_no_file_and_others_are_still_found(tmp_path: Path) -> None:
    index = Vectors(tmp_path, None, lambda: 4)
    await fill(index, "user:ana", "CANARY", ANAS, MANY)
    await fill(index, "user:ben", "ben", BENS, MANY)
    await fill(index, "group:g", "CANARY", GROUPS, 20)
    await fill(index, "group:g", "shared", BENS, 20)
    await index.remove("group:g", "CANARY")
    await index.rewrite("group:g")
    await index.forget("user:ana")
    assert len(await index.query("user:ben", BENS, limit=50)) == 50
    assert len(await index.query("group:g", BENS, limit=50)) == 20
    assert await index.query("user:ana", ANAS, limit=50) == {}
    await index.close()
    assert not [path for needle in (packed(ANAS), packed(GROUPS), b"CANARY") for path in holding(tmp_path, needle)]
    assert holding(tmp_path, packed(BENS))
    again = Vectors(tmp_path, None, lambda: 4)
    assert len(await again.query("user:ben", BENS, limit=50)) == 50
    await again.close()


async def test_a_person_is_forgotten_and_the_rest_goes_on(library: Library, tmp_path: Path) -> None:
    for person, words in (("ana", "The canary-ana sings at noon."), ("ben", "The canary-ben sings at night.")):
        path = tmp_path / f"{person}.txt"
        path.write_text(words)
        await library.add(path, person)
    await library.package.forget("user:ana")
    await library.package.forget("user:ana")  # a repeat does no harm
    asked = Question(question="When does the canary sing?")
    assert (await library.package.answer_question(library.call("ben"), asked)).supported
    assert not (await library.package.answer_question(library.call("ana"), asked)).supported
