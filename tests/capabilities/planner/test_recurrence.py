"""Rules are counted on the person's own clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from agent_core.errors import InvalidInput
from capabilities.planner.recurrence import next_after, normal

BERLIN = ZoneInfo("Europe/Berlin")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def following(rule: str, anchor: str, after: str) -> str | None:
    found = next_after(rule, local(anchor), BERLIN, local(after))
    return found.astimezone(BERLIN).replace(tzinfo=None).isoformat(timespec="minutes") if found else None


@pytest.mark.parametrize(
    ("rule", "anchor", "after", "expected"),
    [
        ("FREQ=DAILY", "2026-11-21T09:00", "2026-11-21T09:00", "2026-11-22T09:00"),
        ("FREQ=DAILY", "2027-03-20T09:00", "2027-03-27T12:00", "2027-03-28T09:00"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "2026-11-21T09:00", "2026-11-23T09:00", "2026-11-25T09:00"),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-11-21T09:00", "2026-11-22T09:00", "2026-12-05T09:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-21T09:00", "2026-12-01T00:00", "2026-12-31T09:00"),
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-11-21T09:00", "2026-11-21T09:00", "2026-12-07T09:00"),
        ("FREQ=MONTHLY", "2027-01-31T09:00", "2027-01-31T09:00", "2027-03-31T09:00"),
        ("FREQ=YEARLY", "2028-02-29T09:00", "2028-02-29T09:00", "2032-02-29T09:00"),
        ("FREQ=DAILY;COUNT=2", "2026-11-21T09:00", "2026-11-22T09:00", None),
        ("FREQ=DAILY;UNTIL=20261122", "2026-11-21T09:00", "2026-11-21T09:00", "2026-11-22T09:00"),
        ("FREQ=DAILY;UNTIL=20261122", "2026-11-21T09:00", "2026-11-22T09:00", None),
        ("FREQ=DAILY;UNTIL=20261122T075959Z", "2026-11-21T09:00", "2026-11-21T09:00", None),
        ("FREQ=HOURLY;INTERVAL=6", "2026-11-21T09:00", "2026-11-23T10:00", "2026-11-23T15:00"),
        ("FREQ=HOURLY;BYHOUR=9,17", "2026-11-21T09:00", "2026-11-21T09:00", "2026-11-21T17:00"),
        ("FREQ=MINUTELY;INTERVAL=30", "2020-11-21T09:00", "2026-11-21T09:10", "2026-11-21T09:30"),
        ("FREQ=DAILY", "2027-03-27T02:30", "2027-03-27T12:00", "2027-03-28T03:30"),  # 02:30 is left out that night
        ("FREQ=DAILY", "2026-10-24T02:30", "2026-10-24T12:00", "2026-10-25T02:30"),  # comes twice that night
        ("FREQ=DAILY", "2026-10-24T02:30", "2026-10-25T02:30", "2026-10-26T02:30"),  # and is used once
    ],
)
def test_the_next_time(rule: str, anchor: str, after: str, expected: str | None) -> None:
    assert following(rule, anchor, after) == expected


def test_every_hour_means_real_hours_in_the_night_the_clocks_change() -> None:
    moment = datetime(2026, 10, 24, 23, 0, tzinfo=UTC)
    times = []
    for _ in range(4):
        found = next_after("FREQ=HOURLY", datetime(2026, 10, 24, 12, tzinfo=UTC), BERLIN, moment)
        assert found is not None
        times.append((moment := found).hour)
    assert times == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("rrule:freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=MO"), ("", None), (None, None), ("FREQ=DAILY", "FREQ=DAILY")],
)
def test_a_rule_is_kept_in_one_form(given: str | None, kept: str | None) -> None:
    assert normal(given) == kept


@pytest.mark.parametrize(
    "rule",
    [
        "weekly",
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=MINUTELY;INTERVAL=10;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMINUTE=1,2,3",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=x",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=DAILY\nEXDATE:20261122T090000",
        "DTSTART:20200101T000000\nRRULE:FREQ=DAILY",
        "FREQ=DAILY;NONSENSE=1",
        "FREQ=DAILY;BYSETPOS=0",
        "FREQ=DAILY;INTERVAL=99999999999999999999",
        "FREQ=WEEKLY;BYDAY=;BYHOUR=99",
    ],
)
def test_an_unusable_rule_is_refused_with_an_example(rule: str) -> None:
    with pytest.raises(InvalidInput, match=r"Use one such as FREQ=WEEKLY;BYDAY=MO"):
        normal(rule)
