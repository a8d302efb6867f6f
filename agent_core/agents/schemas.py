"""What administrators configure: providers of models, and agents that use them."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from agent_core.events import StepView

ENVIRONMENT = "environment"  # id of the provider that the settings describe
DEFAULT = "default"  # id of the agent that is always there

ProviderKind = Literal["openai", "openrouter", "ollama", "compatible"]
BASE_URLS: dict[str, str] = {
    "openai": "https://api.openai.com/v1",
    "openrouter": "https://openrouter.ai/api/v1",
    "ollama": "http://localhost:11434/v1",
}
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
ModelName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Dollars = Annotated[float, Field(ge=0, le=10_000)]

NULL_MEANS_ALL = {"tools", "tokens_per_day", "cost_micros_per_day"}

_PATTERN = re.compile(r"\w+\.(\*|\w+)")


def checked_url(url: str) -> str:
    """An http(s) address without a trailing slash. Raises ValueError in words."""
    try:
        parts = urlsplit(url.strip())
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        raise ValueError("this is no usable address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_a_number:
        raise ValueError("an address begins with http:// or https://, such as http://localhost:11434/v1")
    if "@" in parts.netloc:
        raise ValueError("an address holds no name or password; the key has a field of its own")
    if parts.query or parts.fragment or re.search(r"\s|[\x00-\x1f]", url.strip()):
        raise ValueError("an address ends with its path: no blanks, no ? and no #")
    return url.strip().rstrip("/")


def checked_pattern(pattern: str) -> str:
    if not _PATTERN.fullmatch(pattern):
        raise ValueError(f"{pattern!r} is no function; write its full name or all of a package, such as planner.*")
    return pattern


BaseUrl = Annotated[str, Field(max_length=500), AfterValidator(checked_url)]
ToolPattern = Annotated[str, Field(max_length=200), AfterValidator(checked_pattern)]


class ModelPrice(BaseModel):
    """One model of a provider. A price that is not known counts nothing."""

    name: ModelName
    input_price: Dollars = Field(default=0, description="US dollars per million tokens")
    output_price: Dollars = Field(default=0, description="US dollars per million tokens")
    max_output_tokens: int | None = Field(default=None, ge=1, le=1_000_000, description="longest answer to ask for")
    sees: bool = Field(default=False, description="understands pictures")


class Provider(BaseModel):
    """A server of models. `sealed_key` is encrypted, and never leaves the server even so."""

    id: str = Field(alias="_id")
    name: Name
    kind: ProviderKind
    base_url: BaseUrl
    sealed_key: str = Field(default="", repr=False)
    key_hint: str = Field(default="", description="the last four characters of the key")
    models: list[ModelPrice] = []
    enabled: bool = True
    created_at: datetime
    updated_at: datetime

    @property
    def built_in(self) -> bool:
        return self.id == ENVIRONMENT


class Rung(BaseModel):
    """One step of a ladder of models."""

    provider_id: Annotated[str, Field(min_length=1, max_length=64)]
    model: ModelName


class When(BaseModel):
    """Which turns an agent is chosen for by itself; an empty list fits every turn."""

    roles: list[Literal["user", "admin", "service"]] = Field(
        default=[], max_length=3, description="also who may ask for it by name"
    )
    languages: list[Annotated[str, StringConstraints(to_lower=True, pattern=r"^[a-zA-Z]{2,3}$")]] = Field(
        default=[], max_length=50, description="ISO 639-1, of the message"
    )
    interfaces: list[Annotated[str, StringConstraints(to_lower=True, pattern=r"^[\w-]{1,30}$")]] = Field(
        default=[], max_length=20, description="such as web, cli, api, telegram"
    )

    @property
    def says_something(self) -> bool:
        return bool(self.roles or self.languages or self.interfaces)


class AgentConfig(BaseModel):
    """How to answer: instructions, a ladder of models and the functions that may be used."""

    id: str = Field(alias="_id")
    name: Name
    description: str = Field(default="", max_length=1000)
    instructions: str = Field(default="", max_length=8000)
    models: list[Rung] = Field(default=[], max_length=10, description="first is tried first; empty: the default ladder")
    tools: list[ToolPattern] | None = Field(default=None, max_length=200, description="None: all")
    tokens_per_day: int | None = Field(default=None, ge=0)
    cost_micros_per_day: int | None = Field(default=None, ge=0)
    when: When = When()
    priority: int = Field(default=0, ge=-1000, le=1000)
    enabled: bool = True
    created_at: datetime
    updated_at: datetime

    @property
    def built_in(self) -> bool:
        return self.id == DEFAULT


# what administrators send


def _distinct(models: "list[ModelDraft]") -> "list[ModelDraft]":
    names = [each.name for each in models]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"the model {twice[0]} is there twice")
    return models


class ModelDraft(BaseModel):
    """A price that is left out is taken from the list of well-known models."""

    name: ModelName
    input_price: Dollars | None = Field(default=None, description="US dollars per million tokens")
    output_price: Dollars | None = Field(default=None, description="US dollars per million tokens")
    max_output_tokens: int | None = Field(default=None, ge=1, le=1_000_000, description="longest answer to ask for")
    sees: bool = Field(default=False, description="understands pictures")


ApiKey = Annotated[SecretStr, Field(max_length=1000, description="write-only; an empty one removes it")]
Models = Annotated[list[ModelDraft], Field(max_length=50), AfterValidator(_distinct)]


class ProviderDraft(BaseModel):
    """A new provider. `base_url` may be left out where the kind has one of its own."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "At home", "kind": "ollama", "models": [{"name": "qwen3.8:8b"}]}]}
    )

    name: Name
    kind: ProviderKind
    base_url: BaseUrl | None = None
    api_key: ApiKey | None = None
    models: Models = []
    enabled: bool = True


class ProviderChange(BaseModel):
    """What is left out stays. With another server in `base_url` the key has to be sent again."""

    name: Name | None = None
    kind: ProviderKind | None = None
    base_url: BaseUrl | None = None
    api_key: ApiKey | None = None
    models: Models | None = None
    enabled: bool | None = None


class AgentDraft(BaseModel):
    """A new agent."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "Study coach", "instructions": "Ask before you tell.", "tools": ["knowledge.*"]}]
        }
    )

    name: Name
    description: Annotated[str, Field(max_length=1000)] = ""
    instructions: Annotated[str, Field(max_length=8000)] = ""
    models: Annotated[list[Rung], Field(max_length=10)] = []
    tools: Annotated[list[ToolPattern], Field(max_length=200)] | None = None
    tokens_per_day: Annotated[int, Field(ge=0)] | None = None
    cost_micros_per_day: Annotated[int, Field(ge=0)] | None = None
    when: When = When()
    priority: Annotated[int, Field(ge=-1000, le=1000)] = 0
    enabled: bool = True


class AgentChange(BaseModel):
    """What is left out stays; null in `tools` and the two limits means all and none."""

    name: Name | None = None
    description: Annotated[str, Field(max_length=1000)] | None = None
    instructions: Annotated[str, Field(max_length=8000)] | None = None
    models: Annotated[list[Rung], Field(max_length=10)] | None = None
    tools: Annotated[list[ToolPattern], Field(max_length=200)] | None = None
    tokens_per_day: Annotated[int, Field(ge=0)] | None = None
    cost_micros_per_day: Annotated[int, Field(ge=0)] | None = None
    when: When | None = None
    priority: Annotated[int, Field(ge=-1000, le=1000)] | None = None
    enabled: bool | None = None

    def given(self) -> dict[str, Any]:
        """The fields that were sent; null counts only where it has a meaning."""
        sent = self.model_dump(exclude_unset=True)
        return {name: value for name, value in sent.items() if value is not None or name in NULL_MEANS_ALL}


# what a test tells


class ProviderCheck(BaseModel):
    """`models` are those that the server offers; `error` says what does not work."""

    ok: bool
    seconds: float
    models: list[str] = []
    error: str | None = None


class Trial(BaseModel):
    """What came of a prompt; the tokens count against the budget of whoever tries."""

    answer: str = Field(description="the answer, or, when steps were planned, the word that none was carried out")
    steps: list[StepView] = []
    seconds: float
    first_token_seconds: float | None = None
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_micros: int = Field(default=0, description="millionths of a US dollar")
    models: list[str] = []
    error: str | None = None
