"""Finds installed capability packages by entry point; a broken one is listed and the rest load."""

import asyncio
from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points

import structlog

from agent_core.contract import ENTRY_POINT_GROUP, Capability, CapabilityPackage, Host
from agent_core.errors import NotFound

log = structlog.get_logger(__name__)


class Registry:
    """The packages of this process. `broken` maps the name of a package that did not load or open to the reason."""

    def __init__(self) -> None:
        self.packages: dict[str, CapabilityPackage] = {}
        self.capabilities: dict[str, Capability] = {}
        self.broken: dict[str, str] = {}

    def register(self, package: CapabilityPackage) -> None:
        """Add a package. Raises ValueError when its name is taken or it declares nothing."""
        if package.name in self.packages:
            raise ValueError(f"two packages are named {package.name!r}")
        declared = {found.name: found for found in package.capabilities()}
        if not declared:
            raise ValueError("it declares no capability")
        self.packages[package.name] = package
        self.capabilities |= declared

    def find(self, name: str) -> Capability:
        """The capability of that full name. Raises NotFound."""
        try:
            return self.capabilities[name]
        except KeyError:
            raise NotFound(f"There is no capability {name!r}.") from None

    async def open(self, host_for: Callable[[str], Host]) -> None:
        """Open every package at once; one that fails is taken out and listed as broken."""
        await asyncio.gather(*(self._open(package, host_for(name)) for name, package in list(self.packages.items())))

    async def _open(self, package: CapabilityPackage, host: Host) -> None:
        try:
            await package.open(host)
        except Exception as error:
            log.exception("package.open_failed", package=package.name)
            self._drop(package.name, error)

    def _drop(self, name: str, error: Exception) -> None:
        self.broken[name] = f"{type(error).__name__}: {error}"
        del self.packages[name]
        self.capabilities = {key: found for key, found in self.capabilities.items() if key.partition(".")[0] != name}

    async def close(self) -> None:
        """Close every package; what one of them raises does not keep the others open."""
        closed = await asyncio.gather(*(package.close() for package in self.packages.values()), return_exceptions=True)
        for name, outcome in zip(self.packages, closed, strict=True):
            if isinstance(outcome, Exception):
                log.error("package.close_failed", package=name, error=str(outcome))


def load_registry(found: Iterable[EntryPoint] | None = None) -> Registry:
    """Import every package of the entry-point group (or of `found`), in the order of their names."""
    registry = Registry()
    for entry in sorted(entry_points(group=ENTRY_POINT_GROUP) if found is None else found, key=lambda each: each.name):
        try:
            registry.register(entry.load()())
        except Exception as error:
            log.exception("package.load_failed", package=entry.name)
            registry.broken[entry.name] = f"{type(error).__name__}: {error}"
    return registry
