"""What may be spent in a day, by whom: defaults of the settings, which administrators replace while the server runs."""

from collections.abc import Sequence

from pydantic import BaseModel, Field

from agent_core.contract import Documents
from agent_core.errors import InvalidInput
from agent_core.settings import Settings

EVERYONE, PERSON = "everyone", "person"
MICROS = 1_000_000  # in a US dollar


class Limit(BaseModel):
    """What a scope may spend in a day; none: as much as it likes."""

    scope: str = Field(description="everyone (all together), person (each one's default), user:ID or agent:ID")
    tokens_per_day: int | None = Field(default=None, ge=0)
    cost_micros_per_day: int | None = Field(default=None, ge=0, description="millionths of a US dollar")

    @property
    def holds(self) -> bool:
        """Whether there is anything to keep to."""
        return self.tokens_per_day is not None or self.cost_micros_per_day is not None


class Limits:
    """Every query about limits."""

    def __init__(self, documents: Documents, defaults: Sequence[Limit] = ()) -> None:
        self._limits = documents
        self._defaults = {each.scope: each for each in defaults}

    async def of(self, scopes: Sequence[str]) -> dict[str, Limit]:
        """What holds now for each of these; for a person without a limit of their own it is everybody's default."""
        found = await self._found([*scopes, PERSON])
        default = found.get(PERSON, Limit(scope=PERSON))
        return {each: found.get(each) or _default(each, default) for each in scopes}

    async def all(self) -> list[Limit]:
        """Everyone's, each person's, then those of single people and agents."""
        stored = {each["_id"]: _limit(each) async for each in self._limits.find()}
        named = [stored.get(each) or self._defaults.get(each) or Limit(scope=each) for each in (EVERYONE, PERSON)]
        return [*named, *(stored[each] for each in sorted(stored) if each not in (EVERYONE, PERSON))]

    async def put(self, limit: Limit) -> Limit:
        """Holds from the next model call on. Raises InvalidInput for a scope that cannot be."""
        _check(limit.scope)
        change = {"$set": limit.model_dump(exclude={"scope"})}
        await self._limits.update_one({"_id": limit.scope}, change, upsert=True)
        return limit

    async def remove(self, scope: str) -> None:
        """Back to the default of the settings."""
        _check(scope)
        await self._limits.delete_one({"_id": scope})

    async def _found(self, scopes: Sequence[str]) -> dict[str, Limit]:
        known = {each: self._defaults[each] for each in scopes if each in self._defaults}
        return known | {each["_id"]: _limit(each) async for each in self._limits.find({"_id": {"$in": list(scopes)}})}


def default_limits(settings: Settings) -> list[Limit]:
    """Those of the settings."""
    return [
        Limit(scope=PERSON, tokens_per_day=settings.daily_tokens, cost_micros_per_day=_micros(settings.daily_cost_usd)),
        Limit(
            scope=EVERYONE,
            tokens_per_day=settings.everyone_daily_tokens,
            cost_micros_per_day=_micros(settings.everyone_daily_cost_usd),
        ),
    ]


def _micros(dollars: float | None) -> int | None:
    return None if dollars is None else round(dollars * MICROS)


def _default(scope: str, of_each_person: Limit) -> Limit:
    return of_each_person.model_copy(update={"scope": scope}) if scope.startswith("user:") else Limit(scope=scope)


def _limit(document: dict[str, object]) -> Limit:
    return Limit.model_validate(document | {"scope": document["_id"]})


def _check(scope: str) -> None:
    kind, _, name = scope.partition(":")
    if scope not in (EVERYONE, PERSON) and not (kind in ("user", "agent") and name and len(scope) <= 100):
        raise InvalidInput(f"There is no scope {scope[:60]!r}; use everyone, person, user:ID or agent:ID.")
