"""`agentic doctor`: what is in the way, before somebody runs into it."""

import time

from agent_core.errors import AgentError, ConfigurationError
from agent_core.models.port import ChatMessage
from agent_core.models.provider import configured
from agent_core.registry import load_registry
from agent_core.settings import Settings, load_settings
from agent_core.storage.health import Check, examine
from interfaces.cli.session import run

MARKS = {True: "✓", False: "✗"}


def doctor() -> None:
    """Check the settings, the data folder, the database, the models and the packages."""
    run(_doctor())


async def _doctor() -> int:
    try:
        settings = load_settings()
    except ConfigurationError as error:
        _show(Check("settings", False, error.message))
        return 1
    checks = [*await examine(settings), await _model(settings), *_packages()]
    for check in checks:
        _show(check)
    return 0 if all(check.ok for check in checks) else 1


async def _model(settings: Settings) -> Check:
    """One short call, as the server would make it."""
    chat = configured(settings)
    if chat is None:
        return Check("language model", True, "none configured; the built-in planner answers")
    question = ChatMessage(role="user", content="Say yes.")
    try:
        await chat.load()
        began = time.perf_counter()
        async for _ in chat.stream([question]):
            pass
    except AgentError as error:
        return Check("language model", False, f"{chat.name} at {settings.model_base_url}: {error.message}")
    finally:
        await chat.close()
    return Check("language model", True, f"{chat.name} answered in {time.perf_counter() - began:.1f} s")


def _packages() -> list[Check]:
    registry = load_registry()
    loaded = [Check(f"package {name}", True, package.description) for name, package in registry.packages.items()]
    return [*loaded, *(Check(f"package {name}", False, reason) for name, reason in registry.broken.items())]


def _show(check: Check) -> None:
    print(f"{MARKS[check.ok]} {check.name}: {check.detail}")
