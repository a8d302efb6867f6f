"""What an administrator entered for a door, sealed in the database: it lies over what the environment says."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar, get_args, get_origin

import structlog
from pydantic import BaseModel, Field, SecretStr

from agent_core.contract import Documents
from agent_core.errors import ConfigurationError, InvalidInput
from agent_core.settings import package_settings
from agent_core.storage.vault import Unreadable, Vault

S = TypeVar("S", bound=BaseModel)
log = structlog.get_logger(__name__)


class SettingView(BaseModel):
    """A setting as it is shown: what a secret is, is not."""

    name: str
    about: str
    secret: bool
    required: bool
    value: str = Field(default="", description="empty for a secret")
    given: bool = Field(description="whether it is set at all")
    entered: bool = Field(description="here, and not in the environment")
    choices: list[str] = Field(default=[], description="what it can be set to; empty: any text")


class Configs:
    """`open_vault` reads the keys, which is done once and off the event loop."""

    def __init__(self, kept: Documents, open_vault: Callable[[], Vault]) -> None:
        self._kept = kept
        self._open_vault = open_vault
        self._vault: Vault | None = None
        self._entered: dict[str, dict[str, str]] = {}

    async def load(self) -> None:
        """Read what was entered; what an older key sealed is sealed anew."""
        vault = await self._vaulted()
        async for each in self._kept.find({}):
            try:
                self._entered[each["_id"]] = json.loads(vault.open(each["sealed"]).get_secret_value())
            except Unreadable:
                log.error("door.config_unreadable", door=each["_id"])
                continue
            if vault.aged(each["sealed"]):
                await self._keep(each["_id"])

    async def enter(self, name: str, model: type[BaseModel], values: Mapping[str, Any]) -> None:
        """Change what is given: an empty text takes it away. Raises InvalidInput for what does not fit."""
        if strange := values.keys() - model.model_fields.keys():
            raise InvalidInput(f"{name} has no setting {min(strange)}; it has: {', '.join(model.model_fields)}.")
        changed = {**self._entered.get(name, {}), **{key: str(value).strip() for key, value in values.items()}}
        changed = {key: value for key, value in changed.items() if value}
        try:
            package_settings(name, model, changed)
        except ConfigurationError as error:
            raise InvalidInput(error.message) from None
        self._entered[name] = changed
        await self._vaulted()
        await self._keep(name)

    async def forget(self, name: str) -> None:
        self._entered.pop(name, None)
        await self._kept.delete_one({"_id": name})

    def settings(self, name: str, model: type[S]) -> S:
        """Raises ConfigurationError for an environment that does not fit."""
        return package_settings(name, model, self._entered.get(name, {}))

    def view(self, name: str, model: type[BaseModel]) -> list[SettingView]:
        entered = self._entered.get(name, {})
        given = self.settings(name, model)
        return [_view(field, model, getattr(given, field), field in entered) for field in model.model_fields]

    async def _keep(self, name: str) -> None:
        sealed = (await self._vaulted()).seal(json.dumps(self._entered[name]))
        kept = {"sealed": sealed, "updated_at": datetime.now(UTC)}
        if not (await self._kept.update_one({"_id": name}, {"$set": kept})).matched_count:
            await self._kept.insert_one({"_id": name, **kept})

    async def _vaulted(self) -> Vault:
        if self._vault is None:
            self._vault = await asyncio.to_thread(self._open_vault)
        return self._vault


def is_secret(model: type[BaseModel], field: str) -> bool:
    kind = model.model_fields[field].annotation
    return kind is SecretStr or SecretStr in get_args(kind)


def choices_of(kind: Any) -> list[str]:
    return [str(each) for each in get_args(kind)] if get_origin(kind) is Literal else []


def _view(field: str, model: type[BaseModel], value: Any, entered: bool) -> SettingView:
    secret, about = is_secret(model, field), model.model_fields[field]
    shown = "" if secret or value is None else str(value)
    given = bool(value.get_secret_value()) if isinstance(value, SecretStr) else value not in (None, "")
    extra = about.json_schema_extra if isinstance(about.json_schema_extra, dict) else {}
    return SettingView(
        name=field, about=about.description or "", secret=secret, required=bool(extra.get("needed")), value=shown,
        given=given, entered=entered, choices=choices_of(about.annotation),
    )  # fmt: skip
