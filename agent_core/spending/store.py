"""The counters: one document for each scope and day, changed by conditional updates and by nothing else.

`tokens` and `micros` are what is committed: spent, or set aside for a call that runs. They are what limits are compared
with. The rest counts what was really spent, by model and by version of a prompt.
"""

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

    async def take(self, accounts: Sequence[Account], limits: Mapping[str, Limit], amount: Amount) -> bool:
        """Set the amount aside in all of the accounts, or in none: False when one has no room.

        One command. An update whose condition does not hold becomes an insert of a document that is there already, an
        error at which an ordered bulk stops; what was taken before it is given back.
        """
        if any(not _possible(amount, limits[each.scope]) for each in accounts):
            return False
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
        counted = {"calls": 1, "input": usage.input, "output": usage.output, "spent": micros}
        named = {
            f"{kind}.{_key(name)}.{field}": value for kind, name in names.items() for field, value in counted.items()
        }
        change = {"$inc": _negative(excess) | counted | named}
        changes: list[Any] = [UpdateOne({"_id": each.id}, change) for each in accounts]
        await self._budgets.bulk_write(changes, ordered=False)

    async def read(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Those that exist, by id."""
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
    expires = datetime.combine(account.day, time(), UTC) + KEPT
    change = {"$inc": {"tokens": amount.tokens, "micros": amount.micros}, "$setOnInsert": {"expires_at": expires}}
    return UpdateOne(condition, change, upsert=True)


def _negative(amount: Amount) -> dict[str, int]:
    return {"tokens": -amount.tokens, "micros": -amount.micros}


def _key(name: str) -> str:
    """A name as a field of a document: without dots and dollar signs."""
    return quote(name, safe="").replace(".", "%2E") or "%20"
