"""The counters: one document for each scope and day, changed by conditional updates and by nothing else.

Where no limit holds nothing has to be compared at once: such spending is added up in memory and written a moment later,
and always before this process reads a counter or sets an amount aside.

`tokens` and `micros` are what is committed: spent, or set aside for a call that runs. They are what limits are compared
with. The rest counts what was really spent, by model and by version of a prompt.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import quote, unquote

from pymongo import UpdateOne
from pymongo.errors import BulkWriteError

from agent_core.contract import Documents
from agent_core.spending.limits import Limit
from agent_core.spending.prices import Usage
from agent_core.spending.scopes import Account

KEPT = timedelta(days=400)
DUPLICATE = 11000


@dataclass(frozen=True)
class Amount:
    tokens: int
    micros: int

    def __sub__(self, other: "Amount") -> "Amount":
        return Amount(self.tokens - other.tokens, self.micros - other.micros)


class Counters:
    """Every change of a counter."""

    def __init__(self, documents: Documents) -> None:
        self._budgets = documents
        self._noted: dict[Account, Counter[str]] = {}
        self._writing = asyncio.Lock()

    async def take(self, accounts: Sequence[Account], limits: Mapping[str, Limit], amount: Amount) -> bool:
        """Set the amount aside in all of the accounts, or in none: False when one has no room.

        One command. An update whose condition does not hold becomes an insert of a document that is there already, an
        error at which an ordered bulk stops; what was taken before it is given back.
        """
        if any(not _possible(amount, limits[each.scope]) for each in accounts):
            return False
        await self.write()
        try:
            await self._budgets.bulk_write([_taking(each, limits[each.scope], amount) for each in accounts])
        except BulkWriteError as error:
            failed = error.details["writeErrors"][0]
            if failed["code"] != DUPLICATE:
                raise
            await self.give_back(accounts[: failed["index"]], amount)
            return False
        return True

    async def give_back(self, accounts: Sequence[Account], amount: Amount) -> None:
        if accounts:
            changes: list[Any] = [UpdateOne({"_id": each.id}, {"$inc": _negative(amount)}) for each in accounts]
            await self._budgets.bulk_write(changes, ordered=False)

    async def settle(
        self, accounts: Sequence[Account], excess: Amount, usage: Usage, micros: int, names: Mapping[str, str]
    ) -> None:
        """Give `excess` back and count what was spent; `names` are the model and the prompt."""
        change = {"$inc": _negative(excess) | _counted(usage, micros, names)}
        changes: list[Any] = [UpdateOne({"_id": each.id}, change) for each in accounts]
        await self._budgets.bulk_write(changes, ordered=False)

    def note(self, accounts: Sequence[Account], usage: Usage, micros: int, names: Mapping[str, str]) -> None:
        """Count what was spent where nothing was set aside; `write` stores it."""
        change = _counted(usage, micros, names) | {"tokens": usage.total, "micros": micros}
        for each in accounts:
            self._noted.setdefault(each, Counter()).update(change)

    @property
    def behind(self) -> bool:
        """Whether something noted is not written yet."""
        return bool(self._noted)

    async def write(self) -> None:
        """Store what was noted. On a fault it stays noted; then some of it may come to be counted twice."""
        async with self._writing:
            noted, self._noted = self._noted, {}
            if not noted:
                return
            try:
                await self._budgets.bulk_write([_adding(*each) for each in noted.items()], ordered=False)
            except BaseException:
                for account, change in noted.items():
                    self._noted.setdefault(account, Counter()).update(change)
                raise

    async def read(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Those that exist, by id."""
        await self.write()
        return {each["_id"]: each async for each in self._budgets.find({"_id": {"$in": list(ids)}})}


def committed(document: Mapping[str, Any] | None) -> Amount:
    found = document or {}
    return Amount(found.get("tokens", 0), found.get("micros", 0))


def named(document: Mapping[str, Any], kind: str) -> dict[str, dict[str, int]]:
    """What was spent by each name of this kind ("models" or "prompts")."""
    return {unquote(key): value for key, value in document.get(kind, {}).items()}


def _possible(amount: Amount, limit: Limit) -> bool:
    """Whether the amount would fit into the whole day, so that a counter may begin with it."""
    tokens, micros = limit.tokens_per_day, limit.cost_micros_per_day
    return (tokens is None or amount.tokens <= tokens) and (micros is None or amount.micros <= micros)


def _taking(account: Account, limit: Limit, amount: Amount) -> UpdateOne:
    condition: dict[str, Any] = {"_id": account.id}
    if limit.tokens_per_day is not None:
        condition["tokens"] = {"$lte": limit.tokens_per_day - amount.tokens}
    if limit.cost_micros_per_day is not None:
        condition["micros"] = {"$lte": limit.cost_micros_per_day - amount.micros}
    change = {"$inc": {"tokens": amount.tokens, "micros": amount.micros}, "$setOnInsert": _expiry(account)}
    return UpdateOne(condition, change, upsert=True)


def _adding(account: Account, change: Mapping[str, int]) -> UpdateOne:
    return UpdateOne({"_id": account.id}, {"$inc": dict(change), "$setOnInsert": _expiry(account)}, upsert=True)


def _expiry(account: Account) -> dict[str, datetime]:
    return {"expires_at": datetime.combine(account.day, time(), UTC) + KEPT}


def _counted(usage: Usage, micros: int, names: Mapping[str, str]) -> dict[str, int]:
    """What one call adds to a counter, in all and by name."""
    counted = {"calls": 1, "input": usage.input, "output": usage.output, "spent": micros}
    named = {f"{kind}.{_key(name)}.{field}": value for kind, name in names.items() for field, value in counted.items()}
    return counted | named


def _negative(amount: Amount) -> dict[str, int]:
    return {"tokens": -amount.tokens, "micros": -amount.micros}


def _key(name: str) -> str:
    """A name as a field of a document: without dots and dollar signs."""
    return quote(name, safe="").replace(".", "%2E") or "%20"
