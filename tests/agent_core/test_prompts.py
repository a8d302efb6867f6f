"""Prompt files and their fields."""

import pytest

from agent_core.prompts.load import prompt


def test_fields_are_filled() -> None:
    text = prompt("answer.v3", now="noon", zone="UTC", mark="%%1", instructions="Be kind.")
    assert "It is now noon" in text
    assert "{{" not in text


def test_a_value_is_never_taken_for_a_field() -> None:
    assert "now {{zone}} in" in prompt("answer.v3", now="{{zone}}", zone="UTC", mark="%%1", instructions="{{mark}}")


def test_a_field_too_few_or_too_many_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"answer\.v3"):
        prompt("answer.v3", now="noon", zone="UTC")
    with pytest.raises(KeyError, match=r"answer\.v3"):
        prompt("answer.v3", now="noon", zone="UTC", mark="%%1", instructions="Be kind.", more="")
