"""Providers of models in the database, their keys sealed."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import structlog
from pydantic import SecretStr
from pymongo.errors import DuplicateKeyError

from agent_core.agents.prices import list_price
from agent_core.agents.schemas import BASE_URLS, ModelDraft, ModelPrice, Provider, ProviderChange, ProviderDraft
from agent_core.contract import Documents
from agent_core.errors import Conflict, InvalidInput, NotFound
from agent_core.ids import new_id
from agent_core.storage.vault import Vault

log = structlog.get_logger(__name__)
HINT = 4  # characters of a key that are shown, of those long enough that this tells nothing
LONG = 12


class Providers:
    """Every query about providers."""

    def __init__(self, documents: Documents, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._providers = documents
        self._vault = vault
        self._clock = clock

    async def all(self) -> list[Provider]:
        """Oldest first."""
        found = [Provider.model_validate(each) async for each in self._providers.find()]
        return sorted(found, key=lambda each: each.id)

    async def get(self, provider_id: str) -> Provider:
        """Raises NotFound."""
        found = await self._providers.find_one({"_id": provider_id})
        if found is None:
            raise NotFound("There is no such provider.")
        return Provider.model_validate(found)

    async def add(self, draft: ProviderDraft) -> Provider:
        """Raises Conflict for a name that is taken, InvalidInput without an address."""
        now = moment(self._clock())
        provider = Provider(
            _id=new_id(), name=draft.name, kind=draft.kind, base_url=_address(draft.kind, draft.base_url),
            models=[_priced(draft.kind, each) for each in draft.models], enabled=draft.enabled,
            created_at=now, updated_at=now, **self._sealed(draft.api_key),
        )  # fmt: skip
        try:
            await self._providers.insert_one(provider.model_dump(by_alias=True) | {"key": name_key(draft.name)})
        except DuplicateKeyError:
            raise taken(draft.name) from None
        return provider

    async def change(self, before: Provider, change: ProviderChange) -> Provider:
        """Raises NotFound, InvalidInput, and Conflict for a name that is taken or when it was changed meanwhile."""
        kind = change.kind or before.kind
        values: dict[str, Any] = change.model_dump(include={"name", "enabled"}, exclude_none=True)
        values |= {"kind": kind, "base_url": _changed_address(before, kind, change)}
        values["updated_at"] = moment(self._clock())
        if change.api_key is not None:
            values |= self._sealed(change.api_key)
        if change.models is not None:
            values["models"] = [_priced(kind, each).model_dump() for each in change.models]
        if change.name is not None:
            values["key"] = name_key(change.name)
        return await self._set(before, values)

    async def _set(self, before: Provider, values: dict[str, Any]) -> Provider:
        unchanged = {"_id": before.id, "updated_at": before.updated_at}
        try:
            changed = (await self._providers.update_one(unchanged, {"$set": values})).matched_count
        except DuplicateKeyError:
            raise taken(values["name"]) from None
        after = await self.get(before.id)
        if not changed:
            raise Conflict("Somebody else changed this provider meanwhile; look at it again.")
        return after

    async def remove(self, provider_id: str) -> None:
        """Raises NotFound."""
        if not (await self._providers.delete_one({"_id": provider_id})).deleted_count:
            raise NotFound("There is no such provider.")

    def key(self, provider: Provider) -> SecretStr | None:
        """Raises Unreadable when no key of ours opens it."""
        return self._vault.open(provider.sealed_key) if provider.sealed_key else None

    def _sealed(self, key: SecretStr | None) -> dict[str, str]:
        text = key.get_secret_value().strip() if key else ""
        if not text.isascii() or not text.isprintable() or " " in text:
            raise InvalidInput("A key has only letters, digits and signs, and no blanks; copy it again.")
        hint = text[-HINT:] if len(text) >= LONG else ""
        return {"sealed_key": self._vault.seal(text) if text else "", "key_hint": hint}

    async def reseal(self) -> int:
        """Seal anew what an older key has sealed, so that it can be dropped; returns how many."""
        aged = [each for each in await self.all() if each.sealed_key and self._vault.aged(each.sealed_key)]
        for each in aged:
            sealed = self._vault.seal(self._vault.open(each.sealed_key).get_secret_value())
            same = {"_id": each.id, "sealed_key": each.sealed_key}
            await self._providers.update_one(same, {"$set": {"sealed_key": sealed}})
        return len(aged)


def moment(at: datetime) -> datetime:
    """As the database keeps it, in milliseconds."""
    return at.astimezone(UTC).replace(microsecond=at.microsecond // 1000 * 1000)


def name_key(name: str) -> str:
    """One for all spellings of a name."""
    return " ".join(name.casefold().split())


def taken(name: str) -> Conflict:
    return Conflict(f"There is one named “{name}” already; take another name.")


def _address(kind: str, given: str | None) -> str:
    if address := given or BASE_URLS.get(kind):
        return address
    raise InvalidInput("An OpenAI-compatible server needs its address, such as http://localhost:8080/v1.")


def _changed_address(before: Provider, kind: str, change: ProviderChange) -> str:
    """A key goes to no other server than the one it was entered for, so that nobody can have it sent to themselves."""
    address = change.base_url or (before.base_url if kind == before.kind else _address(kind, None))
    moved = _server(address) != _server(before.base_url)
    if moved and before.sealed_key and change.api_key is None:
        raise InvalidInput("The address leads to another server: enter the key again, or remove it.")
    return address


def _server(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port


def _priced(kind: str, draft: ModelDraft) -> ModelPrice:
    known = list_price(kind, draft.name)
    return ModelPrice(
        name=draft.name,
        input_price=known.input if draft.input_price is None else draft.input_price,
        output_price=known.output if draft.output_price is None else draft.output_price,
        max_output_tokens=draft.max_output_tokens,
        sees=draft.sees,
    )
