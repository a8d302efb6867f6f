"""Languages that are stemmed: the words that say nothing by themselves, and which language a text is in.

The lists are the commonest function words, enough to tell the languages apart in one sentence and to leave them out of
a query; a language that is not here is searched word by word, without stems.
"""

import re
from collections import Counter
from functools import lru_cache

DEFAULT = "english"
_STOP_WORDS = {
    "english": """a an the of in on at to for from by with and or is are was were be been being do does did has have had
        having what which who whom whose when where why how that this these those it its as into about than there their
        they them he she his her him i me my we us you your our can could would should will shall may might must not no
        if then so such any some also between please tell show say says said according""",
    "german": """der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine ist sind war
        waren wird werden wurde wurden hat haben hatte hatten sein ihre ihr ihm ihn ich du er sie es wir mich mir uns in
        im am an auf aus bei mit nach von vom zu zum zur für über unter durch um als wie wo wer was wann warum welche
        welcher welches welchen wem wen dass daß wenn auch noch nur so sich kann können soll muss gibt es bitte laut""",
    "spanish": """el la los las un una unos unas de del al a en y o u pero no es son era eran fue fueron ser está están
        ha han había tiene tienen que qué quién quien quiénes cuál cuáles cuándo cuando dónde donde cómo como por para
        con sin sobre entre se su sus mi mis tu lo le les me nos este esta estos estas ese esa eso esto más muy también
        cuánto cuánta cuántos cuántas según hay""",
    "french": """le la les l un une des du de d au aux à a en et ou où mais ne pas n est sont était étaient être été ont
        avait avaient avoir que qu qui quoi quel quelle quels quelles quand comment pourquoi combien par pour avec sans
        sur sous dans entre ce c cet cette ces se s son sa ses mon ma mes notre nos leur leurs il elle ils elles je j tu
        nous vous y on plus aussi selon""",
    "italian": """il lo la i gli le l un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal
        dalla in nel nella nei nelle con su sul sulla per tra fra e ed o ma non è sono era erano essere stato stata ha
        hanno aveva che chi cosa quale quali quando dove come perché quanto quanti quante si suo sua suoi sue mio mia
        questo questa questi queste anche più c""",
    "portuguese": """o a os as um uma uns umas de do da dos das em no na nos nas ao à aos às por pelo pela para com sem
        sobre entre e ou mas não é são era eram foi foram ser está estão tem têm tinha que quem qual quais quando onde
        como porque quanto quantos quantas se seu sua seus suas meu minha este esta isto esse essa isso mais também""",
    "dutch": """de het een en of maar niet geen is zijn was waren wordt worden werd werden heeft hebben had in op aan
        uit bij met naar van voor over onder door om als hoe waar wie wat wanneer waarom welke welk dat die dit deze er
        ik je jij hij zij ze wij we ons hun haar hem mijn ook nog te tot""",
    "swedish": """en ett den det de och eller men inte är var vara blir blev har hade i på av till från med för om under
        över som hur var vem vad när varför vilken vilket vilka att sig sin sitt sina jag du han hon vi ni min mitt dess
        också än""",
    "danish": """en et den det de og eller men ikke er var være bliver blev har havde i på af til fra med for om under
        over som hvordan hvor hvem hvad hvornår hvorfor hvilken hvilket hvilke at sig sin sit sine jeg du han hun vi
        min også end""",
    "norwegian": """en ei et den det de og eller men ikke er var være blir ble har hadde i på av til fra med for om
        under over som hvordan hvor hvem hva når hvorfor hvilken hvilket hvilke at seg sin sitt sine jeg du han hun vi
        min også enn""",
    "russian": """и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее её мне было
        вот от меня еще нет о из ему когда даже ну ли если или быть был была были до вас они тут где есть для мы их чем
        кто какой какая какие каком это этот эта эти который которая которые почему сколько при об""",
    "finnish": """ja tai mutta ei ole on oli ovat olivat se ne hän he minä sinä me te mikä mitä kuka missä milloin miksi
        miten kuinka joka jotka että kun jos niin myös tämä nämä tuo""",
    "turkish": """ve veya ama değil bir bu şu o için ile de da mi mı ne kim nerede nasıl hangi kaç niye neden ki daha
        çok gibi olarak olan""",
}  # fmt: skip
STOP_WORDS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
SAMPLE = 2000  # characters that are looked at to tell the language of a text
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _languages_of_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in STOP_WORDS.items():
        for word in words:
            if len(word) > 1:  # single letters are initials and formulas as well
                found[word] = (*found.get(word, ()), language)
    return found


def language_of(text: str) -> str:
    """The one whose function words the text has most of; English when it has none of any. A word that several
    languages have counts less for each."""
    known = _languages_of_word()
    counts = Counter[str]()
    for word in _WORD.findall(text[:SAMPLE].lower()):
        for language in (languages := known.get(word, ())):
            counts[language] += 1 / len(languages)  # type: ignore[assignment]  # a share
    best = max(counts.values(), default=0)
    return next((language for language in STOP_WORDS if best and counts[language] >= best - 1e-9), DEFAULT)
