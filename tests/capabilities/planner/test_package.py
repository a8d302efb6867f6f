"""What the planner declares about itself: planners, forms and documents are made from it."""

import re

import pytest
from pydantic import BaseModel

from agent_core.contract import Capability, Risk
from capabilities.planner import Planner

FUNCTIONS = list(Planner().capabilities())


def names(capability: Capability) -> str:
    return capability.name


@pytest.mark.parametrize("capability", FUNCTIONS, ids=names)
def test_examples_name_only_arguments_that_exist(capability: Capability) -> None:
    assert 4 <= len(capability.rules.examples) <= 18
    used = {field for example in capability.rules.examples for field in re.findall(r"{(\w+)}", example)}
    assert used <= set(capability.arguments.model_fields)
    required = {name for name, field in capability.arguments.model_fields.items() if field.is_required()}
    assert required <= used


@pytest.mark.parametrize("capability", FUNCTIONS, ids=names)
def test_everything_is_described(capability: Capability) -> None:
    assert capability.description.endswith(".")
    assert "\n" not in capability.description
    for model in (capability.arguments, capability.result):
        assert undescribed(model) <= {"citations", "origin"}  # those are the contract's


@pytest.mark.parametrize("capability", FUNCTIONS, ids=names)
def test_what_writes_can_be_undone(capability: Capability) -> None:
    assert (capability.rules.risk is Risk.READ) == (capability.undo is None)


def test_no_example_is_said_for_two_functions() -> None:
    said = [example for capability in FUNCTIONS for example in capability.rules.examples]
    assert len(said) == len(set(said))


def undescribed(model: type[BaseModel]) -> set[str]:
    return {name for name, field in model.model_fields.items() if not field.description}
