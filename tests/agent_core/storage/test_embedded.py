"""The embedded database survives kills of itself and of us, and never outlives us."""

import asyncio
import os
import signal
import sys
import textwrap
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from agent_core.errors import ConfigurationError, Unavailable
from agent_core.storage.daemon import ENVIRONMENT, TETHER, Daemon, end_leftover, free_port
from agent_core.storage.database import Database
from agent_core.storage.embedded import EmbeddedDatabase


@asynccontextmanager
async def connected(folder: Path) -> AsyncIterator[tuple[EmbeddedDatabase, Database]]:
    embedded = EmbeddedDatabase(folder)
    database = Database(uri=await embedded.start(), name="things")
    try:
        yield embedded, database
    finally:
        await database.close()
        await embedded.stop()


async def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come true in time"
        await asyncio.sleep(0.01)


def runs(pid: int) -> bool:
    """Whether it lives; a dead one may keep its number for long where nobody collects orphans."""
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@pytest.mark.faults
async def test_a_killed_database_comes_back_at_the_same_address_with_every_acknowledged_write(tmp_path: Path) -> None:
    async with connected(tmp_path) as (embedded, database):
        things, killed = database.collection("things"), embedded.pid
        for number in range(50):
            await things.insert_one({"_id": number})
        os.kill(killed, signal.SIGKILL)
        await until(lambda: embedded.pid != killed)
        assert await things.count_documents({}) == 50
        await things.insert_one({"_id": 50})


@pytest.mark.faults
async def test_a_database_killed_while_it_is_written_to_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    acknowledged: list[int] = []
    async with connected(tmp_path) as (embedded, database):
        things = database.collection("things")

        async def write() -> None:
            number = 0
            while True:
                number += 1
                await things.insert_one({"_id": number})
                acknowledged.append(number)

        for _ in range(3):
            writer, killed = asyncio.create_task(write()), embedded.pid
            await asyncio.sleep(0.2)
            os.kill(killed, signal.SIGKILL)
            writer.cancel()
            with suppress(asyncio.CancelledError, PyMongoError):
                await writer
            await until(lambda: embedded.pid != killed)  # noqa: B023
            stored = {each["_id"] async for each in things.find()}
            assert acknowledged
            assert set(acknowledged) <= stored
            await things.delete_many({})
            acknowledged.clear()


async def test_nobody_gets_in_without_the_password(tmp_path: Path) -> None:
    async with connected(tmp_path) as (_, database):
        with MongoClient[dict[str, Any]](_bare(database.uri)) as stranger, pytest.raises(OperationFailure):
            stranger["things"]["things"].insert_one({})
        assert (tmp_path / "password").stat().st_mode & 0o077 == 0


def _bare(uri: str) -> str:
    return f"mongodb://{urlsplit(uri).netloc.rpartition('@')[2]}/?directConnection=true"


async def test_the_password_is_neither_in_the_command_line_nor_in_a_log(tmp_path: Path) -> None:
    async with connected(tmp_path) as (embedded, database):
        await database.ping()
        password = str(urlsplit(database.uri).password)
        assert password not in " ".join(psutil.Process(embedded.pid).cmdline())
        assert password not in (tmp_path / "server.log").read_text()


async def test_it_gets_none_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENTIC_MODEL_API_KEY", "hush")
    async with connected(tmp_path) as (embedded, _):
        passed = psutil.Process(embedded.pid).environ()
        assert {name: passed.get(name) for name in ENVIRONMENT} == ENVIRONMENT
        assert "hush" not in passed.values()


async def test_it_listens_on_this_machine_only(tmp_path: Path) -> None:
    async with connected(tmp_path) as (embedded, _):
        open_ports = psutil.Process(embedded.pid).net_connections(kind="inet")
        assert {each.laddr.ip for each in open_ports if each.status == psutil.CONN_LISTEN} == {"127.0.0.1"}


async def test_a_lost_password_file_is_made_anew_and_the_data_is_still_there(tmp_path: Path) -> None:
    async with connected(tmp_path) as (_, database):
        await database.collection("things").insert_one({"_id": "kept"})
        old = database.uri
    (tmp_path / "password").unlink()
    async with connected(tmp_path) as (_, database):
        assert await database.collection("things").find_one() == {"_id": "kept"}
        assert urlsplit(database.uri).password != urlsplit(old).password


async def test_a_second_server_on_the_same_folder_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    async with connected(tmp_path) as (embedded, database):
        with pytest.raises(ConfigurationError, match=rf"in use by another server \(process {os.getpid()}\)"):
            await EmbeddedDatabase(tmp_path).start()
        assert runs(embedded.pid)
        await database.ping()


async def test_an_orderly_stop_ends_the_process_and_frees_the_folder_quickly(tmp_path: Path) -> None:
    async with connected(tmp_path) as (embedded, _):
        pid = embedded.pid
        began = time.monotonic()
    assert time.monotonic() - began < 1.5  # two seconds without the connection that wakes it
    assert not runs(pid)
    async with connected(tmp_path):
        pass


async def test_a_start_that_is_given_up_leaves_no_process_and_frees_the_folder(tmp_path: Path) -> None:
    starting = asyncio.create_task(EmbeddedDatabase(tmp_path).start())
    await until((tmp_path / "server.pid").exists)
    pid = int((tmp_path / "server.pid").read_text())
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert not runs(pid)
    async with connected(tmp_path):
        pass


async def test_a_database_that_cannot_start_says_where_its_log_is(tmp_path: Path) -> None:
    (tmp_path / "data").touch()  # where its folder should be
    with pytest.raises(Unavailable, match=r"did not start; see .*server\.log"):
        await EmbeddedDatabase(tmp_path).start()
    (tmp_path / "data").unlink()
    async with connected(tmp_path):
        pass


PARENT = textwrap.dedent("""
    import asyncio, sys
    from pathlib import Path
    from agent_core.storage.database import Database
    from agent_core.storage.embedded import EmbeddedDatabase

    async def main():
        embedded = EmbeddedDatabase(Path(sys.argv[1]))
        database = Database(uri=await embedded.start(), name="things")
        await database.collection("things").insert_one({"_id": "kept"})
        print(embedded.pid, flush=True)
        await asyncio.sleep(60)

    asyncio.run(main())
""")


@pytest.mark.faults
async def test_after_a_kill_of_our_process_the_database_is_gone_and_the_next_start_works_at_once(
    tmp_path: Path,
) -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout
    child = int(await parent.stdout.readline())
    assert runs(child)
    parent.kill()
    await parent.wait()
    async with connected(tmp_path) as (embedded, database):
        assert not runs(child)
        assert embedded.pid != child
        assert await database.collection("things").find_one() == {"_id": "kept"}


@pytest.mark.skipif(sys.platform != "linux", reason="the tie to the parent is Linux's")
@pytest.mark.faults
async def test_without_the_tether_the_child_would_outlive_its_parent() -> None:
    """The control: the same parent, tied and not tied."""
    assert await _survives_its_parent(tied=False)
    assert not await _survives_its_parent(tied=True)


async def _survives_its_parent(*, tied: bool) -> bool:
    tether = [sys.executable, "-I", "-S", str(TETHER)]
    code = (
        "import os, subprocess, sys, time\n"
        f"tie = {tether!r} + [str(os.getpid())] if {tied} else []\n"
        "child = subprocess.Popen([*tie, '/bin/sleep', '30'], stdout=subprocess.DEVNULL)\n"
        "time.sleep(0.5)\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(30)\n"
    )
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    assert parent.stdout
    child = int(await parent.stdout.readline())
    parent.kill()
    await parent.wait()
    await asyncio.sleep(0.3)
    alive = runs(child)
    if alive:
        os.kill(child, signal.SIGKILL)
    return alive


@pytest.mark.faults
async def test_a_database_process_left_behind_is_ended(tmp_path: Path) -> None:
    left = Daemon(tmp_path, free_port(), auth=False)
    await left.start()
    await end_leftover(tmp_path)
    assert await left.wait() == -signal.SIGKILL
    assert not (tmp_path / "server.pid").exists()


async def test_a_stranger_who_got_the_number_of_an_old_process_is_left_alone(tmp_path: Path) -> None:
    stranger = await asyncio.create_subprocess_exec("/bin/sleep", "30")
    try:
        (tmp_path / "server.pid").write_text(str(stranger.pid))
        await end_leftover(tmp_path)
        assert runs(stranger.pid)
    finally:
        stranger.kill()
        await stranger.wait()
