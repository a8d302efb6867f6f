"""German: words with their values, and patterns over them (see ../language.py)."""

from agent_core.planning.when.language import Rule, Table, Value

_SMALL = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_TENS = {20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig"}
_ONES = ["", "ein", *_SMALL[2:10]]
NUMBERS: dict[str, Value] = {word: number for number, word in enumerate(_SMALL)}
NUMBERS |= {word: ten for ten, word in _TENS.items()}
NUMBERS |= {f"{_ONES[one]}und{word}": ten + one for ten, word in _TENS.items() for one in range(1, 10)}

_STEMS = [
    "erst",
    "zweit",
    "dritt",
    "viert",
    "fünft",
    "sechst",
    "siebt",
    "acht",
    "neunt",
    "zehnt",
    "elft",
    "zwölft",
    "dreizehnt",
    "vierzehnt",
    "fünfzehnt",
    "sechzehnt",
    "siebzehnt",
    "achtzehnt",
    "neunzehnt",
    "zwanzigst",
]


def _bent(stem: str, value: Value, endings: str = "e en er es em") -> dict[str, Value]:
    return {stem + ending: value for ending in endings.split()}


ORDINALS: dict[str, Value] = {k: v for n, stem in enumerate(_STEMS, 1) for k, v in _bent(stem, n).items()}
_WEEKDAYS = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]
_SHORT_DAYS = ["mo", "di", "mi", "do", "fr", "sa", "so"]
_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]

WORDS: dict[str, dict[str, Value]] = {
    "weekday": {**{w: n for n, w in enumerate(_WEEKDAYS)}, "sonnabend": 5, **{w: n for n, w in enumerate(_SHORT_DAYS)}},
    "weekdays": {word + "s": n for n, word in enumerate(_WEEKDAYS)},
    "month": {
        **{m: n for n, m in enumerate(_MONTHS, 1)}, **{m[:3]: n for n, m in enumerate(_MONTHS, 1)},
        "jänner": 1, "feber": 2, "maerz": 3, "sept": 9,
    },
    "n": {
        **NUMBERS, **_bent("ein", 1), "ein": 1, "paar": 3, "ein paar": 3, "einigen": 3, "anderthalb": 1.5,
        "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5, "eine halbe": 0.5, "einer halben": 0.5,
        "halbe": 0.5, "halben": 0.5, "ein halbes": 0.5, "einem halben": 0.5, "eine dreiviertel": 0.75,
    },
    "ordinal": ORDINALS,
    "nth": {
        **{k: v for n, stem in enumerate(_STEMS[:5], 1) for k, v in _bent(stem, n).items()}, **_bent("letzt", -1),
        "1.": 1, "2.": 2, "3.": 3, "4.": 4,
    },
    "unit": {
        **dict.fromkeys(("sekunde", "sekunden", "sek"), "second"),
        **dict.fromkeys(("minute", "minuten", "min"), "minute"),
        **dict.fromkeys(("viertelstunde", "viertelstunden"), "quarter_hour"),
        **dict.fromkeys(("stunde", "stunden", "std", "h"), "hour"),
        **dict.fromkeys(("tag", "tage", "tagen", "tages"), "day"),
        **dict.fromkeys(("werktag", "werktage", "werktagen", "arbeitstag", "arbeitstage", "arbeitstagen"), "workday"),
        **dict.fromkeys(("woche", "wochen"), "week"),
        **dict.fromkeys(("monat", "monate", "monaten"), "month"),
        **dict.fromkeys(("jahr", "jahre", "jahren"), "year"),
    },
    "which": {
        **_bent("dies", 0), **_bent("nächst", 1), **_bent("kommend", 2), **_bent("letzt", -1), **_bent("vergangen", -1),
        **_bent("vorig", -1),
    },
    "period": {
        "woche": "week", "wochenende": "weekend", "monat": "month", "monats": "month", "jahr": "year", "jahres": "year",
        "wochenendes": "weekend",
    },
    "edge": {"ende": "end", "anfang": "start", "beginn": "start", "mitte": "middle"},
    "end_word": {"monatsende": "month", "wochenende": "week", "jahresende": "year", "feierabend": "day"},
    "day_word": {"heute": 0, "morgen": 1, "übermorgen": 2, "uebermorgen": 2, "gestern": -1, "vorgestern": -2},
    "direction": {"nach": 1, "vor": -1, "ab": 1},
    "hour": {**{word: n for n, word in enumerate(_SMALL[:13]) if n}, "ein": 1},
    "past_word": {"halb": -30, "dreiviertel": -15, "viertel": 15},
    "past_to": {"nach": 1, "vor": -1},
    "clock_word": {"mittag": 12, "mittags": 12, "mitternacht": 24},
    "part": {
        **dict.fromkeys(("morgen", "morgens", "früh", "vormittag", "vormittags"), "morning"),
        **dict.fromkeys(("nachmittag", "nachmittags"), "afternoon"),
        **dict.fromkeys(("abend", "abends"), "evening"),
        **dict.fromkeys(("nacht", "nachts"), "night"),
    },
    "day_part": {
        "heute morgen": "0 morning", "heute früh": "0 morning", "morgen früh": "1 morning",
        "übermorgen früh": "2 morning", "gestern morgen": "-1 morning",
    },
    "often": {
        "täglich": "day", "wöchentlich": "week", "monatlich": "month", "jährlich": "year", "stündlich": "hour",
        "werktags": "workday", "wochentags": "workday", "unter der woche": "workday", "an werktagen": "workday",
        "einmal am tag": "day", "einmal pro woche": "week", "einmal im monat": "month", "einmal im jahr": "year",
    },
}  # fmt: skip

_D = r"(?:(?P<d>\d{1,2})\.?|<ordinal>)"
_MONTH = r"<month>\.?"
_YEAR = r"(?:~,?~<yyyy>)"
_EVERY = r"jede[nrsm]?"
_HOUR = r"(?:<hh>(?:[:.]<min>)?|<hour>)(?: uhr)?"
_HOUR2 = r"(?:<hh2>(?:[:.]<min2>)?|<hour2>)(?: uhr)?"

RULES: list[Rule] = [
    ("numeric_day", r"(?P<a>\d\d?)(?P<sep>[./])(?P<b>\d\d?)\.?"),
    ("month_day", rf"(?:<weekday>\.?,? )?(?:(?:den|dem|der) )?{_D}~{_MONTH}{_YEAR}?"),
    ("days_of_month", rf"(?:vom )?(?P<d>\d\d?)\.?~(?:-|–|bis(?: zum)?)~(?P<d2>\d\d?)\.? {_MONTH}(?: <yyyy>)?"),
    ("day_of_which_month", rf"{_D} (?:des )?<which> monats"),
    ("weekday_and_number", r"<weekday>,? (?:den |der |dem )?(?P<d>\d{1,2})\."),
    ("day_of_month", r"(?P<d>\d{1,2})\."),
    ("nth_weekday", rf"<nth> <weekday>(?P<of> (?:im|des|in) (?:<which> monats?|monats?|{_MONTH}(?: <yyyy>)?))?"),
    ("day_word", r"(?<!guten\s)<day_word>"),
    ("weekday", r"(?:<which> )?<weekday>"),
    ("weekday_part", r"<weekday>[-\s]?<part>"),
    ("weekday_of_week", r"<weekday> <which> woche"),
    ("weekday_of_week", r"<which> woche,?(?: am)? <weekday>"),
    ("length_ahead", r"(?:in|binnen|innerhalb von) (?:etwa |ca\.? |ungefähr )?<length>"),
    ("length_ago", r"vor (?:etwa |ca\.? |ungefähr )?<length>"),
    ("length_from_day", r"(?:<day_word>|<weekday>) in <length>"),
    ("length_from_day", r"<length> <direction> (?:<day_word>|<weekday>)"),
    ("which_period", r"(?:in (?:der )?|im |am )?<which> <period>"),
    ("which_period", r"(?:am |übers |das )(?P<period>wochenende)"),
    ("which_period", r"(?P<after_next>übernächste[snrm]?) <period>"),
    ("named_month", rf"(?:(?P<lead>im|bis|ab|seit|anfang|mitte|ende) )?(?:<which> )?{_MONTH}(?: <yyyy>)?"),
    ("edge", rf"(?:am )?<edge> (?:des |der |von )?(?:(?:<which> )?<period>|{_MONTH}(?: <yyyy>)?)"),
    ("edge", r"(?:am )?(?P<edge>ende) des (?P<day>tages)"),
    ("end_word", r"(?:zum|am|bis|bis zum|vor) (?P<end_word>monatsende|jahresende|feierabend)"),
    ("clock_range", rf"(?:von|zwischen) {_HOUR}~(?:-|–|bis|und)~{_HOUR2}"),
    ("clock_range", r"<hh>(?::<min>)?~(?:-|–|bis)~<hh2>(?::<min2>)? uhr"),
    ("clock_range", r"<hh>:<min>~(?:-|–|bis)~<hh2>:<min2>"),
    ("clock", r"(?:um |gegen )?<hh> uhr <min>"),
    ("clock", r"<hh>:<min>(?::<sec>)?(?: uhr)?"),
    ("clock", r"(?:<hh>|<hour>) uhr"),
    ("clock", r"<hh>\.<min> uhr"),
    ("clock", r"(?:um|gegen)~(?:<hh>(?:[:.]<min>)?|<hour>)(?: uhr)?(?!~(?:%|prozent|km|euro))"),
    ("weak_clock", r"(?:(?P<lead>gegen|ab|bis|nach|vor) )?(?:<hh>|<hour>)"),
    ("clock_past", r"(?:um )?(?P<past_word>halb|dreiviertel) (?:<hh>|<hour>)(?: uhr)?"),
    ("clock_past", r"(?:um )?(?:<past_word>|<n>(?: minuten)?) <past_to> (?:<hh>|<hour>)(?: uhr)?"),
    ("noon", r"(?:um |gegen |zu )?<clock_word>"),
    ("now_word", r"jetzt(?! dass)|so bald wie möglich|sofort"),
    ("day_part", r"(?P<this>diese[nrs]?) <part>"),
    ("day_part", r"(?P<sure>am|in der|gegen) (?:frühen |späten )?<part>"),
    ("day_part", r"(?P<sure>(?P<part>morgens|vormittags|nachmittags|abends|nachts))"),
    ("day_part", r"(?<!guten\s)(?<!gute\s)(?<!schönen\s)(?P<part>früh|vormittag|nachmittag|abend|nacht)"),
    ("day_and_part", r"<day_part>"),
    ("amount", r"<n>[-\s]*<unit>"),
    ("duration", r"(?:für |während )?(?:etwa |ca\.? |ungefähr |mindestens )?<length>(?: lang)?"),
    ("every_unit", rf"{_EVERY} (?:<ordinal> )?<unit>"),
    ("every_unit", r"alle (?:<n> )?<unit>"),
    ("every_weekday", rf"{_EVERY} (?:(?P<other>zweiten?) )?<list>"),
    ("every_weekday", r"(?P<list><weekdays>(?:(?:~,~|~und~)<weekdays2>)*)"),
    ("every_weekday_part", rf"{_EVERY} <list>[-\s]?<part>"),
    ("every_nth_weekday", rf"(?:{_EVERY}|am) <nth> <weekday> (?:im|des|jedes|jeden|eines jeden) monats?"),
    ("every_day_of_month", r"(?:am )?(?P<d>\d\d?)\. (?:jeden|jedes|eines jeden) monats"),
    ("every_day_of_month", r"(?:am )?(?P<last>letzten) tag (?:jeden|jedes|eines jeden) monats"),
    ("every_date", rf"{_EVERY} (?P<d>\d\d?)\. {_MONTH}"),
    ("every_part", rf"{_EVERY} <part>"),
    ("weekend_days", rf"{_EVERY} wochenende|an wochenenden"),
    ("adverb", r"<often>"),
]  # fmt: skip

_SPOKEN = {f"month_{n}": month for n, month in enumerate(_MONTHS, 1)}
TABLE = Table(
    words=WORDS,
    rules=RULES,
    glue=r"(?:\s|,|-|–|\b(?:am|um|im|in|der|den|dem|die|das|gegen|für|vor|bis|von|ab)\b)*",
    to=r"\s*(?:-|–|bis(?:\s+zum)?)\s*",
    joins=r"\s*,\s*|\s+und\s+",
    lead=r"(?:am|um|im|in|bis(?:\s+(?:zum|am))?|vor|nach|ab|seit|vom|von|für|gegen|zum|spätestens|zwischen)\s+(?:(?:dem|den|der)\s+)?",
    before=frozenset({"bis", "vor", "spatestens"}),
    after=frozenset({"nach", "ab", "seit"}),
    doubtful=frozenset(
        {
            *_SHORT_DAYS,
            "eine sekunde",
            "eine minute",
            "eine stunde",
            "mar",
            "mai",
            "einen tag",
            "ein tag",
            "eine woche",
            "ein jahr",
        }
    ),
    questions={
        **_SPOKEN,
        "no_such_day": "Den Tag „{text}“ gibt es nicht. Welcher Tag ist gemeint?",
        "which_day": "Ist mit „{text}“ der {one} oder der {other} gemeint?",
        "which_half": "Ist {hour} Uhr morgens oder abends gemeint?",
    },
)
