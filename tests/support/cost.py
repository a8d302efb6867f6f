"""What a call costs the embedded database: its processor time, which hardly depends on who else uses the machine."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import psutil

from agent_core.contract import Documents

Act = Callable[[], Awaitable[object]]
Crowd = tuple[Documents, Mapping[str, Any]]  # where, and what a document there looks like
CROWD = 3000  # documents
TIMES = 15
LEAST = 1.0  # milliseconds: what is shorter is not told apart
MOST = 4.0  # times as much; a call that reads the whole collection takes eight to a hundred times as much


def server(uri: str) -> psutil.Process:
    """The process of the embedded database behind the address, a descendant of ours."""
    port = ["--port", str(urlsplit(uri).port)]
    found = psutil.Process().children(recursive=True)
    return next(each for each in reversed(found) if _holds(each.cmdline(), port))


def _holds(words: list[str], pair: list[str]) -> bool:
    return pair in (words[at : at + 2] for at in range(len(words)))


async def cost(process: psutil.Process, act: Act, times: int = TIMES) -> float:
    """Milliseconds of processor time for one call."""
    await act()
    began = process.cpu_times()
    for _ in range(times):
        await act()
    ended = process.cpu_times()
    return 1000 * (ended.user + ended.system - began.user - began.system) / times


async def crowd(documents: Documents, like: Mapping[str, Any], count: int = CROWD) -> None:
    """Insert copies; text with `#` in it differs in each."""
    rows = [
        {name: value.replace("#", f"{number:08}") if isinstance(value, str) else value for name, value in like.items()}
        for number in range(count)
    ]
    await documents.insert_many(rows)


async def grown(uri: str, acts: Sequence[Act], crowds: Sequence[Crowd]) -> dict[str, float]:
    """The calls that cost much more once the crowds are there: by name, how many times as much."""
    process = server(uri)
    before = [await cost(process, act) for act in acts]
    for documents, like in crowds:
        await crowd(documents, like)
    times = [await cost(process, act) / max(LEAST, few) for act, few in zip(acts, before, strict=True)]
    for documents, _ in crowds:
        await documents.delete_many({})  # to drop a collection, the embedded database writes once for each document
    return {act.__name__: round(share, 1) for act, share in zip(acts, times, strict=True) if share > MOST}
