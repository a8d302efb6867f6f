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
