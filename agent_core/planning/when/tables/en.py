"""English: words with their values, and patterns over them (see ../language.py)."""

# ruff: noqa: E501

from agent_core.planning.when.language import Rule, Table, Value

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_SMALL = [*_ONES.split(), "eighteen", "nineteen"]
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]

NUMBERS: dict[str, Value] = {word: number for number, word in enumerate(_SMALL)}
NUMBERS |= {word: ten for ten, word in _TENS.items()}
NUMBERS |= {f"{word} {_SMALL[one]}": ten + one for ten, word in _TENS.items() for one in range(1, 10)}

ORDINALS: dict[str, Value] = {word: number for number, word in enumerate(_ORDINALS, 1)}
ORDINALS |= {
    f"{_TENS[ten]} {_ORDINALS[one - 1]}": ten + one for ten in (20, 30) for one in range(1, 10) if ten + one < 32
}
ORDINALS |= {"thirtieth": 30}
ORDINALS |= {f"{n}{'th' if 10 < n < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}": n for n in range(1, 32)}

_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]

WORDS: dict[str, dict[str, Value]] = {
    "weekday": {**{word: n for n, word in enumerate(_WEEKDAYS)}, **_SHORT_DAYS},
    "weekdays": {word + "s": n for n, word in enumerate(_WEEKDAYS)},
    "month": {**{m: n for n, m in enumerate(_MONTHS, 1)}, **{m[:3]: n for n, m in enumerate(_MONTHS, 1)}, "sept": 9},
    "n": {
        **NUMBERS, "a": 1, "an": 1, "one": 1, "a couple of": 2, "couple of": 2, "a couple": 2, "a few": 3, "few": 3,
        "several": 3, "half a": 0.5, "half an": 0.5, "one and a half": 1.5, "two and a half": 2.5,
        "three and a half": 3.5, "three quarters of an": 0.75, "a quarter of an": 0.25,
    },
    "ordinal": ORDINALS,
    "nth": {**{word: n for n, word in enumerate(_ORDINALS[:5], 1)}, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1},
    "century": {
        **{w: n for n, w in enumerate(_SMALL) if 13 <= n < 20}, "twenty": 20, "two thousand": 20, "two thousand and": 20,
    },
    "unit": {
        **dict.fromkeys(("second", "seconds", "sec", "secs", "s"), "second"),
        **dict.fromkeys(("minute", "minutes", "min", "mins"), "minute"),
        **dict.fromkeys(("hour", "hours", "hr", "hrs", "h"), "hour"),
        **dict.fromkeys(("day", "days"), "day"),
        **dict.fromkeys(("business day", "business days", "working day", "working days", "workday", "workdays"), "workday"),
        **dict.fromkeys(("weekday",), "workday"),
        **dict.fromkeys(("week", "weeks", "wk", "wks"), "week"),
        **dict.fromkeys(("fortnight", "fortnights"), "fortnight"),
        **dict.fromkeys(("month", "months"), "month"),
        **dict.fromkeys(("year", "years", "yr", "yrs"), "year"),
    },
    "fraction": {"and a half": 0.5, "and a quarter": 0.25, "and three quarters": 0.75},
    "which": {
        "this": 0, "current": 0, "this coming": 2, "coming": 2, "upcoming": 2, "next": 1, "following": 1,
        "last": -1, "past": -1, "previous": -1,
    },
    "period": {"week": "week", "weekend": "weekend", "month": "month", "year": "year"},
    "edge": {"end": "end", "close": "end", "start": "start", "beginning": "start", "middle": "middle"},
    "end_word": {"eod": "day", "eow": "week", "eom": "month", "eoy": "year", "cob": "day"},
    "day_word": {
        "today": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "tomorow": 1, "tommorow": 1, "yesterday": -1,
        "day after tomorrow": 2, "day after tmrw": 2, "day before yesterday": -2, "overmorrow": 2,
        "next day": 1, "my day": 0, "this day": 0,
    },
    "direction": {"from": 1, "after": 1, "before": -1, "from now": 1, "later": 1, "ago": -1, "hence": 1},
    "meridiem": {"am": "am", "a.m.": "am", "a.m": "am", "a m": "am", "pm": "pm", "p.m.": "pm", "p.m": "pm", "p m": "pm"},
    "hour": {word: number for number, word in enumerate(_SMALL[:13]) if number},
    "past_word": {"half": 30, "quarter": 15, "a quarter": 15},
    "past_to": {"past": 1, "after": 1, "to": -1, "before": -1, "of": -1, "till": -1},
    "clock_word": {"noon": 12, "midday": 12, "midnight": 24, "lunchtime": 12, "lunch time": 12},
    "part": {"morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night"},
    "day_part": {"tonight": "0 tonight", "tonite": "0 tonight", "last night": "-1 night"},
    "often": {
        "daily": "day", "weekly": "week", "biweekly": "week2", "fortnightly": "week2", "monthly": "month",
        "yearly": "year", "annually": "year", "hourly": "hour", "once a day": "day", "once a week": "week",
        "once a month": "month", "once a year": "year", "weekdays": "workday", "on weekdays": "workday",
        "on workdays": "workday",
    },
    "not_date": {
        **dict.fromkeys(("i", "you", "we", "they", "it", "he", "she", "that", "which", "who", "this"), "before"),
        **dict.fromkeys(["chapter", "page", "pages", "room", "part", "section", "number", "no.", "step", "unit", "lesson", "exercise", "figure", "problem", "question", "line", "item", "version", "verse", "volume", "gate", "platform", "bus", "flight"], "before"),
        **dict.fromkeys(("be", "have", "not", "also", "need", "want", "go", "come", "miles", "km", "people"), "after"),
    },
}  # fmt: skip

_DAY = r"(?:<ordinal>|(?P<d>\d{1,2})(?:st|nd|rd|th)?)"
_MONTH = r"<month>\.?"
_YEAR = r"(?:,?~[-/ ]?~'?<yyyy>|,? <century> (?:and )?(?:(?:zero|oh|o) )?<n7>|,? (?P<round_year>two thousand))"
_MERIDIEM = r"~<meridiem>"
_CLOCK = r"(?:<hh>(?:[:.]<min>(?:[:.]<sec>)?)?|<hour>)"
_CLOCK2 = r"(?:<hh2>(?:[:.]<min2>)?|<hour2>)"
_OCLOCK = r"(?: o'?clock)?(?: sharp)?"
_EVERY = r"(?:on )?(?:every|each)"
_TO = r"~(?:-|–|to|until|till)~"

RULES: list[Rule] = [
    # days by number
    ("year_month_day", r"(?P<y>\d{4})[-/ ]<month>[-/ ](?P<d>\d{1,2})"),
    ("numeric_date", r"(?P<a>\d\d?)(?P<sep>/)(?P<b>\d\d?),~(?P<y>\d{4}|\d\d)"),
    ("numeric_day", r"(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)"),
    ("dated_clock", rf"(?:<weekday>,? )?{_MONTH} {_DAY},? <hh>:<min>(?::<sec>)? <yyyy>"),
    ("month_day", rf"(?:<weekday>,? )?{_MONTH}~[-/]?~(?:the )?{_DAY}{_YEAR}?"),
    ("month_day", rf"(?:<weekday>,? )?{_MONTH} (?:the )?<n2>{_YEAR}?"),
    ("month_day", rf"(?:<weekday>,? )?(?:the )?{_DAY}\.?~(?:of |-|/)?~{_MONTH}{_YEAR}?"),
    ("days_of_month", rf"(?:from |between )?(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?{_TO}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? <yyyy>)?"),
    ("days_of_month", rf"{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?{_TO}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? <yyyy>)?"),
    ("day_of_which_month", rf"(?:the )?{_DAY} (?:of )?<which> month"),
    ("weekday_and_number", rf"<weekday>,? the (?:{_DAY}|<n2>)"),
    ("weekday_and_number", r"<weekday>,? (?P<d>\d{1,2})(?:st|nd|rd|th)"),
    ("day_of_month", r"(?:the )?(?P<d>\d{1,2})(?P<suffix>st|nd|rd|th)(?: of the month)?"),
    ("day_of_month", r"(?:the )?(?P<d>\d{1,2})"),
    ("day_of_month", r"the (?:<ordinal>|<n2>)(?P<sure> of the month)"),
    ("day_of_month", r"the <ordinal>"),
    # days by name
    ("nth_weekday", rf"(?:the )?<nth> <weekday>(?P<of> (?:of|in) (?:(?:the )?<which> month|the month|{_MONTH}(?:,? <yyyy>)?))?"),
    ("day_word", r"(?:the )?<day_word>"),
    ("weekday", r"(?:(?:the )?<which> (?:week )?)?<weekday>\.?"),
    ("weekday_of_week", r"(?:the )?<which> week,?(?: on)? <weekday>"),
    ("weekday_of_week", r"<weekday>,?(?: of| in)?(?: the)? <which> week"),
    ("counted_weekdays", r"<n> (?:<weekday>)s? <direction>"),
    ("counted_weekdays", r"<weekday> (?P<week>week)(?= |$|[.,!?])"),
    # counted from a day
    ("length_ahead", r"(?:with)?in (?:less than |about |around |exactly |approximately |the next )?<length>(?: time|'s time|' time)?"),
    ("length_ahead", r"<length> (?:later|from now|hence|from today)"),
    ("length_ago", r"<length> (?:ago|earlier|back)"),
    ("length_from_day", r"<length> <direction> (?:the )?(?:next )?(?:<day_word>|<weekday>)"),
    # periods
    ("which_period", r"(?:over |during )?(?:the )?<which> <period>"),
    ("which_period", r"(?:at|on|over|during) the (?P<period>weekend)"),
    ("which_period", r"the (?P<period>weekend)"),
    ("which_period", r"(?:the )?<period> (?P<after_next>after next)"),
    ("named_month", rf"(?:(?P<lead>in|during|by|until|since|throughout) )?(?:(?:early|mid|late) )?(?:<which> )?{_MONTH}(?:,? <yyyy>)?(?!~\d\d?(?:st|nd|rd|th)?(?![\d:]))"),
    ("named_year", r"(?:in|during|by|since|until) <yyyy>"),
    ("edge", rf"(?:the )?<edge> of (?:the )?(?:(?:<which> )?(?:<period>|{_MONTH}(?:,? <yyyy>)?)|(?P<day>day|business)|<day_word>|<weekday>)"),
    ("edge", r"(?:the )?<edge> of (?P<day>day)"),
    ("end_word", r"(?:the )?<end_word>"),
    # times of day
    ("clock_range", rf"(?:from )?{_CLOCK}(?:{_MERIDIEM})?{_TO}{_CLOCK2}~<meridiem2>"),
    ("clock_range", rf"(?:from|between) {_CLOCK}(?:{_MERIDIEM})?~(?:-|–|to|until|till|and)~{_CLOCK2}(?:~<meridiem2>)?"),
    ("clock_range", rf"<hh>:<min>{_TO}<hh2>:<min2>"),
    ("clock", rf"<hh>[:.]<min>(?:[:.]<sec>)?{_MERIDIEM}"),
    ("clock", r"<hh>:<min>(?::<sec>)?"),
    ("clock", rf"<hh>{_MERIDIEM}"),
    ("clock", r"<hour> <meridiem>"),
    ("clock", rf"(?:<hh>|<hour>) o'?clock(?: sharp)?(?:{_MERIDIEM})?"),
    ("clock", rf"(?:at|@)~(?:about |around |exactly )?(?:<hh>(?:[:.]<min>(?::<sec>)?)?|<hour>){_OCLOCK}(?:{_MERIDIEM})?"
              r"(?!~(?:%|percent|degrees|km|kg|euros?|dollars?|miles|meters|metres|least|most|once|a time))"),
    ("weak_clock", r"(?:(?P<lead>around|about|by|until|till|before|after|from|for) )?(?:<hh>|<hour>)"),
    ("clock_past", rf"(?:<past_word>|<n>(?: minutes?| mins?)?) <past_to> (?:<hh>|<hour>)(?: o'?clock)?(?:{_MERIDIEM})?"),
    ("noon", r"(?:at )?(?:the )?<clock_word>"),
    ("now_word", r"(?:right |just )?now(?! that)|as soon as possible|asap|immediately"),
    ("day_part", r"(?P<this>this|later this) <part>"),
    ("day_part", r"(?:(?P<sure>in the|during the|at|by) )(?:early |late )?<part>"),
    ("day_part", r"(?<!good\s)(?:early |late )?<part>"),
    ("day_and_part", r"<day_part>"),
    # amounts
    ("amount", r"<n>[-\s]*<unit>(?: <fraction>)?"),
    ("duration", r"(?:for )?(?:about |around |exactly |at least |up to )?<length>"),
    ("duration", r"(?:for )?(?P<length>half an hour|(?:an|one) hour and a half)"),
    # how often
    ("every_unit", rf"{_EVERY} (?:(?P<other>other|second) |(?:<n>|<ordinal>) )?(?:<unit>)"),
    ("every_weekday", rf"{_EVERY} (?:(?P<other>other|second) |(?:<ordinal>) )?<list>"),
    ("every_weekday", r"(?:on )?(?P<list><weekdays>(?:(?:~,~(?:and )?| and | ?& ?)<weekdays2>)*)"),
    ("every_weekday_part", rf"{_EVERY} <list> <part>"),
    ("every_nth_weekday", rf"(?:{_EVERY}|the) <nth> <weekday> (?:of|in) (?:the|each|every) month"),
    ("every_day_of_month", rf"(?:{_EVERY}|the|on the) {_DAY} (?:day )?of (?:the|each|every) month"),
    ("every_day_of_month", r"(?:on )?(?:the )?(?P<last>last) day of (?:each|every) month"),
    ("every_date", rf"{_EVERY} {_DAY} (?:of )?{_MONTH}"),
    ("every_date", rf"{_EVERY} {_MONTH} {_DAY}"),
    ("every_part", rf"{_EVERY} <part>"),
    ("weekend_days", rf"{_EVERY} weekend|(?:on |at )?weekends"),
    ("adverb", r"<often>"),
]  # fmt: skip

_SPOKEN = {f"month_{n}": month.capitalize() for n, month in enumerate(_MONTHS, 1)}
TABLE = Table(
    words=WORDS,
    rules=RULES,
    glue=r"(?:\s|,|-|–|@|\b(?:at|on|in|the|around|about|of|for|by|before|from|starting|beginning)\b)*",
    to=r"\s*(?:-|–|to|until|till|through|thru|up to)\s*(?:the\s+)?",
    joins=r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*",
    lead=r"(?:(?:starting|beginning)\s+)?(?:on|at|by|in|until|till|before|after|since|from|starting|due|for|around|about|over|during)\s+(?:the\s+)?",
    before=frozenset({"by", "until", "till", "before", "due"}),
    after=frozenset({"after", "since", "from", "starting", "beginning"}),
    doubtful=frozenset({"mon", "wed", "sat", "sun", "may", "march", "mar", "a second", "a sec", "a minute", "an hour", "a day", "a week", "a month", "a year"}),
    day_first=False,
    order_known=False,
    clock_12=True,
    next_weekday_is_next_week=True,
    questions={
        **_SPOKEN,
        "no_such_day": "There is no such day as “{text}”. Which day do you mean?",
        "which_day": "Does “{text}” mean {one} or {other}?",
        "which_half": "Do you mean {hour} in the morning or {hour} in the evening?",
    },
)  # fmt: skip
