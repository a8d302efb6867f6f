"""What a planner is told of a function's arguments."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from agent_core.planning.signature import signature


class Place(BaseModel):
    city: str
    floor: int = 0


class Visit(BaseModel):
    who: str = Field(max_length=10, description="whom to\n visit")
    at: datetime | None = None
    how: Literal["walk", "ride"] = "walk"
    places: list[Place] = []
    moods: list[Literal["calm", "loud"]] = []
    within: Place | None = Field(None, description="not outside it")


class Nothing(BaseModel):
    pass


def test_each_argument_has_a_line_with_its_type_and_what_it_means() -> None:
    assert signature(Visit).splitlines() == [
        "who: string — whom to visit",
        "at?: date-time",
        'how?: "walk" | "ride"',
        "places?: ({ city?: string, floor?: integer })[]",
        'moods?: ("calm" | "loud")[]',
        "within?: { city?: string, floor?: integer } — not outside it",
    ]


def test_a_function_without_arguments_says_so() -> None:
    assert signature(Nothing) == "no arguments"
