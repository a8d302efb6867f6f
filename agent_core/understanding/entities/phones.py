"""Telephone numbers, as libphonenumber knows them."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib import resources

from agent_core.state import Entity
from agent_core.understanding.entities.found import READ, entity

MAYBE = re.compile(r"\d(?:[\s().\-/]{0,3}\d){6}")  # seven digits near each other
OF_LANGUAGE = {"en": "US", "de": "DE", "es": "ES", "fr": "FR"}


def phones(text: str, now: datetime, language: str) -> Iterator[Entity]:
    """The value is in E.164, "+442079460958". A number without its country's prefix is of the person's country, which
    their time zone tells, or else of the country of the language."""
    said = text[:READ]
    if not MAYBE.search(said):
        return
    import phonenumbers

    seen: set[int] = set()
    for region in dict.fromkeys((countries().get(str(now.tzinfo), ""), OF_LANGUAGE.get(language, ""))):
        for match in phonenumbers.PhoneNumberMatcher(said, region or None):
            if match.start not in seen:
                seen.add(match.start)
                value = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
                yield entity("phone", text, match.start, match.end, value)


@cache
def countries() -> Mapping[str, str]:
    """Time zone → the country it is named for, ISO 3166."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
