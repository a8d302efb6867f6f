"""Each hostile or broken file ends with what it is, or with its harmless part; nothing gets out of it."""

import re
import zipfile
from pathlib import Path

import pytest

from capabilities.knowledge.apart import Limits, read_apart
from capabilities.knowledge.reading import Job, Unreadable, read
from tests.support.hostile import SECRET, Hostile, hostile_files
from tests.support.zips import plain_zip

LIMITS = Limits(seconds=60, memory_mb=1024)
NEEDS_THE_PROCESS = {"far-cell.xlsx", "bomb.pdf", "lying-size.zip", "100k-pages.pdf"}  # bounded by it, or slow
FILES = [file for file in hostile_files() if file.name not in NEEDS_THE_PROCESS]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path


def judge(file: Hostile, refusal: str | None, told: str) -> None:
    assert SECRET not in told
    if file.refused:
        assert refusal is not None, f"it was read: {told[:200]}"
        assert re.search(file.refused, refusal)
    else:
        assert refusal is None
        assert re.search(file.told, told)


@pytest.mark.parametrize("file", FILES, ids=[file.name.replace("\0", "NUL") for file in FILES])
def test_a_hostile_file_is_refused_or_read_without_harm(file: Hostile, secret: Path, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(file.make(secret))
    try:
        document = read(path, file.name)
    except Unreadable as error:
        judge(file, str(error), str(error))
    else:
        judge(file, None, " ".join([document.text, *document.notices, *(page.name for page in document.pages)]))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(NEEDS_THE_PROCESS))
async def test_what_is_large_when_unpacked_is_bounded_by_the_reading_process(
    name: str, secret: Path, tmp_path: Path
) -> None:
    file = next(file for file in hostile_files() if file.name == name)
    path = tmp_path / "file"
    path.write_bytes(file.make(secret))
    try:
        document = await read_apart(path, name, LIMITS)
    except Unreadable as error:
        judge(file, str(error), str(error))
    else:
        judge(file, None, document.text + " ".join(document.notices))


def test_members_of_an_archive_get_numbers_for_names_in_the_folder_given(tmp_path: Path) -> None:
    inner = plain_zip({"b.txt": "inner words", "../../up.txt": "climbing words"})
    content: dict[str, str | bytes] = {
        "letters/a.txt": "outer words",
        "more.zip": inner,
        "x.exe": b"MZ\0\0",
        "__MACOSX/a.txt": "clutter",
    }
    (tmp_path / "a.zip").write_bytes(plain_zip(content))
    folder = tmp_path / "unpacked"
    folder.mkdir()
    document = read(tmp_path / "a.zip", "a.zip", Job(folder=folder))
    assert [member.name for member in document.members] == ["letters/a.txt", "more.zip/b.txt", "more.zip/up.txt"]
    assert [(folder / member.path).read_text() for member in document.members] == [
        "outer words", "inner words", "climbing words",
    ]  # fmt: skip
    assert sorted(path.name for path in folder.iterdir()) == sorted(member.path for member in document.members)
    assert {path.name for path in tmp_path.iterdir()} == {"a.zip", "unpacked"}
    said = " ".join(document.notices)
    assert "outside of the archive" in said
    assert "“x.exe” was left out: This is a program" in said


async def test_the_reading_process_unpacks_into_the_folder_and_writes_nowhere_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "words\n" * 1000)
    folder = tmp_path / "unpacked"
    folder.mkdir()
    document = await read_apart(tmp_path / "a.zip", "a.zip", LIMITS, folder=folder)
    assert [(member.name, (folder / member.path).read_text()[:6]) for member in document.members] == [
        ("a.txt", "words\n")
    ]


def test_an_archive_without_a_folder_is_read_as_one_text(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(plain_zip({"a.txt": "first words", "b.csv": "x,y\n1,2\n"}))
    document = read(tmp_path / "a.zip", "a.zip")
    assert document.text == "first words\n| x | y |\n| 1 | 2 |\n"
    assert [(page.page, page.name) for page in document.pages] == [(1, "a.txt"), (2, "b.csv")]


@pytest.mark.slow
def test_the_limit_on_what_is_unpacked_is_what_stops_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the limit raised, the same file is unpacked."""
    bomb = next(file for file in hostile_files() if file.name == "bomb.zip")
    (tmp_path / "bomb.zip").write_bytes(bomb.make(tmp_path / "secret.txt"))
    monkeypatch.setattr("capabilities.knowledge.reading.source.MOST_UNPACKED", 10**10)
    folder = tmp_path / "unpacked"
    folder.mkdir()
    document = read(tmp_path / "bomb.zip", "bomb.zip", Job(folder=folder))
    assert [(folder / member.path).stat().st_size for member in document.members] == [450_000_000]
