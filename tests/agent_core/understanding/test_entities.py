from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from agent_core.understanding.entities.amounts import decimal
from agent_core.understanding.understand import understand

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def found(text: str, language: str | None = None, known: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    meaning = understand(text, NOW, language, known)
    for one in meaning.entities:
        assert text[one["start"] : one["end"]] == one["text"]
    return [(one["kind"], one["text"], one["value"]) for one in meaning.entities]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("call Ana on Friday", [("person", "Ana", "Ana"), ("date", "Friday", "2026-11-27")]),
        ("from Monday to Wednesday", [("date", "Monday to Wednesday", "2026-11-23/2026-11-25")]),
        ("it takes two hours", [("amount", "two hours", "2 h")]),
        ("I met Mark Zimmermann and Rosa in Nice", [
            ("person", "Mark Zimmermann", "Mark Zimmermann"), ("person", "Rosa", "Rosa"), ("place", "Nice", "Nice")]),
        ("the mark is in the reading room", []),
        ("Ruf Schneider an", [("person", "Schneider", "Schneider")]),
        ("Der Zug nach Essen", [("place", "Essen", "Essen")]),
        ("das Essen ist fertig", []),
        ("Frau Dr. Meier ist krank", [("person", "Frau Dr. Meier", "Frau Dr. Meier")]),
        ("12 rue de Rivoli, Paris", [
            ("place", "12 rue de Rivoli", "12 rue de Rivoli"), ("place", "Paris", "Paris")]),
        ("see www.foo.de/a_(b). And (http://x.y/z?q=1), ok", [
            ("link", "www.foo.de/a_(b)", "https://www.foo.de/a_(b)"), ("link", "http://x.y/z?q=1", "http://x.y/z?q=1")]),
        ("mail a.b+c@Sub.Domain.co.uk!", [("email", "a.b+c@Sub.Domain.co.uk", "a.b+c@sub.domain.co.uk")]),
        ("order 12345678 of 2026-11-20", [("date", "2026-11-20", "2026-11-20")]),
    ],
)  # fmt: skip
def test_what_a_message_names(text: str, entities: list[tuple[str, str, str]]) -> None:
    assert found(text) == entities


@pytest.mark.parametrize(
    ("text", "value"),
    [("$45.50", "45.50 USD"), ("1.250,50 €", "1250.50 EUR"), ("1,250.00 EUR", "1250.00 EUR"),
     ("1 250,50 €", "1250.50 EUR"), ("CHF 12.–", "12 CHF"), ("$1.5 million", "1500000 USD"), ("-5 °C", "-5 °C"),
     ("twenty pounds", "20 GBP"), ("30%", "30 %"), ("1,5 Mio €", "1500000 EUR"), ("2.5 kg", "2.5 kg")],
)  # fmt: skip
def test_an_amount_in_its_normal_form(text: str, value: str) -> None:
    assert [(kind, got) for kind, _, got in found(text, "en")] == [("amount", value)]


@pytest.mark.parametrize(
    ("said", "language", "number"),
    [("1.250", "de", "1250"), ("1.250", "en", "1.250"), ("1,250", "en", "1250"), ("1,25", "en", "1.25"),
     ("1.250.000", "en", "1250000"), ("1'250.50", "de", "1250.50")],
)  # fmt: skip
def test_a_point_or_comma_is_read_as_the_language_writes_it(said: str, language: str, number: str) -> None:
    assert decimal(said, language) == Decimal(number)


def test_a_local_number_is_of_the_country_of_the_persons_zone() -> None:
    assert found("call 030 901820")[-1] == ("phone", "030 901820", "+4930901820")
    london = NOW.astimezone(ZoneInfo("Europe/London"))
    assert understand("call 020 7946 0958", london).entities[0]["value"] == "+442079460958"


def test_the_people_one_knows_are_found_however_they_are_written() -> None:
    assert found("ask bosse about xiomara", known=("Bosse", "Xiomara")) == [
        ("person", "bosse", "Bosse"),
        ("person", "xiomara", "Xiomara"),
    ]
    assert found("ask bosse about xiomara") == []


def test_dates_are_resolved_in_the_persons_zone() -> None:
    tokyo = datetime(2026, 11, 21, 23, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert understand("tomorrow", tokyo).entities[0]["value"] == "2026-11-22"
    assert understand("tomorrow at 9:00", tokyo).entities[0]["value"] == "2026-11-22T09:00:00+09:00"


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        understand("tomorrow", datetime(2026, 11, 21))
