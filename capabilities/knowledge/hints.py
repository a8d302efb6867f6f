"""What kind of thing a question asks for, and whether a sentence has one that the question did not bring itself."""

import re
from collections.abc import Mapping

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_NUMBER = re.compile(
    r"\d[\d.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"hundred|thousand|million|billion|half|third|quarter|dozen|once|twice|none|several|both)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b\d{{4}}s?\b|\b\d{{1,2}}[:.]\d\d\b|\b\d{{1,2}} {_MONTH}\b|\b{_MONTH} \d|\b(?:january|february|march|april|june|"
    r"july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"today|tomorrow|yesterday|noon|midnight|century|decade|spring|summer|autumn|winter|annual|daily|weekly|monthly)\b"
    r"|\b(?:\d+|one|two|three|four|five|six|seven|ten) (?:minutes?|hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÀ-Þ][\w'’-]+")
_ADDRESS = re.compile(r"\S+@\S+\.\w+|https?://\S+|\+?\d[\d ()/-]{5,}\d")

_ASKED: Mapping[str, re.Pattern[str]] = {
    "time": re.compile(
        r"\bwhen\b|\b(?:what|which) (?:\w+ )?(?:year|date|day|month|time|century|decade)|\bhow (?:long|old|soon)\b"
    ),
    "number": re.compile(
        r"\bhow (?:many|much|often|far|large|big|tall|high|fast|long|old|deep|wide)\b"
        r"|\b(?:what|which) (?:\w+ )?(?:number|percent(?:age)?|amount|price|cost|fee|rate|size|total|share)\b"
    ),
    "address": re.compile(r"\b(?:e-?mail|phone|telephone|website|web ?page|url)\b"),
    "name": re.compile(
        r"\b(?:who|whom|whose|where)\b|\b(?:what|which) (?:\w+ )?(?:person|city|country|state|company|place|name)\b"
    ),
}
_FOUND: Mapping[str, re.Pattern[str]] = {"time": _TIME, "number": _NUMBER, "address": _ADDRESS, "name": _NAME}


def asked_for(question: str) -> frozenset[str]:
    """Kinds of thing; none when any sentence may be the answer."""
    question = question.lower()
    return frozenset(kind for kind, pattern in _ASKED.items() if pattern.search(question))


def has_asked(sentence: str, question: str, kinds: frozenset[str]) -> bool:
    known = question.lower()
    return any(found.lower() not in known for kind in kinds for found in _FOUND[kind].findall(sentence))


def names(question: str) -> list[str]:
    """Names and numbers in the question: an answer that lacks one is most likely about something else."""
    words = re.findall(r"[\w'’-]+", question)
    return [word.lower() for word in words[1:] if word[0].isupper() or word[0].isdigit()]


def numbers(question: str) -> list[str]:
    return [word for word in re.findall(r"\w+", question.lower()) if word[0].isdigit()]


_NOT = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|fail(?:s|ed)?|lacks?|lacked|except|unable)\b|n['’]t\b",
    re.IGNORECASE,
)
_OPPOSITES = """
    more less|most least|increase decrease|increased decreased|increases decreases|rise fall|rose fell|high low|
    higher lower|highest lowest|large small|larger smaller|largest smallest|big small|biggest smallest|long short|
    longer shorter|longest shortest|old new|older newer|oldest newest|early late|earlier later|earliest latest|
    first last|before after|begin end|began ended|start end|started ended|start stop|win lose|won lost|gain lose|
    gained lost|north south|northern southern|east west|eastern western|inside outside|above below|up down|
    public private|legal illegal|positive negative|success failure|accept reject|accepted rejected|allow prohibit|
    allowed prohibited|allowed forbidden|support oppose|supported opposed|strong weak|stronger weaker|strongest weakest|
    same different|similar different|possible impossible|male female|man woman|men women|war peace|rich poor|fast slow|
    faster slower|easy difficult|hard soft|hot cold|good bad|best worst|better worse|major minor|majority minority|
    maximum minimum|common rare|many few|always never|buy sell|bought sold|import export|imports exports|open closed|
    arrive leave|arrived left|internal external|direct indirect|add remove|added removed|include exclude|
    included excluded|agree disagree|agreed disagreed|like unlike|approve disapprove|join leave|joined left|
    create destroy|created destroyed|build demolish|built demolished|upper lower|left right|formal informal
""".replace("\n", "").split("|")
_OPPOSED = frozenset(frozenset(pair.split()) for pair in _OPPOSITES)
_HAS_OPPOSITE = frozenset(word for pair in _OPPOSED for word in pair)


def is_negated(text: str) -> bool:
    return _NOT.search(text) is not None


def opposed(question: str, sentence: str) -> bool:
    """A word of the question is missing in the sentence, which has its opposite."""
    asked, said = ({word for word in re.findall(r"[a-z]+", text.lower())} for text in (question, sentence))
    return any(
        frozenset((word, other)) in _OPPOSED
        for word in (asked - said) & _HAS_OPPOSITE
        for other in (said - asked) & _HAS_OPPOSITE
    )
