"""Spanish: words with their values, and patterns over them (see ../language.py)."""

from agent_core.planning.when.language import Rule, Table, Value

_SMALL = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_TENS = {30: "treinta", 40: "cuarenta", 50: "cincuenta"}
NUMBERS: dict[str, Value] = {word: number for number, word in enumerate(_SMALL)}
NUMBERS |= {word: ten for ten, word in _TENS.items()}
NUMBERS |= {f"{word} y {_SMALL[one]}": ten + one for ten, word in _TENS.items() for one in range(1, 10)}

_WEEKDAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
_MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]

WORDS: dict[str, dict[str, Value]] = {
    "weekday": {word: n for n, word in enumerate(_WEEKDAYS)},
    "weekdays": {"lunes": 0, "martes": 1, "miércoles": 2, "jueves": 3, "viernes": 4, "sábados": 5, "domingos": 6},
    "month": {**{m: n for n, m in enumerate(_MONTHS, 1)}, "setiembre": 9},
    "n": {**NUMBERS, "un": 1, "una": 1, "un par de": 2, "unos": 3, "unas": 3, "media": 0.5, "medio": 0.5},
    "ordinal": {
        "primero": 1, "primer": 1, "segundo": 2, "tercero": 3, "tercer": 3, "cuarto": 4, "quinto": 5, "1º": 1, "1°": 1,
    },
    "nth": {
        "primer": 1, "primero": 1, "segundo": 2, "tercer": 3, "tercero": 3, "cuarto": 4, "quinto": 5, "último": -1,
    },
    "unit": {
        **dict.fromkeys(("segundo", "segundos", "seg"), "second"),
        **dict.fromkeys(("minuto", "minutos", "min", "mins"), "minute"),
        **dict.fromkeys(("cuarto de hora", "cuartos de hora"), "quarter_hour"),
        **dict.fromkeys(("hora", "horas", "h", "hrs"), "hour"),
        **dict.fromkeys(("día", "días"), "day"),
        **dict.fromkeys(("día laborable", "días laborables", "día hábil", "días hábiles"), "workday"),
        **dict.fromkeys(("semana", "semanas"), "week"),
        **dict.fromkeys(("mes", "meses"), "month"),
        **dict.fromkeys(("año", "años"), "year"),
    },
    "fraction": {"y media": 0.5, "y medio": 0.5, "y cuarto": 0.25, "y tres cuartos": 0.75},
    "which": {
        "este": 0, "esta": 0, "próximo": 1, "próxima": 1, "que viene": 1, "siguiente": 1, "que entra": 1,
        "pasado": -1, "pasada": -1, "último": -1, "última": -1,
    },
    "period": {"semana": "week", "fin de semana": "weekend", "finde": "weekend", "mes": "month", "año": "year"},
    "edge": {
        **dict.fromkeys(("fin", "final", "finales", "fines"), "end"),
        **dict.fromkeys(("principio", "principios", "comienzo", "comienzos", "inicio", "inicios"), "start"),
        **dict.fromkeys(("mediados", "mitad"), "middle"),
    },
    "day_word": {
        "hoy": 0, "mañana": 1, "pasado mañana": 2, "ayer": -1, "anteayer": -2, "antes de ayer": -2, "antier": -2,
    },
    "direction": {"después de": 1, "antes de": -1, "a partir de": 1},
    "meridiem": {"am": "am", "a.m.": "am", "a. m.": "am", "pm": "pm", "p.m.": "pm", "p. m.": "pm"},
    "hour": {**{word: n for n, word in enumerate(_SMALL[:13]) if n}, "una": 1},
    "past_word": {"media": 30, "cuarto": 15},
    "past_to": {"y": 1, "menos": -1},
    "clock_word": {"mediodía": 12, "medianoche": 24, "medio día": 12, "media noche": 24},
    "part": {"mañana": "morning", "madrugada": "early", "tarde": "afternoon", "noche": "night"},
    "day_part": {"anoche": "-1 night"},
    "often": {
        "a diario": "day", "diariamente": "day", "semanalmente": "week", "mensualmente": "month", "anualmente": "year",
        "entre semana": "workday", "los días laborables": "workday", "los días de semana": "workday",
        "una vez al día": "day", "una vez a la semana": "week", "una vez al mes": "month", "una vez al año": "year",
    },
}  # fmt: skip

_EVERY = r"(?:todos los|todas las|cada)"
_YEAR = r"(?:,? (?:de |del )?<yyyy>)"
_SAID = r"(?:<hh>(?:[:.]<min>)?|<hour>)"
_SAID2 = r"(?:<hh2>(?:[:.]<min2>)?|<hour2>)"
_HOURS = r"(?:~(?:horas|hrs|h)(?!\w)| en punto)"

RULES: list[Rule] = [
    ("numeric_day", r"(?P<a>\d\d?)(?P<sep>[/])(?P<b>\d\d?)"),
    ("month_day", rf"(?:(?:el )?<weekday>,? )?(?:el )?(?:día )?(?:(?P<d>\d{{1,2}})|<ordinal>) (?:de )?<month>{_YEAR}?"),
    ("month_day", rf"(?:el )?<n2> de <month>{_YEAR}?"),
    ("days_of_month", r"(?:del? )?(?P<d>\d\d?)~(?:-|–|al?|hasta el)~(?P<d2>\d\d?) de <month>(?: (?:de |del )?<yyyy>)?"),
    ("day_of_which_month", r"(?:el )?(?:día )?(?P<d>\d\d?) del (?:mes <which>|<which2> mes)"),
    ("weekday_and_number", r"(?:el )?<weekday>,? (?:día )?(?P<d>\d{1,2})"),
    ("day_of_month", r"el (?P<sure>día) (?P<d>\d{1,2})"),
    ("day_of_month", r"(?P<d>\d{1,2})"),
    ("nth_weekday", rf"(?:el )?<nth> <weekday>(?P<of> (?:de|del) (?:<month>{_YEAR}?|<which> mes|mes))?"),
    ("nth_weekday", r"(?:el )?<nth> <weekday>(?P<of> del mes) <which>"),
    ("day_word", r"<day_word>"),
    ("weekday", r"(?:el )?(?:<which> )?<weekday>"),
    ("weekday", r"(?:el )?<weekday> <which>"),
    ("weekday_of_week", r"(?:el )?<weekday> de la (?:semana <which>|<which2> semana)"),
    ("length_ahead", r"(?:en|dentro de) (?:unos |unas |menos de )?<length>"),
    ("length_ago", r"hace (?:unos |unas )?<length>"),
    ("length_from_day", r"<length> <direction> (?:el )?(?:<day_word>|<weekday>)"),
    ("which_period", r"(?:el |la )?(?:<which> )<period>"),
    ("which_period", r"(?:el |la )?<period> <which>"),
    ("which_period", r"(?:el|durante el) (?P<period>fin de semana)"),
    ("named_month", r"(?:(?P<lead>en|durante|para|hasta|desde) )?<month>(?: (?:de |del )?<yyyy>)?(?: <which>)?"),
    ("edge", r"(?:a |al |el )?<edge> (?:de|del) (?:(?:la |el |este |esta )?(?:<period>|<month>)(?: <which>)?)"),
    ("edge", r"(?:a |al |el )?(?P<edge>fin|final) del (?P<day>día)"),
    ("clock_range", rf"(?:de|desde|entre) las? {_SAID}~(?:a|hasta|y)~(?:las? )?{_SAID2}{_HOURS}?"),
    ("clock_range", rf"(?:de|desde|entre) {_SAID}~(?:h )?(?:a|hasta|y) {_SAID2}{_HOURS}"),
    ("clock_range", r"(?:de )?<hh>:<min>~(?:-|–|a|hasta)~<hh2>:<min2>"),
    ("clock", r"<hh>:<min>(?::<sec>)?(?:~h)?(?:~<meridiem>)?"),
    ("clock", rf"(?:a|hacia|sobre|desde|hasta|para|antes de|después de) las? {_SAID}{_HOURS}?(?:~<meridiem>)?"),
    ("clock", r"<hh>~<meridiem>"),
    ("weak_clock", r"(?P<lead>las? )?(?:<hh>|<hour>)"),
    ("clock_past", r"(?:(?:a|hacia|sobre) )?las? (?:<hh>|<hour>) <past_to> (?:<past_word>|<n>)"),
    ("noon", r"(?:al? |hacia el )?<clock_word>"),
    ("now_word", r"ahora(?: mismo)?|cuanto antes|lo antes posible"),
    ("day_part", r"(?P<this>esta) <part>"),
    ("day_part", r"(?P<sure>(?:por|de|en|a) la) <part>"),
    ("day_part", r"(?<!buena\s)(?P<part>noche|madrugada)"),
    ("day_and_part", r"<day_part>"),
    ("amount", r"<n>[-\s]*<unit>(?: <fraction>)?"),
    ("duration", r"(?:por |durante )?(?:unos |unas |al menos )?<length>"),
    ("every_unit", rf"{_EVERY} (?:<n> )?<unit>"),
    ("every_weekday", r"(?:todos los|cada|los) <list>"),
    ("every_weekday_part", r"(?:todos los|cada|los) <list> por la <part>"),
    ("every_nth_weekday", r"(?:cada|todos los|el) <nth> <weekday> (?:del|de cada) mes"),
    ("every_day_of_month", r"(?:el )?(?:día )?(?P<d>\d\d?) de cada mes"),
    ("every_day_of_month", r"(?:el )?(?P<last>último) día de cada mes"),
    ("every_date", r"(?:cada|todos los) (?P<d>\d\d?) de <month>"),
    ("every_part", r"(?:todas las|cada) <part>s?"),
    ("weekend_days", r"(?:todos los fines|cada fin|los fines) de semana"),
    ("adverb", r"<often>"),
]  # fmt: skip

_SPOKEN = {f"month_{n}": f"de {month} de" for n, month in enumerate(_MONTHS, 1)}
TABLE = Table(
    words=WORDS,
    rules=RULES,
    glue=r"(?:\s|,|-|–|\b(?:el|la|las|los|a|al|de|del|por|en|sobre|hacia|durante|desde)\b)*",
    to=r"\s*(?:-|–|a|al|hasta)\s*(?:el\s+)?",
    joins=r"\s*,\s*|\s+y\s+",
    lead=r"(?:(?:para|antes\s+de|después\s+de|a\s+partir\s+de|desde|hasta|sobre|hacia|durante|en|de|del|por|a|al)\s+)?(?:el|la|las|los)\s+|(?:para|antes\s+de|después\s+de|a\s+partir\s+de|desde|hasta|del?|en)\s+",
    before=frozenset({"antes", "hasta", "para"}),
    after=frozenset({"despues", "desde"}),
    doubtful=frozenset({"un segundo", "un minuto", "un dia", "una hora", "una semana", "un mes"}),
    questions={
        **_SPOKEN,
        "no_such_day": "El día «{text}» no existe. ¿Qué día es?",
        "which_day": "¿«{text}» es el {one} o el {other}?",
        "which_half": "¿A las {hour} de la mañana o de la tarde?",
    },
)  # fmt: skip
