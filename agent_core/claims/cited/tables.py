"""Words that the citation check knows, in English, German, Spanish and French. Data only; all without accents."""

from collections.abc import Mapping


def _numbered(words: str, start: int, step: int = 1) -> dict[str, int]:
    """`a/b c`: a and b are `start`, c is one `step` more."""
    return {
        word: start + at * step for at, each in enumerate(words.split()) for word in each.split("/")
    }  # fmt: skip


def _named(rows: str) -> dict[str, str]:
    """`name: word word` a line."""
    lines = [line.split(":") for line in rows.strip().splitlines()]
    return {word: name.strip() for name, words in lines for word in words.split()}


NUMBER_WORDS: Mapping[str, int] = {
    **_numbered("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen", 2),
    **_numbered("zwei/beide drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn", 2),
    **_numbered("dos tres cuatro cinco seis siete ocho nueve diez undecimo doce trece catorce quince", 2),
    **_numbered("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze", 2),
    **_numbered("seventeen eighteen nineteen", 17),
    **_numbered("twenty/zwanzig/veinte/vingt thirty/dreissig/treinta/trente forty/vierzig/cuarenta/quarante", 20, 10),
    **_numbered("fifty/funfzig/cincuenta/cinquante sixty/sechzig/sesenta/soixante seventy/siebzig/setenta", 50, 10),
    **_numbered("eighty/achtzig/ochenta ninety/neunzig/noventa", 80, 10),
}  # fmt: skip
# A sentence need not have them from its passage ("first of all", "one may"), but a passage's count.
LOOSE_NUMBERS: Mapping[str, int] = {
    **_numbered("one/ein/eine/einen/einem/einer/un/una/uno/une/once/single both/twice/pair/second", 1),
    **_numbered("first/erste/ersten/erster/primer/primero/primera/premier/premiere second/zweite/zweiten/segundo", 1),
    **_numbered("third/dritte/dritten/tercer/tercero/tercera/troisieme", 3),
}
ORDINALS: Mapping[str, int] = _numbered(
    "fourth/vierte fifth/funfte sixth/sechste seventh/siebte eighth/achte ninth/neunte tenth/zehnte eleventh/elfte "
    "twelfth/zwolfte thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    4,
)
HALVES: Mapping[str, float] = {"half": 0.5, "halb": 0.5, "halbe": 0.5, "medio": 0.5, "demi": 0.5, "dozen": 12.0}
SCALES: Mapping[str, float] = {
    word: 10.0**power
    for power, words in {
        2: "hundred hundert cien cientos cent",
        3: "thousand tausend mil mille k",
        6: "million millions millionen mio millon millones mn m",
        9: "billion billions milliarde milliarden mrd milliard milliards bn",
        12: "trillion trillions billionen billones",
    }.items()
    for word in words.split()
}
MONTHS: Mapping[str, int] = _numbered(
    "january/jan/januar/janner/enero/janvier february/feb/februar/febrero/fevrier march/mar/marz/marzo "
    "april/apr/abril/avril may/mai/mayo june/jun/juni/junio/juin july/jul/juli/julio/juillet "
    "august/aug/agosto/aout september/sep/sept/septiembre/septembre october/oct/oktober/okt/octubre/octobre "
    "november/nov/noviembre/novembre december/dec/dezember/dez/diciembre/decembre",
    1,
)
ALSO_WORDS = frozenset("may march mar jan jun jul sep sept dec dez mai august".split())  # noqa: SIM905
"""Months only with a capital and beside a number."""
WEEKDAYS: Mapping[str, int] = _numbered(
    "monday/montag/lunes/lundi tuesday/dienstag/martes/mardi wednesday/mittwoch/miercoles/mercredi "
    "thursday/donnerstag/jueves/jeudi friday/freitag/viernes/vendredi saturday/samstag/sabado/samedi "
    "sunday/sonntag/domingo/dimanche",
    1,
)
UNITS: Mapping[str, str] = _named("""
    %: % percent prozent porcentaje pourcent pct
    usd: $ usd dollar dollars dolares
    eur: € eur euro euros
    gbp: £ gbp sterling
    chf: chf franken francs
    jpy: ¥ yen jpy
    km: km kilometre kilometres kilometer kilometers kilometern kilometro kilometros
    mile: mile miles meile meilen milla millas
    m: metre metres meter meters metern metro metros metres
    cm: cm centimetre centimetres centimeter centimeters
    foot: foot feet ft
    inch: inch inches
    acre: acre acres
    hectare: hectare hectares ha hektar hectareas
    kg: kg kilogram kilograms kilogramm kilogramme kilos
    lb: lb lbs
    ton: ton tons tonnes tonne tonnen toneladas
    second: second seconds sekunde sekunden segundos secondes
    minute: minute minutes minuten minutos
    hour: hour hours stunde stunden hora horas heure heures
    day: day days tag tage tagen dia dias jour jours
    week: week weeks woche wochen semana semanas semaine semaines
    month: month months monat monate monaten mes meses mois
    year: year years jahr jahre jahren ano anos an ans annee annees
    century: century centuries jahrhundert siglo siecle
    celsius: °c celsius
    fahrenheit: °f fahrenheit
""")
# What is one name to a reader and two to a computer.
SAME_NAMES: Mapping[str, str] = _named("""
    netherlands: dutch netherlands holland
    france: french france france's frenchman frenchmen
    britain: british britain uk england english britons briton kingdom
    america: american americans america us usa states
    spain: spanish spain spaniards
    germany: german germany germans
    greece: greek greece greeks
    switzerland: swiss switzerland
    wales: welsh wales
    scotland: scottish scots scotland scotsman
    ireland: irish ireland
    denmark: danish danes denmark
    turkey: turkish turks turkey
    poland: polish poles poland
    finland: finnish finns finland
    sweden: swedish swedes sweden
    china: chinese china
    europe: european europe eu europeans
    vatican: papal pope vatican
    parliament: mp mps parliament
""")
STOP_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """a an the this that these those it its he she they him her them his their i you we my your our me us who
            whom whose which what when where why how and or but nor if then than as so of in on at to for from by with
            into onto about over under between through during after before since until within is are was were be been
            being am do does did has have had having will would shall should can could may might must there here also
            too very more most some any all each every other another such same only just even still yet both either
            while whereas because although though however therefore instead among amid upon per via out up down off
            not no never neither without cannot according said says one according passage document called known
            made longer""",
        "de": """der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine keinen ist sind
            war waren wird werden wurde wurden hat haben hatte hatten sein ihre ihr ihm ihn ihren seine seiner ich du er
            sie es wir in im am an auf aus bei mit nach von vom zu zum zur fur uber unter durch um als wie wo wer was
            wann warum welche welcher dass wenn auch noch nur so sich kann konnen soll muss mussen gibt laut darunter
            ab bis seit vor zwischen ohne nie sowie dort diese dieser dieses""",
        "es": """el la los las un una unos unas de del al a en y o u pero no es son era eran fue fueron ser esta estan
            ha han habia tiene tienen que quien cual cuando donde como por para con sin sobre entre se su sus mi lo le
            les este estos estas ese esa eso esto mas muy tambien segun hay ella ellas ellos nunca desde hasta ni""",
        "fr": """le la les l un une des du de d au aux a en et ou mais ne pas n est sont etait etaient etre ete ont
            avait avaient avoir que qu qui quoi quel quelle quand comment par pour avec sans sur sous dans entre ce
            c cet cette ces se s son sa ses leur leurs il elle ils elles je j on y plus aussi selon jamais depuis
            environ""",
    }.items()
}
NEGATIONS = frozenset(
    """not never no without cannot neither nor none nobody nothing unable fail fails failed lack lacks lacked nicht nie
    niemals kein keine keinen keiner keinem ohne weder nunca jamas sin ningun ninguna tampoco pas jamais sans aucun
    aucune""".split()  # noqa: SIM905
)
# Capitalised words that a sentence may add to what its passage says, unless that has another of them in the same place.
LOOSE_NAMES = frozenset(
    """north south east west northern southern eastern western central middle upper lower great greater new old world
    european african asian american western modern ancient early late former united nord sud ost norte sur este oeste
    est ouest""".split()  # noqa: SIM905
)
PAST = frozenset(
    """won led took made wrote built gave sold bought paid lent sent beat lost met told taught owes pays gets rents
    sells buys leads owns employs sued hired bore begot drew held kept left brought caught fought found""".split()  # noqa: SIM905
)
LIMITS = frozenset("only ne nur hochstens solo solamente seulement seuls most maximum".split())  # noqa: SIM905
"""A sentence with one of them says without a "not" what its passage may say with one."""
BUT = frozenset({"until", "before", "bis", "vor", "hasta", "avant"})
"""Further on in a clause with a negation: "did not begin until 1950" says that it began."""
NOT_NEGATIONS = frozenset({"only", "nur", "solo", "seulement", "just"})
"""Behind a negation: "not only"."""
