"""The configured minds of one process over the real database."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from agent_core.agents.minds import AgentMinds
from agent_core.agents.opening import open_minds
from agent_core.agents.schemas import AgentDraft, Provider, ProviderDraft
from agent_core.settings import Settings
from agent_core.state import Turn
from agent_core.storage.database import Database

Opened = Callable[..., AbstractAsyncContextManager[AgentMinds]]
KEY = "sk-test-0123456789abcdef-LAST"


@pytest.fixture
def open_configured(database: Database, tmp_path: Path) -> Opened:
    """Opens them as a process does; more settings by keyword."""
    return lambda every=60.0, **more: open_minds(
        Settings(_env_file=None, data_dir=tmp_path, **more), database, every=every
    )


@pytest.fixture
async def minds(open_configured: Opened) -> AsyncIterator[AgentMinds]:
    async with open_configured() as opened:
        yield opened


async def provider_at(minds: AgentMinds, url: str, *models: str, name: str = "Home", key: str = KEY) -> Provider:
    draft = ProviderDraft.model_validate(
        {"name": name, "kind": "compatible", "base_url": url, "api_key": key, "models": [{"name": m} for m in models]}
    )
    return await minds.directory.add_provider(draft)


async def agent_with(minds: AgentMinds, name: str = "Coach", **fields: object) -> str:
    return (await minds.directory.add_agent(AgentDraft.model_validate({"name": name, **fields}))).id


def turn(text: str = "hello", agent_id: str | None = None, role: str = "user", interface: str = "web") -> Turn:
    return Turn(
        run_id="r1", user_id="ana", audience="user:ana", conversation_id="c1", interface=interface, text=text,
        attachments=[], zone="Europe/Madrid", at="2026-11-21T10:00:00+00:00", role=role, agent_id=agent_id,
    )  # fmt: skip
