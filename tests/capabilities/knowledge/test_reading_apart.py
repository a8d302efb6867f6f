"""The process that reads: what it may not do, and what it gives when time runs out."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageDraw, ImageFont

from capabilities.knowledge.apart import Limits, read_apart
from capabilities.knowledge.reading import Job, Unreadable, read
from tests.support.hostile import hostile_files

CONNECT = "import socket; socket.create_connection(('127.0.0.1', 1), timeout=5)"


@pytest.mark.parametrize(
    ("before", "error"),
    [
        ("", "ConnectionRefusedError"),
        ("from capabilities.knowledge.worker import _stay_inside as stay; stay();", "Perm"),
    ],
)
def test_the_reading_process_may_not_open_a_connection(before: str, error: str) -> None:
    """The first row is the control: without the guard the connection is tried."""
    done = subprocess.run([sys.executable, "-c", before + CONNECT], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1].startswith(error)


def test_the_reading_process_sees_no_key_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    from capabilities.knowledge.apart import _environment

    monkeypatch.setenv("AGENTIC_SECRET_KEY", "x" * 40)
    assert not any(name.startswith("AGENTIC") for name in _environment())
    assert "x" * 40 not in _environment().values()


async def test_what_the_process_started_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program for text recognition that never ends, and a limit that does not wait for it."""
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\n[ "$1" = --list-langs ] && printf "list\\neng\\n" || sleep 300\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    Image.new("L", (1000, 100), 255).save(tmp_path / "a.png")
    reading = asyncio.create_task(read_apart(tmp_path / "a.png", "a.png", Limits(seconds=5, memory_mb=2048)))
    async with asyncio.timeout(30):
        while not running(program):
            assert not reading.done()
            await asyncio.sleep(0.05)
    with pytest.raises(Unreadable, match="took longer than"):
        await reading
    async with asyncio.timeout(5):
        while running(program):  # noqa: ASYNC110  # another process
            await asyncio.sleep(0.05)


def running(program: Path) -> bool:
    found = (process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"]))
    return any(str(program) in words and "stdin" in words for words in found)


def test_when_time_is_up_the_pages_read_so_far_are_given(tmp_path: Path) -> None:
    pages = []
    for number in range(3):
        page = Image.new("L", (1200, 200), 255)
        ImageDraw.Draw(page).text((40, 60), f"Page number {number + 1}", fill=0, font=ImageFont.load_default(48))
        pages.append(page)
    pages[0].save(tmp_path / "a.tiff", save_all=True, append_images=pages[1:])
    whole = read(tmp_path / "a.tiff", "a.tiff")
    assert [whole.text[page.start : page.end] for page in whole.pages] == [f"Page number {n}\n" for n in (1, 2, 3)]
    cut = read(tmp_path / "a.tiff", "a.tiff", Job(seconds=0))
    assert cut.text == "Page number 1\n"
    assert cut.notices == ["Only the first 1 of 3 pages were read in the time allowed."]


def test_there_are_enough_hostile_files_and_each_says_how_it_ends() -> None:
    files = hostile_files()
    assert len({file.name for file in files}) == len(files) >= 60
    assert all(bool(file.refused) != bool(file.told) for file in files)
