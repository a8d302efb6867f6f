"""For every built-in capability with an effect: what is stored after doing and undoing is what was stored before.

All is compared but what is documented to stay: the history itself, what is hidden until it is purged, and the counters
of background work. The arguments are random; a failure names its seed. `benchmarks/undo.py` runs as many as wanted.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_core.contract import Embedder
from agent_core.models.embedding import load_embedder
from agent_core.registry import load_registry
from agent_core.settings import Settings
from agent_core.storage.database import Database
from tests.support.changes import ARGUMENTS, Desk, desk_of, with_effects
from tests.support.databases import empty_database

pytestmark = pytest.mark.slow
QUICK = sorted(name for name in ARGUMENTS if name.startswith("planner."))
ALL = sorted(ARGUMENTS)
FINAL = {  # somebody else was told, or another service set up: nothing takes that back
    "activity.send_report", "communication.answer_escalation", "communication.broadcast_message",
    "communication.escalate", "communication.register_platform", "communication.send_email",
    "communication.send_message",
}  # fmt: skip
IN_GROUPS = {"activity.opt_in", "activity.opt_out", "activity.take_part"}  # undone in tests/capabilities/activity


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder(Settings(_env_file=None))


def test_no_capability_with_an_effect_is_forgotten_here_and_each_can_be_taken_back() -> None:
    registry = load_registry()
    assert registry.broken == {}
    assert with_effects(registry) == {*ARGUMENTS, *FINAL, *IN_GROUPS}
    assert {name for name in with_effects(registry) if registry.find(name).undo is None} == FINAL


@asynccontextmanager
async def unchanged(desk: Desk, what: str) -> AsyncIterator[None]:
    before = await desk.state()
    yield
    assert await desk.state() == before, what


async def test_after_each_and_its_undo_everything_is_as_before(
    database: Database, tmp_path: Path, embedder: Embedder
) -> None:
    async with desk_of(database, tmp_path, embedder, seed=1) as desk:
        for capability in ALL:
            done = 0
            for _ in range(6 if capability in QUICK else 2):
                async with unchanged(desk, f"{capability} {desk.keys[-1:]}"):
                    if effect_id := await desk.act(capability):
                        done += 1
                        [outcome] = (await desk.undo(effect_id)).outcomes
                        assert outcome.status == "undone", outcome
            assert done, capability


@pytest.mark.parametrize("seed", range(3))
async def test_a_series_is_taken_back_step_by_step_through_the_same_states(
    database: Database, tmp_path: Path, embedder: Embedder, seed: int
) -> None:
    async with desk_of(database, tmp_path, embedder, seed) as desk:
        states = [await desk.state()]
        for _ in range(14):
            if await desk.act(desk.rng.choice(QUICK if seed else ALL)):
                states.append(await desk.state())
        for effect_id in reversed(desk.keys):
            states.pop()
            [outcome] = (await desk.undo(effect_id)).outcomes
            assert outcome.status == "undone", outcome
            assert await desk.state() == states[-1], outcome


@pytest.mark.timeout(360)
async def test_in_any_order_an_undo_restores_or_says_what_is_in_its_way_and_in_the_end_all_is_as_before(
    mongodb_uri: str, tmp_path: Path, embedder: Embedder
) -> None:
    conflicts = 0
    for seed, kinds in enumerate([ALL, *[QUICK] * 5]):
        async with (
            empty_database(mongodb_uri) as database,
            desk_of(database, tmp_path / str(seed), embedder, seed) as desk,
        ):
            try:
                conflicts += await _in_any_order(desk, kinds)
            except AssertionError as error:
                error.add_note(f"seed {seed}")
                raise
    assert conflicts, "what may be in the way of an undo was never met"


async def _in_any_order(desk: Desk, kinds: list[str]) -> int:
    """How many conflicts were met."""
    start, before = datetime.now(UTC), await desk.state()
    conflicts = 0
    for _ in range(18):
        await desk.act(desk.rng.choice(kinds))
        if desk.keys and desk.rng.random() < 0.5:
            conflicts += await _undo_one(desk)
    await desk.undo_all(start)
    assert await desk.state() == before
    return conflicts


async def _undo_one(desk: Desk) -> int:
    """Take back something, whatever came after it. 1 when that was in its way: then nothing has changed."""
    before, effect_id = await desk.state(), desk.rng.choice(desk.keys)
    [outcome] = (await desk.undo(effect_id)).outcomes
    if outcome.status == "undone":
        desk.keys.remove(effect_id)
        assert await desk.state() != before or "nothing" in outcome.text.lower(), outcome
        return 0
    assert outcome.status == "conflict", outcome
    assert "has changed since" in outcome.text
    assert await desk.state() == before
    return 1
