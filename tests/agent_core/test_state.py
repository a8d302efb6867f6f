"""The state stays small, whatever people say and packages return."""

import pytest

from agent_core.errors import TooLarge
from agent_core.state import (
    FULL,
    HISTORY,
    MESSAGES_ROOM,
    RESULTS_ROOM,
    AgentState,
    Message,
    check_size,
    fitted,
    keep_recent,
    size_of,
)
from tests.support.results import done, ended


def said(content: str) -> Message:
    return Message(role="user", content=content, at="", run_id="r")


def test_the_last_messages_are_kept() -> None:
    kept = keep_recent([said(str(number)) for number in range(HISTORY)], [said("new"), said("newer")])
    assert len(kept) == HISTORY
    assert [kept[0]["content"], kept[-1]["content"]] == ["2", "newer"]


def test_long_messages_push_out_older_ones_but_the_last_always_stays() -> None:
    long = "x" * (MESSAGES_ROOM // 3)
    kept = keep_recent([said("first"), said(long), said(long)], [said(long)])
    assert len(kept) == 2
    assert size_of(kept) <= MESSAGES_ROOM
    assert len(keep_recent(kept, [said("x" * 2 * MESSAGES_ROOM)])) == 1


def test_results_that_fit_stay_as_they_are() -> None:
    results = [done("s1", "One.", items=[1, 2]), done("s2", "Two.")]
    assert fitted(results, RESULTS_ROOM) == results


def test_only_the_largest_results_lose_their_data_until_all_fit() -> None:
    small, large, larger = (done(name, name, citations=30, rows="x" * size) for name, size in
                            (("s1", 1000), ("s2", 300_000), ("s3", 400_000)))  # fmt: skip
    kept = fitted([small, larger, large], RESULTS_ROOM)
    assert [each["step_id"] for each in kept] == ["s1", "s3", "s2"]
    assert [each["data"].get("truncated") for each in kept] == [None, True, None]
    assert (kept[1]["text"], len(kept[1]["citations"])) == ("s3", 20)
    assert size_of(kept) <= RESULTS_ROOM


def test_a_huge_text_is_cut_where_it_can_be_seen() -> None:
    [kept] = fitted([done("s1", "x" * 1_000_000)], RESULTS_ROOM)
    assert len(kept["text"]) < 30_000
    assert kept["text"].endswith("…")


def test_a_question_is_never_cut_since_its_answer_needs_it() -> None:
    asked = ended("s1", "asked", "Which?", argument="what", choices=[[str(each), "x" * 100] for each in range(5000)])
    assert fitted([asked], 1000) == [asked]


def test_characters_count_as_the_bytes_they_take() -> None:
    assert size_of("ä") == 4


def test_a_state_that_the_database_would_refuse_is_refused_before_with_the_limit() -> None:
    state: AgentState = {"notice": "x" * FULL}  # type: ignore[typeddict-item]  # the rest does not matter here
    with pytest.raises(TooLarge, match="12 MB"):
        check_size(state)
    check_size({"notice": "x"})  # type: ignore[typeddict-item]
