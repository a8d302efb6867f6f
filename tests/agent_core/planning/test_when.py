"""What is found in a text, and what it resolves to. Most single phrases stand in benchmarks/cases/dates_own.json."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agent_core.planning.when.find import MAX_CHARS, find_when
from agent_core.planning.when.span import WhenSpan
from benchmarks.dates import own_right

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 21, 15, 0, tzinfo=BERLIN)  # a Saturday
CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[3] / "benchmarks" / "cases" / "dates_own.json").read_text()
)["cases"]


def one(text: str, now: datetime = NOW, language: str = "en") -> WhenSpan:
    spans = find_when(text, now, language)
    assert len(spans) == 1, spans
    return spans[0]


def wall(span: WhenSpan) -> str:
    assert span.start_at is not None
    return span.start_at.strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']}: {case['text']}")
def test_our_own_cases_resolve_as_written(case: dict[str, Any]) -> None:
    assert own_right(case, NOW)


def test_a_case_with_another_expectation_is_told_apart() -> None:
    assert not own_right({"text": "tomorrow", "lang": "en", "spans": [{"start": "2026-11-23T00:00"}]}, NOW)


def test_the_span_covers_the_phrase_with_its_preposition_and_nothing_else() -> None:
    text = "Please remind me on Friday at 9 to call Ana"
    span = one(text)
    assert text[span.start : span.end] == span.text == "on Friday at 9"


def test_offsets_hold_after_characters_that_grow_in_lower_case() -> None:
    text = "İİİ meet at 5 pm"
    assert text[one(text).start : one(text).end] == "at 5 pm"


def test_two_phrases_are_two_spans_in_order() -> None:
    spans = find_when("Gym on Monday at 7 pm and dinner on Tuesday at 8 pm", NOW)
    assert [wall(span) for span in spans] == ["2026-11-23 19:00", "2026-11-24 20:00"]


@pytest.mark.parametrize(
    ("said_at", "expected"),
    [(8, "2026-11-21 09:00"), (15, "2026-11-21 21:00"), (22, "2026-11-22 09:00")],
)
def test_a_bare_hour_is_the_next_one_to_come(said_at: int, expected: str) -> None:
    span = one("at 9", NOW.replace(hour=said_at))
    assert wall(span) == expected
    assert span.ambiguous is None


def test_a_bare_hour_does_not_mean_the_night() -> None:
    assert wall(one("at 3", NOW.replace(hour=22))) == "2026-11-22 15:00"


def test_an_hour_that_may_be_morning_or_evening_is_asked_about() -> None:
    assert "morning" in (one("on Monday at 6").ambiguous or "")
    assert one("on Monday at 6 in the evening").ambiguous is None


def test_a_date_that_reads_two_ways_is_asked_about_in_english_only() -> None:
    assert one("on 7/8/2027").ambiguous == "Does “7/8/2027” mean 8 July 2027 or 7 August 2027?"
    assert one("am 7.8.2027", language="de").ambiguous is None
    assert wall(one("am 7.8.2027", language="de")) == "2027-08-07 00:00"


@pytest.mark.parametrize("text", ["on February 30", "31 April", "2/29/2027"])
def test_a_day_that_does_not_exist_has_no_start_but_a_question(text: str) -> None:
    span = one(text)
    assert span.start_at is None
    assert "no such day" in (span.ambiguous or "")


def test_a_leap_day_without_a_year_is_the_next_leap_day() -> None:
    assert wall(one("on February 29")) == "2028-02-29 00:00"
    assert wall(one("Feb 29", datetime(2028, 2, 29, 10, tzinfo=UTC))) == "2032-02-29 00:00"


def test_a_month_later_ends_at_the_last_day_of_a_shorter_month() -> None:
    assert wall(one("in a month", datetime(2027, 1, 31, 9, tzinfo=BERLIN))) == "2027-02-28 00:00"


def test_a_date_that_passed_this_year_is_next_year() -> None:
    assert wall(one("on May 3")) == "2027-05-03 00:00"
    assert wall(one("on December 3")) == "2026-12-03 00:00"


def test_midnight_is_the_end_of_the_named_day() -> None:
    assert wall(one("tomorrow at midnight")) == "2026-11-23 00:00"


def test_a_limit_is_told_from_a_time() -> None:
    bounds = {text: one(text).bound for text in ("by Friday", "after 6pm", "on Friday", "until tomorrow")}
    assert bounds == {"by Friday": "before", "after 6pm": "after", "on Friday": "", "until tomorrow": "before"}


def test_a_recurrence_may_have_an_end() -> None:
    span = one("every day until Friday at 18:30")
    assert span.rrule == "FREQ=DAILY;UNTIL=20261127T225959Z"
    assert wall(span) == "2026-11-21 18:30"


def test_a_daily_time_that_passed_today_begins_tomorrow() -> None:
    assert wall(one("every day at 7am")) == "2026-11-22 07:00"
    assert wall(one("every day at 4pm")) == "2026-11-21 16:00"


def test_the_length_said_beside_a_start_gives_the_end() -> None:
    span = one("tomorrow at 3 for 90 minutes")
    assert span.duration == timedelta(minutes=90)
    assert span.end_at == span.start_at + timedelta(minutes=90) if span.start_at else False


@pytest.mark.parametrize(
    "text",
    [
        "May I come in?",
        "the second one",
        "just a second",
        "march on, soldiers",
        "the cat sat down",
        "2 eggs and 12 lemons",
        "Python 3.11 and 3.11.7",
        "call +49 30 1234567",
        "it is 20 % off",
        "read chapter 3",
        "10.0.0.1:8080",
        "",
        "   ",
        "7",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(text: str) -> None:
    assert find_when(text, NOW) == []


def test_an_unknown_language_is_read_as_english() -> None:
    assert wall(one("tomorrow", language="xx")) == "2026-11-22 00:00"


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        find_when("tomorrow", datetime(2026, 11, 21))


@pytest.mark.parametrize(
    "text", ["in 9999 years", "in 9999 months at 9", "0000-00-00", "99:99", "on 99/99/9999", "9" * 500]
)
def test_numbers_out_of_the_calendar_find_nothing_and_do_not_fail(text: str) -> None:
    assert all(span.start_at is None or span.start_at.year > 2500 for span in find_when(text, NOW))


def test_a_sentence_takes_under_two_milliseconds() -> None:
    text = "Remind me next Tuesday from 10 to 11:30 to prepare the meeting with Ana and buy 3 apples"
    find_when(text, NOW)  # compiles the rules
    taken = []
    for _ in range(9):
        began = time.perf_counter()
        find_when(text, NOW)
        taken.append(time.perf_counter() - began)
    assert min(taken) < 0.002


def test_a_very_long_text_is_read_only_at_its_beginning() -> None:
    assert find_when("x " * MAX_CHARS + "tomorrow", NOW) == []
    assert len(find_when("tomorrow " + "x " * MAX_CHARS, NOW)) == 1


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
@pytest.mark.parametrize("piece", ["1 day ", "9 ", "1,1,", "monday and ", "jan ", "12:30-", " ", "in 1 hour 1 "])
def test_no_text_makes_it_slow(piece: str, language: str) -> None:
    find_when("x", NOW, language)  # compiles the rules
    began = time.perf_counter()
    find_when(piece * (MAX_CHARS // len(piece)), NOW, language)
    assert time.perf_counter() - began < 0.6
