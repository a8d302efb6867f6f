"""Real and hostile files through the reading process: `python -m benchmarks.documents --data FOLDER [--json]`.

FOLDER has `documents/` with `expected.json` (by file: strings that must be found) and `hostile/`; to these come the
hostile files of tests/support/hostile.py. Strings are compared without what is only Markdown: emphasis, marks of
headings, lists and tables, addresses of links, pictures as base64; one string is a label that is not in its file.

files, hostile                   how many were read
expected, missing_strings        strings to be found, and those that were not; markup_only: had no text left to compare
refused                          files of both kinds that no text was read from
crashes                          the process ended without an answer (a hostile file that was bounded by memory is none)
hangs                            took longer than allowed
silent_empty                     nothing read and nothing said
surprises                        own hostile files that did not end as they must
peak_worker_mb, seconds          most memory of one worker with what it started, and time in all
"""

import argparse
import asyncio
import json
import re
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.report import progress, result
from capabilities.knowledge.apart import DAMAGED, Limits, read_apart
from capabilities.knowledge.reading import ReadDocument, Unreadable
from tests.support.hostile import SECRET, Hostile, hostile_files

LIMITS = Limits(seconds=120, memory_mb=2048)
_LABELS = {"## Content"}  # written by the program that the list was made with; not in the file
_TABLE_RULE = re.compile(r"\|?(\s*:?-{3,}:?\s*\|)+")
_LINK = re.compile(r"!?\[([^\]]*)\](\([^)]*\))?|\]\([^)\s]*\)?")
_MARKS = re.compile(r"```\w*|[*_`]{1,3}|^\s*(#{1,6}|>|[*+-])\s+|data:image/\S*", re.MULTILINE)


@dataclass
class Count:
    files: int = 0
    hostile: int = 0
    expected: int = 0
    markup_only: int = 0
    refused: int = 0
    crashes: int = 0
    hangs: int = 0
    missing: list[str] = field(default_factory=list)
    silent_empty: list[str] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)
    peak_mb: float = 0.0


@dataclass
class Outcome:
    text: str = ""
    said: str = ""
    seconds: float = 0.0
    peak_mb: float = 0.0


async def read(path: Path, name: str) -> Outcome:
    outcome, began = Outcome(), time.monotonic()
    watching = asyncio.create_task(_watch(outcome))
    try:
        with tempfile.TemporaryDirectory() as folder:
            document = await read_apart(path, name, LIMITS, folder=Path(folder))
            outcome.text = "\n".join([document.text, *[text async for text in _members(document, Path(folder))]])
        outcome.said = " ".join(document.notices)
    except Unreadable as error:
        outcome.said = str(error)
    finally:
        watching.cancel()
    outcome.seconds = time.monotonic() - began
    return outcome


async def _members(document: ReadDocument, folder: Path) -> AsyncIterator[str]:
    for member in document.members:
        try:
            yield (await read_apart(folder / member.path, member.name, LIMITS)).text
        except Unreadable as error:
            yield f"({member.name}: {error})"


async def _watch(outcome: Outcome) -> None:
    """The memory that the worker and its programs really hold, looked at often."""
    while True:
        children = psutil.Process().children(recursive=True)
        outcome.peak_mb = max(outcome.peak_mb, sum(map(_resident, children)) / 1_000_000)
        await asyncio.sleep(0.02)


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def plain(text: str) -> str:
    """Without what is only Markdown."""
    text = "\n".join(line for line in text.splitlines() if not _TABLE_RULE.fullmatch(line.strip()))
    return " ".join(_MARKS.sub(" ", _LINK.sub(r"\1", text)).replace("|", " ").split())


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", plain(text))


def look_for(strings: list[str], name: str, outcome: Outcome, count: Count) -> None:
    text = _squeezed(outcome.text)
    for string in strings:
        wanted = _squeezed(string)
        count.expected += 1
        if not wanted or string in _LABELS:
            count.markup_only += 1
        elif wanted not in text:
            count.missing.append(f"{name}: {string}")


def judge(name: str, outcome: Outcome, count: Count) -> None:
    empty = not outcome.text.strip()
    count.refused += empty
    count.crashes += outcome.said == DAMAGED
    count.hangs += "took longer than" in outcome.said
    count.peak_mb = max(count.peak_mb, outcome.peak_mb)
    if empty and not outcome.said:
        count.silent_empty.append(name)
    told = "" if outcome.text else "refused: "
    name = name.replace("\0", "?")
    figures = f"{outcome.seconds:6.1f} s {outcome.peak_mb:5.0f} MB {len(outcome.text):8,} characters"
    progress(f"{figures}  {name}  {told}{outcome.said[:150]}")


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


async def real(folder: Path, count: Count) -> None:
    expected = json.loads((folder / "expected.json").read_text())
    for path in _files(folder):
        if path.name == "expected.json":
            continue
        outcome = await read(path, path.name)
        count.files += 1
        judge(path.name, outcome, count)
        look_for(expected.get(path.name, {}).get("must_include", []), path.name, outcome, count)


async def hostile(folder: Path, count: Count) -> None:
    for path in _files(folder):
        count.hostile += 1
        judge(path.name, await read(path, path.name), count)


async def own(count: Count) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "secret.txt").write_text(SECRET)
        for each in hostile_files():
            path = folder / "file"
            path.write_bytes(each.make(folder / "secret.txt"))
            outcome = await read(path, each.name)
            count.hostile += 1
            if each.name in _BOUNDED:
                outcome.said = "(ended by its bound on memory) " + outcome.said
            judge(each.name, outcome, count)
            count.surprises += surprises(each, outcome)


_BOUNDED = {"far-cell.xlsx"}  # meant to be ended by the limit on memory


def surprises(file: Hostile, outcome: Outcome) -> Iterator[str]:
    told = outcome.text + outcome.said
    if (
        not re.search(file.refused or file.told, told)
        or bool(file.refused) == bool(outcome.text.strip())
        or SECRET in told
    ):
        yield file.name


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="one JSON object at the end (always)")
    options = parser.parse_args()
    count, began = Count(), time.monotonic()
    await real(options.data / "documents", count)
    await hostile(options.data / "hostile", count)
    await own(count)
    for line in [*count.missing, *count.surprises]:
        progress(f"!! {line}")
    result({
        "files": count.files, "hostile": count.hostile, "expected": count.expected, "markup_only": count.markup_only,
        "missing_strings": len(count.missing), "refused": count.refused, "crashes": count.crashes, "hangs": count.hangs,
        "silent_empty": len(count.silent_empty), "surprises": len(count.surprises),
        "peak_worker_mb": round(count.peak_mb), "seconds": round(time.monotonic() - began, 1),
    })  # fmt: skip


if __name__ == "__main__":
    asyncio.run(main())
