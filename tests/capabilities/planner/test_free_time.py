"""Free times: inside working hours, clear of the calendar, best first."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_core.errors import ConfigurationError, InvalidInput
from agent_core.settings import package_settings
from capabilities.planner.free_time import PlannerSettings, Span, Wish, suggest
from capabilities.planner.schemas import EventResult, FreeTime, Priority
from tests.capabilities.planner.world import Asker

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, tzinfo=BERLIN).astimezone(UTC)
HOURS = PlannerSettings()


async def test_slots_avoid_events_and_nights_and_weekends(ana: Asker) -> None:
    await ana.ask(EventResult, "schedule_event", title="all morning", start="2026-11-23T09:00", end="2026-11-23T13:00")
    found = await ana.ask(
        FreeTime, "find_optimal_time", duration_minutes=60, latest_time="2026-11-23T18:00", priority="high"
    )
    starts = [slot.start.astimezone(BERLIN).strftime("%a %H:%M") for slot in found.slots]
    assert starts
    assert all(start.startswith("Mon") and start >= "Mon 13:00" for start in starts)
    assert found.best_start == found.slots[0].start
    assert all(slot.reason for slot in found.slots)
    assert found.text.startswith("The best times for 60 minutes:\n- Monday 23 November 2026 at ")


async def test_events_of_others_and_cancelled_ones_and_other_calendars_do_not_block(ana: Asker, bob: Asker) -> None:
    day = {"start": "2026-11-23T09:00", "end": "2026-11-23T18:00"}
    await bob.ask(EventResult, "schedule_event", title="bob's", **day)
    await ana.ask(EventResult, "schedule_event", title="off", **day)
    await ana.ask(EventResult, "cancel_event", event="off")
    await ana.ask(EventResult, "schedule_event", title="club", calendar_id="club", **day)
    wanted: dict[str, Any] = {"duration_minutes": 60, "latest_time": "2026-11-23T18:00"}
    assert (await ana.ask(FreeTime, "find_optimal_time", **wanted)).slots == []
    assert (await ana.ask(FreeTime, "find_optimal_time", calendar_id="default", **wanted)).slots


async def test_no_room_is_said_with_what_to_change(ana: Asker) -> None:
    found = await ana.ask(FreeTime, "find_optimal_time", duration_minutes=60, latest_time="2026-11-22T20:00")
    assert (found.slots, found.best_start) == ([], None)
    assert "no free time that long" in found.text
    assert "09:00–18:00" in found.text


@pytest.mark.parametrize("latest", ["2026-11-21T10:30", "2026-11-20T10:00", "2027-06-01T10:00"])
async def test_an_impossible_range_is_refused(ana: Asker, latest: str) -> None:
    with pytest.raises(InvalidInput):
        await ana.ask(FreeTime, "find_optimal_time", duration_minutes=60, latest_time=latest)


def test_a_high_priority_comes_first_and_a_low_one_does_not_split_the_day() -> None:
    busy = [(MONDAY + timedelta(hours=9), MONDAY + timedelta(hours=10))]
    soonest = suggest(wish(60, 4, "high"), busy, HOURS)[0]
    assert soonest.start.astimezone(BERLIN).date() == MONDAY.astimezone(BERLIN).date()
    assert "leaves the rest of the day in one piece" in suggest(wish(60, 4, "low"), [], HOURS)[0].reason


def test_working_hours_are_those_of_the_settings() -> None:
    hours = PlannerSettings(work_start=time(20), work_end=time(22), work_days="sun")
    days = {slot.start.astimezone(BERLIN).strftime("%a") for slot in suggest(wish(60, 7), [], hours)}
    assert days == {"Sun"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("WORK_START", "half past"), ("WORK_END", "08:00"), ("WORK_DAYS", "mon,someday")],
)
def test_unusable_settings_are_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"AGENTIC_PLANNER_{name}", value)
    with pytest.raises(ConfigurationError, match=f"AGENTIC_PLANNER_{name}"):
        package_settings("planner", PlannerSettings)


def wish(minutes: int, days: int, priority: Priority = "medium") -> Wish:
    latest = MONDAY + timedelta(days=days)
    return Wish(duration=timedelta(minutes=minutes), earliest=MONDAY, latest=latest, priority=priority, zone=BERLIN)


@st.composite
def busy_times(draw: st.DrawFn) -> list[Span]:
    starts = draw(st.lists(st.integers(0, 4 * 24 * 60), max_size=12))
    lengths = draw(st.lists(st.integers(1, 600), min_size=len(starts), max_size=len(starts)))
    return [
        (MONDAY + timedelta(minutes=start), MONDAY + timedelta(minutes=start + length))
        for start, length in zip(starts, lengths, strict=True)
    ]


@given(busy_times(), st.integers(5, 240), st.sampled_from(["low", "medium", "high"]))
def test_no_slot_ever_overlaps_anything(busy: list[Span], minutes: int, priority: Priority) -> None:
    slots = suggest(wish(minutes, 4, priority), busy, HOURS)
    spans = [(slot.start, slot.end) for slot in slots]
    assert len(spans) <= 5
    assert [slot.score for slot in slots] == sorted((slot.score for slot in slots), reverse=True)
    for number, (start, end) in enumerate(spans):
        assert end - start == timedelta(minutes=minutes)
        assert all(end <= other or start >= until for other, until in [*busy, *spans[:number]])
        first, last = start.astimezone(BERLIN), end.astimezone(BERLIN)
        assert first.date() == last.date()
        assert time(9) <= first.time() < last.time() <= time(18)
