"""Packages come from entry points; one that does not work is listed and keeps nobody else from working."""

import asyncio
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from agent_core.contract import Call, CapabilityPackage, Host, Result, Risk, capability
from agent_core.errors import NotFound
from agent_core.host import Blind, PackageHost, Platform
from agent_core.memory.notices import Notices
from agent_core.queue.bus import Bus
from agent_core.registry import Registry, load_registry
from agent_core.storage.database import Database
from agent_core.storage.files import FileStore
from tests.agent_core.conftest import NoEmbedder
from tests.support.accounts import KnownAccounts
from tests.support.channels import Pigeons
from tests.support.errands import Errand, Errands

GROUP = "agentic.capabilities"


def entry(name: str, value: str) -> EntryPoint:
    return EntryPoint(name=name, value=value, group=GROUP)


class Stubborn(Errands):
    """Does not open."""

    name = "stubborn"

    def __init__(self) -> None:
        super().__init__()
        self.ticks = 0

    async def open(self, host: Host) -> None:
        host.spawn("tick", self._tick())
        await asyncio.sleep(0)
        raise RuntimeError("the key is missing")

    async def _tick(self) -> None:
        while True:
            self.ticks += 1
            await asyncio.sleep(0.01)


@pytest.fixture
def platform(database: Database, tmp_path: Path) -> Platform:
    bus = Bus()
    return Platform(
        database=database, data_dir=tmp_path, files=FileStore(tmp_path / "files", database.collection("files")),
        embedder=NoEmbedder(), eyes=Blind(), bus=bus, notices=Notices(database.collection("notifications"), bus),
        accounts=KnownAccounts(), channels=Pigeons(),
    )  # fmt: skip


def test_a_package_that_does_not_load_is_listed_and_the_rest_load() -> None:
    registry = load_registry(
        [
            entry("gone", "no_such_module:Package"),
            entry("errands", "tests.support.errands:Errands"),
            entry("missing", "tests.support.errands:NoSuchClass"),
        ]
    )
    assert list(registry.packages) == ["errands"]
    assert registry.find("errands.run").name == "errands.run"
    assert "no_such_module" in registry.broken["gone"]
    assert "NoSuchClass" in registry.broken["missing"]


def test_a_module_that_ends_the_process_when_it_is_imported_is_only_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "quitter.py").write_text("raise SystemExit('I need Windows')\n")
    monkeypatch.syspath_prepend(tmp_path)
    registry = load_registry([entry("quitter", "quitter:Package")])
    assert registry.broken == {"quitter": "SystemExit: I need Windows"}


def test_the_installed_packages_are_found_by_their_entry_points() -> None:
    registry = load_registry()
    assert {"knowledge", "planner"} <= set(registry.packages)
    assert registry.broken == {}


def test_the_second_package_of_a_name_is_listed_as_broken() -> None:
    place = "tests.support.errands:Errands"
    registry = load_registry([entry("a", place), entry("b", place)])
    assert list(registry.packages) == ["errands"]
    assert "two packages are named 'errands'" in registry.broken["b"]


def test_a_package_that_is_declared_wrongly_adds_nothing() -> None:
    class Wrong(CapabilityPackage):
        name = "wrong"
        description = "Has one good and one bad function."

        @capability(risk=Risk.READ)
        async def good(self, call: Call, errand: Errand) -> Result:
            """Work."""
            return Result()

        @capability(risk=Risk.READ)
        async def bad(self, call: Call, errand: Errand) -> Result:
            return Result()

    registry = Registry()
    with pytest.raises(Exception, match="bad needs a docstring"):
        registry.register(Wrong())
    assert (registry.packages, registry.capabilities) == ({}, {})


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match=r"no capability 'errands\.fly'"):
        Registry().find("errands.fly")


async def test_a_package_that_fails_to_open_is_taken_out_and_the_rest_open(platform: Platform) -> None:
    registry = Registry()
    registry.register(Stubborn())
    registry.register(Errands())
    hosts = {name: PackageHost(name, platform) for name in registry.packages}
    await registry.open(hosts.__getitem__)
    assert registry.broken == {"stubborn": "RuntimeError: the key is missing"}
    assert {name.partition(".")[0] for name in registry.capabilities} == {"errands"}
    for host in hosts.values():
        await host.close()


async def test_one_package_that_fails_to_close_does_not_keep_the_others_open() -> None:
    closed = []

    class Bad(Errands):
        name = "bad"

        async def close(self) -> None:
            raise RuntimeError("stuck")

    class Good(Errands):
        name = "good"

        async def close(self) -> None:
            closed.append(self.name)

    registry = Registry()
    registry.register(Bad())
    registry.register(Good())
    await registry.close()
    assert closed == ["good"]


async def test_the_jobs_of_a_host_end_with_it_and_a_crash_of_one_is_not_the_others(platform: Platform) -> None:
    host, done = PackageHost("errands", platform), asyncio.Event()

    async def crash() -> None:
        raise RuntimeError("in a job")

    async def wait() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            done.set()

    host.spawn("crash", crash())
    host.spawn("wait", wait())
    await asyncio.sleep(0.01)
    assert not done.is_set()
    await host.close()
    assert done.is_set()


@pytest.mark.parametrize("name", ["users", "runs", "effects", "sessions", "checkpoints"])
async def test_a_package_cannot_have_the_collections_of_the_core(platform: Platform, name: str) -> None:
    with pytest.raises(ValueError, match="belongs to the core"):
        PackageHost("errands", platform).collection(name)
