"""The figures of a report are those that were worked out by hand, whatever the clocks do."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from capabilities.activity.schemas import ReportView
from capabilities.activity.spans import PERIODS, Span, span_between, span_of, spoken
from tests.capabilities.activity import fixture as f
from tests.capabilities.activity.world import Asker, Chat


async def test_the_figures_are_those_worked_out_by_hand(club: Chat, ana: Asker) -> None:
    assert (await club.tell(*f.HAPPENINGS)).recorded == len(f.HAPPENINGS)
    report = await ana.ask(ReportView, "group_report", period="last 7 days")
    assert (report.since, report.until) == (date(2026, 10, 20), date(2026, 10, 26))
    totals = report.totals
    assert (totals.messages, totals.characters, totals.active) == (f.MESSAGES, f.CHARACTERS, f.ACTIVE)
    assert (totals.joined, totals.left, totals.subscribed, totals.unsubscribed) == (1, 1, 1, 1)
    assert (report.before.messages, report.before.joined) == (1, 1)
    assert {day.date: day.messages for day in report.days} == f.DAYS
    assert report.hours == [3, 0, 2] + [0] * 20 + [1]
    assert [(topic.word, topic.messages, topic.people) for topic in report.topics] == f.TOPICS
    assert [member.messages for member in report.members] == [3, 2, 1]
    assert [member.name for member in report.members][::2] == ["Ana K.", "Ben"]
    assert report.members[1].name.startswith("Member ")


async def test_the_same_report_twice_is_the_same(club: Chat, ana: Asker) -> None:
    await club.tell(*f.HAPPENINGS)
    first, second = [await ana.ask(ReportView, "group_report") for _ in range(2)]
    assert first == second


async def test_a_report_says_the_main_things_in_a_few_sentences(club: Chat, ana: Asker) -> None:
    await club.tell(*f.HAPPENINGS)
    assert (await ana.ask(ReportView, "group_report")).text == (
        "Book club, 20 to 26 October 2026: 6 messages by 3 people (+500 % against the time before). "
        "1 came in, 1 went out, 1 subscribed, 1 unsubscribed. Busiest from 00:00 to 01:00 (Europe/Berlin). "
        "Written about most: budget, projector, workshop."
        "\n\nAs a workbook: on the page Groups, or say “email me the activity report”."
    )


async def test_a_quiet_week_is_a_report_too(club: Chat, ana: Asker) -> None:
    await club.tell(club.happening("11", "2026-10-01T10:00Z", kind="join"))
    report = await ana.ask(ReportView, "group_report", period="yesterday")
    assert report.text.startswith("Book club, Sunday 25 October 2026: no messages.\n")
    assert (report.members, report.topics) == ([], [])


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("Europe/Berlin", date(2027, 3, 28), 23),
        ("Asia/Almaty", date(2026, 10, 25), 24),
    ],
)
def test_a_day_is_as_long_as_its_clocks_make_it(zone: str, day: date, hours: int) -> None:
    start, end = Span(day, day).bounds(ZoneInfo(zone))
    assert (end - start).total_seconds() == hours * 3600


def test_a_day_whose_midnight_is_skipped_begins_with_its_first_hour() -> None:
    start, _ = Span(date(2026, 4, 24), date(2026, 4, 24)).bounds(ZoneInfo("Africa/Cairo"))
    assert start == datetime(2026, 4, 23, 22, tzinfo=UTC)
    assert start.astimezone(ZoneInfo("Africa/Cairo")).hour == 1


def test_periods_are_whole_days_and_join_what_is_before_them() -> None:
    today = date(2026, 10, 26)  # a Monday
    spans = {period: span_of(period, today) for period in PERIODS}
    assert spans["this week"] == Span(today, today)
    assert spans["last week"] == Span(date(2026, 10, 19), date(2026, 10, 25))
    assert spans["last month"] == Span(date(2026, 9, 1), date(2026, 9, 30))
    assert spans["last 30 days"] == Span(date(2026, 9, 27), today)
    assert all(span.before().days == span.days for span in spans.values())
    assert [spoken(spans[name]) for name in ("today", "last week", "last 30 days")] == [
        "Monday 26 October 2026", "19 to 25 October 2026", "27 September to 26 October 2026",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "span"),
    [
        (date(2026, 10, 19), date(2026, 10, 26), Span(date(2026, 10, 19), date(2026, 10, 25))),  # last week
        (date(2026, 10, 26), date(2026, 11, 2), Span(date(2026, 10, 26), date(2026, 10, 26))),  # this week, so far
        (date(2026, 11, 2), date(2026, 11, 3), Span(date(2026, 10, 26), date(2026, 10, 26))),  # Monday: today
        (date(2026, 10, 27), date(2026, 10, 28), Span(date(2026, 10, 20), date(2026, 10, 20))),  # Tuesday
        (date(2027, 9, 3), date(2027, 9, 11), Span(date(2026, 9, 3), date(2026, 9, 10))),  # 3 to 10 September
        (date(2026, 10, 20), None, Span(date(2026, 10, 20), date(2026, 10, 26))),
    ],
)
def test_days_that_somebody_names_are_those_that_have_been(since: date, until: date | None, span: Span) -> None:
    assert span_between(since, until, date(2026, 10, 26)) == span
