"""`${s1.field}`: what it stands for, and what is said when it stands for nothing."""

from typing import Any

import pytest

from agent_core.errors import InvalidInput
from agent_core.planning.references import resolve, resolve_known, step_ids
from tests.support.results import done, ended

RESULTS = [
    done("s1", "Found two.", items=[{"id": "a", "title": "Milk"}, {"id": "b", "title": "Bread"}], count=2, open=True),
    done("s2", "Nothing.", items=[], note=None),
]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("${s1.count}", 2),
        ("${s1.open}", True),
        ("${s1.items}", [{"id": "a", "title": "Milk"}, {"id": "b", "title": "Bread"}]),
        ("${s1.items.1.title}", "Bread"),
        ("${s1.text}", "Found two."),
        ("${s2.note}", None),
        ("${s2.items}", []),
    ],
)
def test_a_value_that_is_one_reference_keeps_its_type(value: str, expected: Any) -> None:
    assert resolve({"field": value}, RESULTS) == {"field": expected}


def test_references_stand_in_texts_lists_and_objects_at_any_depth() -> None:
    arguments = {"title": "Buy ${s1.items.0.title} (${s1.count})", "tags": ["${s1.items.1.id}", {"deep": "${s1.text}"}]}
    assert resolve(arguments, RESULTS) == {"title": "Buy Milk (2)", "tags": ["b", {"deep": "Found two."}]}


def test_a_list_within_a_sentence_reads_as_words() -> None:
    results = [done("s1", names=["Ana", "Bo"], when={"day": "März"})]
    assert resolve("with ${s1.names}, ${s1.when}", results) == 'with Ana, Bo, {"day": "März"}'


def test_what_a_result_says_is_not_read_for_references_again() -> None:
    results = [done("s1", "${s2.text}"), done("s2", "secret")]
    assert resolve("${s1.text}", results) == "${s2.text}"
    assert resolve("it says ${s1.text}", results) == "it says ${s2.text}"


@pytest.mark.parametrize(
    "lost", ["${s9.text}", "${s1.nothing}", "${s1.items.5.id}", "${s1.items.x}", "${s1.count.of}", "${s1.text.0}"]
)
def test_a_reference_to_what_is_not_there_is_named(lost: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        resolve({"field": f"see {lost}"}, RESULTS)
    assert lost in caught.value.message


def test_text_that_only_looks_like_a_reference_stays() -> None:
    for text in ("${s1}", "$s1.text", "${ s1.text }", "${}", "costs $5.00"):
        assert resolve(text, RESULTS) == text


def test_the_steps_referred_to_are_found_everywhere() -> None:
    assert step_ids({"a": "${s1.x} and ${s2.y}", "b": [{"c": "${s3.z}"}], "d": 4, "e": None}) == {"s1", "s2", "s3"}


def test_what_is_known_is_filled_in_and_the_rest_left() -> None:
    results = [*RESULTS, ended("s3", "failed", "It broke.")]
    arguments = {"a": "${s1.count}", "b": "${s4.id}", "c": "${s3.text}", "d": "${s1.nothing}", "e": [1]}
    assert resolve_known(arguments, results) == arguments | {"a": 2}
    assert resolve_known("${s1.count} of ${s4.id}", results) == "2 of ${s4.id}"
