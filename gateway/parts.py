"""The open parts of this process, as the lifespan made them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from agent_core.ids import new_id
from agent_core.registry import Registry
from agent_core.settings import Settings
from gateway.metrics import Metrics

if TYPE_CHECKING:  # importing the core loads langgraph; the server does that while its database starts
    from agent_core.agents.minds import AgentMinds
    from agent_core.assistant import Assistant
    from agent_core.doors.doors import Doors
    from agent_core.doors.outbox import Outbox
    from agent_core.doors.sending import Sending
    from agent_core.memory.groups import Groups
    from agent_core.memory.links import Links
    from agent_core.memory.notices import Notices
    from agent_core.memory.people import People
    from agent_core.memory.platforms import Platforms
    from agent_core.privacy.parts import Privacy
    from agent_core.queue.bus import Bus
    from agent_core.spending.parts import Spending
    from agent_core.storage.database import Database
    from agent_core.storage.files import FileStore
    from agent_core.voice.voice import Voice
    from gateway.security.accounts import Accounts
    from gateway.security.services import Services
    from gateway.security.setup import FirstAdministrator
    from gateway.turns import TurnWatch


@dataclass(frozen=True, kw_only=True)
class Parts:
    settings: Settings
    metrics: Metrics
    registry: Registry
    database: "Database"
    people: "People"
    accounts: "Accounts"
    services: "Services"
    links: "Links"
    groups: "Groups"
    platforms: "Platforms"
    first_admin: "FirstAdministrator"
    minds: "AgentMinds"
    spending: "Spending"
    assistant: "Assistant"
    bus: "Bus"
    files: "FileStore"
    notices: "Notices"
    doors: "Doors"
    outbox: "Outbox"
    channels: "Sending"
    turns: "TurnWatch"
    instance: str = field(default_factory=new_id)  # a name of this very process
    voice: "Voice"
    privacy: "Privacy"


class State(TypedDict):
    """What the lifespan hands to every request."""

    parts: Parts
