"""Memory and privacy over the wire."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from agent_core.contract import Origin
from agent_core.memory.facts import LONGEST, Status
from agent_core.memory.rules import LONGEST as MOST_DAYS
from agent_core.memory.rules import Learn
from gateway.schemas import GivenPassword


class FactOrigin(BaseModel):
    """Where a fact was said; by hand on the memory page when there is no run."""

    interface: str
    conversation_id: str | None
    run_id: str | None


class FactItem(BaseModel):
    id: str
    text: str
    status: Status = Field(description="proposed: it counts once you keep it")
    trust: Origin = Field(description="untrusted: made of a document or of somebody else's words")
    origin: FactOrigin
    created_at: datetime
    updated_at: datetime


class FactItems(BaseModel):
    """The newest first."""

    items: list[FactItem]
    most: int = Field(description="how many there may be")


class FactText(BaseModel):
    text: str = Field(min_length=1, max_length=LONGEST, examples=["My sister is called Ana."])


class MemorySettings(BaseModel):
    learn: Learn = Field(description="facts that a model finds in what you say: none, offered, kept")
    keep_days: int | None = Field(
        ge=1, le=MOST_DAYS, description="conversations you did not use for so long are removed; null: they are kept"
    )


class MemorySettingsView(MemorySettings):
    most_days: int | None = Field(description="the server keeps nobody's conversations for longer; null: no rule")
    model: bool = Field(description="whether there is a model that could find facts")


class Erase(BaseModel):
    """Nothing of it can be brought back."""

    password: GivenPassword = Field(description="your own")
    confirm: Literal["erase everything"]


class KeptOfYou(BaseModel):
    """How much is kept of you, by kind."""

    items: dict[str, int] = Field(examples=[{"conversations": 12, "runs": 140, "facts": 7}])
