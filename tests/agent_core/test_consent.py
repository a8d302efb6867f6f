"""Which words alone answer what waits."""

import pytest

from agent_core.consent import consent_of


@pytest.mark.parametrize(
    "text", ["yes", "Yes, please!", "OK.", "go ahead", "Ja, bitte", "¡adelante!", "d’accord", "да", "👍"]
)
def test_a_plain_yes_approves(text: str) -> None:
    assert consent_of(text) == "approve"


@pytest.mark.parametrize("text", ["no", "No, thanks.", "don’t", "nein", "no lo hagas", "non merci", "нет", "👎"])
def test_a_plain_no_rejects(text: str) -> None:
    assert consent_of(text) == "reject"


@pytest.mark.parametrize(
    "text", ["", "?", "yes and no", "yes, but to Bea", "no problem", "yesterday", "is it ok?", "not yet"]
)
def test_anything_else_or_more_answers_nothing(text: str) -> None:
    assert consent_of(text) is None
