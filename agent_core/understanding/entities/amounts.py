"""Amounts: a number with its currency or unit."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from agent_core.planning.when.language import load as load_when
from agent_core.state import Entity
from agent_core.understanding.entities.found import READ, entity
from agent_core.understanding.entities.units import CODES, SCALES, SIGNS, WORDS

NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d{1,4})?|\d{1,12}(?:[.,]\d{1,4})?"
ACCENTS = str.maketrans("áàâäéèêëíìîïóòôöúùûüñç", "aaaaeeeeiiiioooouuuunc")


def amounts(text: str, language: str) -> Iterator[Entity]:
    """The value is the number in plain decimal form and its unit: "1250.50 EUR", "5 km", "20 %"."""
    said = text[:READ]
    for match in _before().finditer(said):
        yield _amount(text, match, _unit_of(match["sign"]), language)
    for match in _behind().finditer(said):
        yield _amount(text, match, _unit_of(match["unit"]), language)
    if language in ("en", "de", "es", "fr"):
        for match in _spelled(language).finditer(said):
            number = _words(language)[_folded(match["number"])]
            yield entity("amount", text, match.start(), match.end(), f"{number} {_unit_of(match['unit'])}")


def _amount(text: str, match: re.Match[str], unit: str, language: str) -> Entity:
    number = decimal(match["number"], language)
    if scale := match["scale"]:
        number = _plainly(number * SCALES[_folded(scale).rstrip(".")])
    return entity("amount", text, match.start(), match.end(), f"{number:f} {unit}")


def _plainly(number: Decimal) -> Decimal:
    """Without zeros behind the point, which a scale leaves: 1.5 million is 1500000."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def decimal(said: str, language: str) -> Decimal:
    """1.250,50 and 1,250.50 are one number; "1.250" is a thousand where a point parts thousands, and so is "1,250"
    in English. Cents are two digits in every language."""
    digits = re.sub(r"[ \u00a0\u202f'’]", "", said).replace("−", "-")
    marks = [each for each in digits if each in ".,"]
    if not marks:
        return Decimal(digits)
    last = marks[-1]
    behind = len(digits) - digits.rfind(last) - 1
    both, repeated = len(set(marks)) == 2, marks.count(last) > 1
    parts_thousands = behind == 3 and not both and (repeated or last == ("," if language == "en" else "."))
    if parts_thousands or (repeated and not both):
        return Decimal(digits.replace(last, ""))
    other = "," if last == "." else "."
    return Decimal(digits.replace(other, "").replace(last, "."))


def _folded(word: str) -> str:
    return word.lower().translate(ACCENTS)


@cache
def _units() -> Mapping[str, str]:
    known = {word: unit for unit, words in WORDS.items() for word in words.split()}
    known |= {sign.lower(): code for sign, code in SIGNS.items()} | {code.lower(): code for code in CODES}
    return known | {"per cent": "%", "por ciento": "%", "pour cent": "%"}


def _unit_of(said: str) -> str:
    return _units()[_folded(" ".join(said.split()))]


def _alternatives(words: list[str]) -> str:
    with_accents = {"a": "[aáàâä]", "e": "[eéèêë]", "i": "[ií]", "o": "[oóö]", "u": "[uúü]", " ": r"\s+"}
    return "|".join(
        "".join(with_accents.get(c, re.escape(c)) for c in word) for word in sorted(words, key=len, reverse=True)
    )


def _scale() -> str:
    return rf"(?P<scale>{_alternatives(list(SCALES))})\.?(?![\w])"


@cache
def _before() -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in sorted([*SIGNS, *CODES], key=len, reverse=True))
    return re.compile(rf"(?<![\w])(?P<sign>{signs})\s?(?P<number>{NUMBER})(?![\d])(?:\s?{_scale()})?", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    units = _alternatives(list(_units()))
    return re.compile(
        rf"(?<![\w.,:/-])(?P<number>[-−]?(?:{NUMBER}))(?:\s?{_scale()}(?:\s+(?:de|d'))?)?[\s\u00a0\u202f-]?(?P<unit>{units})(?![\w²/'’])",
        re.IGNORECASE,
    )


@cache
def _words(language: str) -> Mapping[str, int]:
    """Numbers in words, of two letters or more; "a" and "ein" are no amounts."""
    told = load_when(language).words.get("n", {})
    return {word: value for word, value in told.items() if isinstance(value, int) and value > 1 and len(word) > 2}


@cache
def _spelled(language: str) -> re.Pattern[str]:
    """Twenty euros: only with units written out."""
    units = _alternatives([word for word in _units() if len(word) > 2])
    return re.compile(
        rf"(?<!\w)(?P<number>{_alternatives(list(_words(language)))})\s+(?P<unit>{units})(?!\w)", re.IGNORECASE
    )
