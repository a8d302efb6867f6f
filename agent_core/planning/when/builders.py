"""The names that patterns use for what builds their value."""

from collections.abc import Callable, Mapping
from datetime import datetime

from agent_core.planning.when import dates, durations, periods, recurrence, times
from agent_core.planning.when.language import Found
from agent_core.planning.when.pieces import Parts

Builder = Callable[[Found, datetime], Parts | None]

BUILDERS: Mapping[str, Builder] = {
    "iso_instant": dates.iso_instant,
    "year_month_day": dates.year_month_day,
    "numeric_date": dates.numeric_date,
    "numeric_day": dates.numeric_day,
    "month_day": dates.month_day,
    "dated_clock": dates.dated_clock,
    "day_of_month": dates.day_of_month,
    "day_of_which_month": dates.day_of_which_month,
    "weekday_and_number": dates.weekday_and_number,
    "nth_weekday": dates.nth_weekday,
    "day_word": dates.day_word,
    "weekday": dates.weekday,
    "weekday_part": dates.weekday_part,
    "weekday_of_week": dates.weekday_of_week,
    "counted_weekdays": dates.counted_weekdays,
    "which_period": periods.which_period,
    "named_month": periods.named_month,
    "named_year": periods.named_year,
    "days_of_month": periods.days_of_month,
    "edge": periods.edge,
    "end_word": periods.end_word,
    "clock": times.clock,
    "weak_clock": times.weak_clock,
    "clock_range": times.clock_range,
    "clock_past": times.clock_past,
    "noon": times.noon,
    "now_word": times.now_word,
    "day_part": times.day_part,
    "day_and_part": times.day_and_part,
    "amount": durations.amount,
    "duration": durations.duration,
    "length_ahead": durations.length_ahead,
    "length_ago": durations.length_ago,
    "length_from_day": durations.length_from_day,
    "every_unit": recurrence.every_unit,
    "every_weekday": recurrence.every_weekday,
    "every_weekday_part": recurrence.every_weekday_part,
    "every_nth_weekday": recurrence.every_nth_weekday,
    "every_day_of_month": recurrence.every_day_of_month,
    "every_date": recurrence.every_date,
    "every_part": recurrence.every_part,
    "weekend_days": recurrence.weekend_days,
    "adverb": recurrence.adverb,
}
