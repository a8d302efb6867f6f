"""Finds installed capability packages by entry point; a broken one is listed and the rest load."""

import asyncio
from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points

import structlog

from agent_core.contract import Capability, CapabilityPackage, Host
from agent_core.errors import NotFound

ENTRY_POINT_GROUP = "agentic.capabilities"
OPEN_SECONDS = 30.0  # a package that takes longer is left out, so that the others can start

log = structlog.get_logger(__name__)


class Registry:
    """The packages of this process. `broken` maps the name of a package that did not load or open to the reason."""

    def __init__(self) -> None:
        self.packages: dict[str, CapabilityPackage] = {}
        self.capabilities: dict[str, Capability] = {}
        self.broken: dict[str, str] = {}

    def register(self, package: CapabilityPackage) -> None:
        """Add a package. Raises DeclarationError for what is declared wrongly, ValueError when its name is taken."""
        declared = {found.name: found for found in package.capabilities()}
        if package.name in self.packages:
            raise ValueError(f"two packages are named {package.name!r}")
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
            async with asyncio.timeout(OPEN_SECONDS):
                await package.open(host)
        except TimeoutError:
            self._drop(package.name, f"it did not open in time ({OPEN_SECONDS:.0f} seconds)")
        except Exception as error:
            log.exception("package.open_failed", package=package.name)
            self._drop(package.name, _reason(error))

    def _drop(self, name: str, reason: str) -> None:
        self.broken[name] = reason
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
        except (Exception, SystemExit) as error:  # also of a module that ends the process when it cannot be imported
            log.exception("package.load_failed", package=entry.name)
            registry.broken[entry.name] = _reason(error)
    return registry


def _reason(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
