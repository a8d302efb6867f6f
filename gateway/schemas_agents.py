"""Providers and agents as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from agent_core.agents.schemas import ModelName, ModelPrice, ProviderKind, Rung, When


class ProviderView(BaseModel):
    """A server of models. Its key is never shown, but for the last four characters."""

    id: str
    name: str
    kind: ProviderKind
    base_url: str
    has_key: bool
    key_hint: str
    models: list[ModelPrice]
    enabled: bool
    built_in: bool = Field(description="it comes from the settings and cannot be changed here")
    state: Literal["ready", "down"] = Field(description="down: it failed several times and is left alone for a while")
    created_at: datetime
    updated_at: datetime


class ProviderTest(BaseModel):
    model: ModelName | None = Field(None, description="to be asked for a word, which costs next to nothing")


class AgentView(BaseModel):
    """An agent. To those who are no administrators its configuration looks empty."""

    id: str
    name: str
    description: str
    instructions: str = ""
    models: list[Rung] = []
    tools: list[str] | None = Field(default=None, description="full names or package.*; null: all")
    tokens_per_day: int | None = None
    cost_micros_per_day: int | None = None
    when: When = When()
    priority: int = 0
    enabled: bool
    built_in: bool
    created_at: datetime
    updated_at: datetime


class AgentTest(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"prompt": "What can you do for me?"}]})

    prompt: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8000)]
