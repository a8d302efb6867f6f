"""Streams: what goes out at once, what is held back, and that no false claim is ever shown."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_core.claims import Checked, ClaimGate, Receipt, check
from tests.agent_core.claims.cases import Case, cases

LIES, HONEST = cases("lies"), cases("honest")
MAIL = Receipt(capability="mail.send_message", risk="send")


def streamed(text: str, receipts: list[Receipt], cuts: list[int]) -> tuple[list[str], Checked]:
    out: list[str] = []
    gate = ClaimGate(out.append, receipts)
    edges = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    for start, end in pairwise(edges):
        gate.feed(text[start:end])
    return out, gate.finish()


def words(text: str) -> list[str]:
    return text.lower().split()


@given(st.sampled_from(LIES), st.lists(st.integers(0, 400), max_size=60))
@settings(max_examples=300, deadline=None)
def test_a_false_claim_is_never_emitted_whatever_the_pieces(case: Case, cuts: list[int]) -> None:
    text, receipts = case
    out, checked = streamed(text, receipts, cuts)
    assert checked == check(text, receipts)
    assert checked.corrections
    assert check("".join(out), receipts).corrections == []
    assert check(checked.text, receipts).corrections == []
    assert not any(claimed in "".join(out) for claimed in checked.corrections)


@given(st.lists(st.sampled_from(HONEST), min_size=1, max_size=4), st.lists(st.integers(0, 900), max_size=90))
@settings(max_examples=300, deadline=None)
def test_an_honest_answer_goes_out_as_it_is(picked: list[Case], cuts: list[int]) -> None:
    text = "\n\n".join(text for text, _ in picked)
    receipts = [each for _, known in picked for each in known]
    if check(text, receipts).corrections:  # one answer's failure is not another's
        return
    out, checked = streamed(text, receipts, cuts)
    assert "".join(out) == text
    assert checked == Checked(text, [])


@given(st.text(max_size=300), st.lists(st.integers(0, 300), max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_the_same_whole_or_in_pieces(text: str, cuts: list[int]) -> None:
    out, checked = streamed(text, [], cuts)
    assert checked == check(text, [])
    if not checked.corrections:
        assert "".join(out) == text == checked.text


@given(
    st.lists(
        st.sampled_from([*(text for text, _ in LIES), "Well. ", "\n", '"', "```\n", "- ", "“", "I have "]), max_size=6
    )
)
@settings(max_examples=200, deadline=None)
def test_lies_among_quotes_lists_and_code_stay_consistent(parts: list[str]) -> None:
    text = " ".join(parts)
    random.seed(text)
    out, checked = streamed(text, [], [random.randrange(1000) for _ in range(40)])
    assert checked == check(text, [])
    assert check(checked.text, []).corrections == []
    assert checked.corrections or "".join(out) == text


def test_without_the_gate_the_lies_would_be_shown() -> None:
    """The control: a gate that has receipts for everything lets the same words through."""
    everything = [
        Receipt(capability=f"x.{verb}", risk="send" if verb in ("send", "post", "call", "pay", "book") else "write")
        for verb in ("send", "post", "call", "pay", "book", "create", "move", "delete", "undo")
    ]
    shown = sum("".join(streamed(text, everything, [])[0]) == text for text, _ in LIES)
    assert shown >= 0.8 * len(LIES)


def test_what_cannot_be_a_claim_is_not_held_back() -> None:
    out: list[str] = []
    gate = ClaimGate(out.append, [])
    for piece in ["The ", "capital ", "of ", "France ", "is ", "Paris"]:
        gate.feed(piece)
        assert "".join(out).endswith(piece)


def test_a_sentence_is_held_from_its_verb_until_it_ends() -> None:
    out: list[str] = []
    gate = ClaimGate(out.append, [MAIL])
    for piece in ["Hello Ana. ", "I", " have", " just", " sent", " the", " mail", "."]:
        gate.feed(piece)
    assert "".join(out) == "Hello Ana. "
    gate.feed(" Bye")
    assert "".join(out) == "Hello Ana. I have just sent the mail. Bye"


def test_i_is_let_go_when_no_claim_follows() -> None:
    out: list[str] = []
    gate = ClaimGate(out.append, [])
    gate.feed("I")
    assert out == []
    gate.feed(" think")
    assert "".join(out) == "I think"


def test_a_harmless_beginning_is_followed_by_the_correction_and_the_kept_answer_has_none_of_it() -> None:
    out: list[str] = []
    gate = ClaimGate(out.append, [])
    for piece in ["The e-mail to Anna ", "has been ", "sent", " today."]:
        gate.feed(piece)
    checked = gate.finish()
    assert "".join(out) == "The e-mail to Anna has been … I have not done that: no message was sent."
    assert checked.text == "I have not done that: no message was sent."
    assert checked.corrections == ["The e-mail to Anna has been sent today."]


@pytest.mark.parametrize(
    "piece",
    [
        "I have sent ",
        "sent ",
        "a",
        "“I have sent it. ",
        "done, ",
        "not I if sent ",
        "„",
        "I have got the ",
        ". ",
        "\n",
        "e.g. 1. ",
    ],
)
def test_two_hundred_thousand_characters_take_time_in_proportion(piece: str) -> None:
    def seconds(size: int, pieces: int) -> float:
        text = piece * (size // len(piece))
        started = time.process_time()
        gate = ClaimGate(lambda shown: None, [])
        for at in range(0, len(text), pieces):
            gate.feed(text[at : at + pieces])
        gate.finish()
        return time.process_time() - started

    assert seconds(200_000, 500) < 40 * max(seconds(20_000, 500), 0.02)
    assert seconds(40_000, 3) < 40 * max(seconds(4_000, 3), 0.02)
