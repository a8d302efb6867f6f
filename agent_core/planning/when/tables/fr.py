"""French: words with their values, and patterns over them (see ../language.py)."""

# ruff: noqa: E501

from agent_core.planning.when.language import Rule, Table, Value

_SMALL = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante"}
NUMBERS: dict[str, Value] = {word: number for number, word in enumerate(_SMALL)}
NUMBERS |= {word: ten for ten, word in _TENS.items()}
NUMBERS |= {f"{word} {_SMALL[one]}": ten + one for ten, word in _TENS.items() for one in range(2, 10)}
NUMBERS |= {f"{word} et un": ten + 1 for ten, word in _TENS.items()}

_WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]

WORDS: dict[str, dict[str, Value]] = {
    "weekday": {word: n for n, word in enumerate(_WEEKDAYS)},
    "weekdays": {word + "s": n for n, word in enumerate(_WEEKDAYS)},
    "month": {**{m: n for n, m in enumerate(_MONTHS, 1)}, "janv": 1, "févr": 2, "juil": 7, "sept": 9, "oct": 10},
    "n": {
        **NUMBERS, "une": 1, "quelques": 3, "une demi": 0.5, "un demi": 0.5, "trois quarts d'": 0.75,
    },
    "ordinal": {"1er": 1, "premier": 1},
    "nth": {
        "premier": 1, "1er": 1, "deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4, "cinquième": 5,
        "dernier": -1,
    },
    "unit": {
        **dict.fromkeys(("seconde", "secondes", "sec"), "second"),
        **dict.fromkeys(("minute", "minutes", "min", "mn"), "minute"),
        **dict.fromkeys(("quart d'heure", "quarts d'heure"), "quarter_hour"),
        **dict.fromkeys(("demi-heure", "demie heure"), "half_hour"),
        **dict.fromkeys(("heure", "heures", "h"), "hour"),
        **dict.fromkeys(("jour", "jours"), "day"),
        **dict.fromkeys(("jour ouvrable", "jours ouvrables", "jour ouvré", "jours ouvrés"), "workday"),
        **dict.fromkeys(("semaine", "semaines"), "week"),
        "mois": "month",
        **dict.fromkeys(("an", "ans", "année", "années"), "year"),
    },
    "fraction": {"et demie": 0.5, "et demi": 0.5, "et quart": 0.25},
    "which": {
        "ce": 0, "cet": 0, "cette": 0, "prochain": 1, "prochaine": 1, "suivant": 1, "suivante": 1, "qui vient": 1,
        "dernier": -1, "dernière": -1, "passé": -1, "passée": -1,
    },
    "period": {"semaine": "week", "week-end": "weekend", "weekend": "weekend", "mois": "month", "année": "year"},
    "edge": {"fin": "end", "début": "start", "milieu": "middle", "mi": "middle"},
    "day_word": {
        "aujourd'hui": 0, "demain": 1, "après-demain": 2, "surlendemain": 2, "hier": -1, "avant-hier": -2,
    },
    "direction": {"après": 1, "avant": -1, "à partir de": 1},
    "hour": {**{word: n for n, word in enumerate(_SMALL[:13]) if n}, "une": 1, "midi": 12},
    "past_word": {"demie": 30, "demi": 30, "quart": 15, "le quart": 15},
    "past_to": {"et": 1, "moins": -1},
    "clock_word": {"midi": 12, "minuit": 24},
    "part": {
        "matin": "morning", "matinée": "morning", "après-midi": "afternoon", "soir": "evening", "soirée": "evening",
        "nuit": "night",
    },
    "day_part": {"hier soir": "-1 evening"},
    "often": {
        "quotidiennement": "day", "chaque jour": "day", "hebdomadairement": "week", "mensuellement": "month",
        "annuellement": "year", "en semaine": "workday", "les jours ouvrables": "workday",
        "les jours de semaine": "workday", "une fois par jour": "day", "une fois par semaine": "week",
        "une fois par mois": "month", "une fois par an": "year",
    },
}  # fmt: skip

_EVERY = r"(?:tous les|toutes les|chaque)"
_YEAR = r"(?:,? <yyyy>)"
_AT = r"(?:à|vers|dès|avant|après|jusqu'à|pour)"
_H = r"(?:~(?:h|heures?))"

RULES: list[Rule] = [
    ("numeric_day", r"(?P<a>\d\d?)(?P<sep>[/.])(?P<b>\d\d?)"),
    ("month_day", rf"(?:(?:le )?<weekday>,? )?(?:le )?(?:(?P<d>\d{{1,2}})|<ordinal>) <month>{_YEAR}?"),
    ("month_day", rf"(?:le )?<n2> <month>{_YEAR}?"),
    ("days_of_month", rf"(?:du )?(?P<d>\d\d?)(?:er)?~(?:-|–|au|jusqu'au)~(?P<d2>\d\d?) <month>{_YEAR}?"),
    ("day_of_which_month", r"(?:le )?(?P<d>\d\d?) du mois <which>"),
    ("weekday_and_number", r"(?:le )?<weekday>,? (?:le )?(?P<d>\d{1,2})"),
    ("day_of_month", r"(?P<d>\d{1,2})(?P<sure> du mois)?"),
    ("nth_weekday", rf"(?:le )?<nth> <weekday>(?P<of> (?:de|d'|du)~(?:<month>{_YEAR}?|mois <which>|mois|ce mois))?"),
    ("day_word", r"<day_word>"),
    ("weekday", r"(?:le )?(?:<which> )?<weekday>"),
    ("weekday", r"(?:le )?<weekday> <which>"),
    ("weekday_of_week", r"(?:le )?<weekday> de la semaine <which>"),
    ("length_ahead", r"(?:dans|d'ici|sous) (?:environ |moins de )?<length>"),
    ("length_ago", r"il y a (?:environ )?<length>"),
    ("length_from_day", r"(?:<day_word>|<weekday>) (?:en|dans) <length>"),
    ("length_from_day", r"<length> <direction> (?:le )?(?:<day_word>|<weekday>)"),
    ("which_period", r"(?P<which>ce|cette) <period>"),
    ("which_period", r"(?:la |le |l')?<period> <which>"),
    ("which_period", r"(?:le|pendant le) (?P<period>week-?end)"),
    ("named_month", r"(?:(?P<lead>en|au mois de|pour|jusqu'en|depuis|début|courant) )?<month>\.?(?: <yyyy>)?(?: <which>)?"),
    ("edge", r"(?:à |au |en )?(?:la |le )?<edge> (?:de|du) ?(?:la |l'|cette |ce )?<period>(?: <which>)?"),
    ("edge", r"(?:à |au |en )?(?:la |le )?<edge>[-\s](?:de |du mois de )?<month>(?: <yyyy>)?"),
    ("edge", r"(?:à |en )?(?:la )?(?P<edge>fin) de (?:la )?(?P<day>journée)"),
    ("clock_range", r"(?:de|entre) (?:<hh>(?:~(?:h|heures?)~<min>?)?|<hour>)~(?:heures~)?(?:-|–|à|et)~(?:<hh2>|<hour2>)~(?:h|heures?)(?:~<min2>)?"),
    ("clock_range", r"<hh>~h~(?:<min>)?~(?:-|–|à)~<hh2>~h(?:~<min2>)?"),
    ("clock_range", r"<hh>:<min>~(?:-|–|à)~<hh2>:<min2>"),
    ("clock", r"<hh>:<min>(?::<sec>)?"),
    ("clock", rf"(?:{_AT} )?(?:<hh>|<hour>){_H}(?:~<min>)?(?: pile)?"),
    ("clock", rf"{_AT} <hh>(?: pile)?(?!~(?:%|euros?|km|ans))"),
    ("weak_clock", r"<hh>"),
    ("clock_past", rf"(?:{_AT} )?(?:<hh>|<hour>){_H} <past_to> (?:<past_word>|<n>)"),
    ("noon", rf"(?:{_AT} )?<clock_word>"),
    ("clock_past", rf"(?:{_AT} )?(?P<hour>midi|minuit) <past_to> (?:<past_word>|<n>)"),
    ("now_word", r"maintenant|tout de suite|dès que possible|au plus vite"),
    ("day_part", r"(?P<this>ce|cet|cette) <part>"),
    ("day_part", r"(?P<sure>le|du|de l'|dans la|l'|la|en) ?<part>"),
    ("day_part", r"(?<!bonne\s)(?<!bon\s)<part>"),
    ("day_and_part", r"<day_part>"),
    ("amount", r"<n>[-\s]*<unit>(?: <fraction>)?"),
    ("duration", r"(?:pendant |durant |pour |de )?(?:environ |au moins )?<length>"),
    ("every_unit", rf"{_EVERY} (?:<n> )?<unit>"),
    ("every_weekday", rf"(?:{_EVERY}|les) <list>"),
    ("every_weekday_part", rf"(?:{_EVERY}|les) <list> <part>s?"),
    ("every_nth_weekday", r"(?:chaque|tous les|le) <nth> <weekday> (?:du|de chaque) mois"),
    ("every_day_of_month", r"(?:le )?(?:(?P<d>\d\d?)|<ordinal>) de chaque mois"),
    ("every_day_of_month", r"(?:le )?(?P<last>dernier) jour de chaque mois"),
    ("every_date", r"(?:chaque|tous les) (?P<d>\d\d?) <month>"),
    ("every_part", rf"{_EVERY} <part>s?"),
    ("weekend_days", r"(?:tous les|chaque|les) week-?ends?"),
    ("adverb", r"<often>"),
]  # fmt: skip

_SPOKEN = {f"month_{n}": month for n, month in enumerate(_MONTHS, 1)}
TABLE = Table(
    words=WORDS,
    rules=RULES,
    glue=r"(?:\s|,|-|–|\b(?:à|a|le|la|les|au|du|de|en|vers|pendant|pour|dès|dans|avant|après)\b)*",
    to=r"\s*(?:-|–|à|au|jusqu'(?:à|au)|et\s+le)\s*(?:le\s+)?",
    joins=r"\s*,\s*|\s+et\s+",
    lead=r"(?:(?:avant|après|jusqu'à|d'ici|depuis|dès|à\s+partir\s+de|pour|vers|pendant|à|en|de)\s+)?(?:le|la|les)\s+|(?:avant|après|jusqu'à|jusqu'au|d'ici|depuis|dès|à\s+partir\s+de|du|de|pour|vers|en|au|à)\s+",
    before=frozenset({"avant", "jusqu'a", "jusqu'au", "d'ici"}),
    after=frozenset({"apres", "depuis", "des"}),
    doubtful=frozenset({"une seconde", "une minute", "une heure", "un jour", "une semaine", "un mois", "un an", "mars", "mai"}),
    questions={
        **_SPOKEN,
        "no_such_day": "Le jour « {text} » n'existe pas. De quel jour s'agit-il ?",
        "which_day": "« {text} », est-ce le {one} ou le {other} ?",
        "which_half": "{hour} heures du matin ou du soir ?",
    },
)  # fmt: skip
