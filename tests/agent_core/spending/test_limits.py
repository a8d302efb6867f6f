import pytest

from agent_core.errors import InvalidInput
from agent_core.settings import Settings
from agent_core.spending.limits import EVERYONE, PERSON, Limit, Limits, default_limits
from agent_core.storage.database import Database


@pytest.fixture
def limits(database: Database) -> Limits:
    settings = Settings(_env_file=None, daily_tokens=50_000, everyone_daily_cost_usd=2.5)
    return Limits(database.collection("limits"), default_limits(settings))


async def test_the_settings_hold_until_an_administrator_says_otherwise(limits: Limits) -> None:
    before = await limits.of(["user:ana", "agent:x", EVERYONE])
    assert [before[each].tokens_per_day for each in before] == [50_000, None, None]
    assert before[EVERYONE].cost_micros_per_day == 2_500_000
    await limits.put(Limit(scope=PERSON, tokens_per_day=70_000))
    await limits.put(Limit(scope="user:ben", tokens_per_day=10))
    after = await limits.of(["user:ana", "user:ben"])
    assert [after[each].tokens_per_day for each in after] == [70_000, 10]


async def test_a_limit_of_none_lets_one_person_spend_freely_and_removing_it_brings_the_default_back(
    limits: Limits,
) -> None:
    await limits.put(Limit(scope="user:ana"))
    assert (await limits.of(["user:ana"]))["user:ana"].tokens_per_day is None
    await limits.remove("user:ana")
    assert (await limits.of(["user:ana"]))["user:ana"].tokens_per_day == 50_000


async def test_the_list_begins_with_everyone_and_each_person(limits: Limits) -> None:
    for scope in ("user:ben", "agent:x"):
        await limits.put(Limit(scope=scope, tokens_per_day=1))
    assert [each.scope for each in await limits.all()] == [EVERYONE, PERSON, "agent:x", "user:ben"]
    assert (await limits.all())[1].tokens_per_day == 50_000


@pytest.mark.parametrize("scope", ["", "user:", "all", "group:x", "user:" + "x" * 200])
async def test_a_scope_that_cannot_be_is_refused(limits: Limits, scope: str) -> None:
    with pytest.raises(InvalidInput, match="use everyone, person"):
        await limits.put(Limit(scope=scope, tokens_per_day=1))
