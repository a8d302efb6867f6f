"""Clock changes: Berlin skips 02:00–03:00 on 28 March 2027 and repeats it on 31 October 2027."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from agent_core.planning.when.find import find_when

BERLIN = ZoneInfo("Europe/Berlin")


def start(text: str, now: datetime) -> datetime:
    found = find_when(text, now)[0].start_at
    assert found is not None
    return found


def test_a_time_in_the_gap_moves_forward() -> None:
    now = datetime(2027, 3, 27, 12, tzinfo=BERLIN)
    assert start("tomorrow at 2:30 am", now).isoformat() == "2027-03-28T03:30:00+02:00"


def test_the_same_wall_time_a_day_later_is_23_hours_away_in_spring() -> None:
    now = datetime(2027, 3, 27, 9, tzinfo=BERLIN)
    assert start("tomorrow at 9 am", now).astimezone(UTC) - now.astimezone(UTC) == timedelta(hours=23)


def test_hours_are_elapsed_time_over_a_change() -> None:
    now = datetime(2027, 3, 28, 1, 30, tzinfo=BERLIN)
    assert start("in 2 hours", now).isoformat() == "2027-03-28T04:30:00+02:00"


def test_a_time_said_twice_is_the_first_one() -> None:
    now = datetime(2027, 10, 30, 12, tzinfo=BERLIN)
    assert start("tomorrow at 2:30 am", now).isoformat() == "2027-10-31T02:30:00+02:00"


def test_the_day_after_a_change_is_a_day_of_the_persons_zone() -> None:
    now = datetime(2027, 10, 30, 23, 30, tzinfo=BERLIN)
    assert start("tomorrow", now).isoformat() == "2027-10-31T00:00:00+02:00"
    assert start("the day after tomorrow", now).isoformat() == "2027-11-01T00:00:00+01:00"


def test_the_same_instant_is_another_day_in_another_zone() -> None:
    instant = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    auckland, honolulu = ZoneInfo("Pacific/Auckland"), ZoneInfo("Pacific/Honolulu")
    assert start("tomorrow at noon", instant.astimezone(auckland)).isoformat() == "2026-11-23T12:00:00+13:00"
    assert start("tomorrow at noon", instant.astimezone(honolulu)).isoformat() == "2026-11-22T12:00:00-10:00"


def test_an_instant_with_an_offset_is_shown_in_the_persons_zone() -> None:
    now = datetime(2026, 11, 21, 15, tzinfo=BERLIN)
    assert start("2026-12-01T14:30:00Z", now).isoformat() == "2026-12-01T15:30:00+01:00"
