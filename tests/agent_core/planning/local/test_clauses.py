from collections.abc import Sequence

import pytest

from agent_core.planning.local.catalogue import build
from agent_core.planning.local.clauses import split
from agent_core.planning.local.match import Matcher
from agent_core.planning.local.words import Words
from tests.agent_core.planning.local.helpers import NOW, SAMPLE


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    words = Words()
    return Matcher(build(SAMPLE, words), words, NOW, "en")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "remind me tomorrow at 9 to call Ana and add buying milk to my tasks",
            ["remind me tomorrow at 9 to call Ana", "add buying milk to my tasks"],
        ),
        (
            "cancel the meeting with Bob; schedule a call with Eve tomorrow at 10",
            ["cancel the meeting with Bob", "schedule a call with Eve tomorrow at 10"],
        ),
        ("add buy stamps to my tasks and then show my tasks", ["add buy stamps to my tasks", "show my tasks"]),
        ("thanks! now show my reminders", ["thanks!", "now show my reminders"]),
        ("make a note that the code is 12 and then delete it", ["make a note that the code is 12", "delete it"]),
    ],
)
def test_a_message_is_cut_where_both_sides_are_requests(matcher: Matcher, text: str, parts: Sequence[str]) -> None:
    assert split(text, matcher) == parts


@pytest.mark.parametrize(
    "text",
    [
        "remind me to call Ana and Bob tomorrow at 9",
        "remind me at 5 to call the bank and ask about the fee",
        "add milk and eggs to my tasks",
        "add a task to wash and iron the shirts",
        'take a note: "first do this. then show my tasks"',
        "add 'email Dr. Smith about results' to my tasks",
        "find a free slot of 90 minutes between monday 9am and wednesday 5pm",
    ],
)
def test_what_belongs_together_is_not_cut(matcher: Matcher, text: str) -> None:
    assert split(text, matcher) == [text]


def test_a_second_part_borrows_the_act_of_the_first(matcher: Matcher) -> None:
    parts = split("remind me at 11am to take the pills and at 8pm to lock up", matcher)
    assert parts == ["remind me at 11am to take the pills", "remind me at 8pm to lock up"]


def test_it_after_a_statement_is_the_statement(matcher: Matcher) -> None:
    parts = split("I have a doctor's appointment on december 8 at 9:15, add it to my calendar please", matcher)
    assert parts == ["add doctor's appointment on december 8 at 9:15 to my calendar please"]


def test_a_long_text_is_one_clause(matcher: Matcher) -> None:
    text = "take a note: " + "show my tasks and " * 100
    assert split(text, matcher) == [text.strip()]
