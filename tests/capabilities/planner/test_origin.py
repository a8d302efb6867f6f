"""Words that came from elsewhere stay data: storing them and reading them again does not launder them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from agent_core.contract import Origin, Result
from tests.capabilities.planner.world import Asker, FakeHost

LATER = "2026-12-01T12:00"
MAKE: Mapping[str, tuple[str, Mapping[str, Any], str]] = {
    "task": ("create_task", {"title": "pay the bill", "due": LATER}, "update_task"),
    "note": ("create_note", {"content": "pay the bill"}, "update_note"),
    "reminder": ("set_reminder", {"title": "pay the bill", "time": LATER}, "snooze_reminder"),
    "event": ("schedule_event", {"title": "pay the bill", "start": LATER}, "update_event"),
}
CHANGE: Mapping[str, Mapping[str, Any]] = {
    "task": {"title": "pay now"}, "note": {"content": "pay now"}, "reminder": {"minutes": 5},
    "event": {"location": "the bank"},
}  # fmt: skip
READS: Mapping[str, Mapping[str, Any]] = {
    "task": {"list_tasks": {}, "agenda": {"day": LATER}},
    "note": {"list_notes": {}, "search_notes": {"query": "pay"}},
    "reminder": {"list_reminders": {}, "agenda": {"day": LATER}},
    "event": {
        "list_events": {"end": "2026-12-24T00:00"},
        "agenda": {"day": LATER},
        "find_optimal_time": {"duration_minutes": 30, "latest_time": "2026-12-04T00:00"},
    },
}


async def do(asker: Asker, function: str, arguments: Mapping[str, Any], origin: Origin = Origin.TRUSTED) -> Result:
    return await asker.planner.execute(function, arguments, replace(asker.call(), origin=origin))


@pytest.mark.parametrize("kind", MAKE)
async def test_what_is_made_from_untrusted_words_is_untrusted_wherever_it_is_read(ana: Asker, kind: str) -> None:
    function, arguments, change = MAKE[kind]
    made = await do(ana, function, arguments, Origin.UNTRUSTED)
    assert made.origin is Origin.UNTRUSTED
    for read, wanted in READS[kind].items():
        assert (await do(ana, read, wanted)).origin is Origin.UNTRUSTED, read
    changed = await do(ana, change, {kind: "pay the bill"} | dict(CHANGE[kind]))
    assert changed.origin is Origin.UNTRUSTED


@pytest.mark.parametrize("kind", MAKE)
async def test_what_the_person_says_is_trusted_until_untrusted_words_come_in(ana: Asker, kind: str) -> None:
    function, arguments, change = MAKE[kind]
    assert (await do(ana, function, arguments)).origin is Origin.TRUSTED
    for read, wanted in READS[kind].items():
        assert (await do(ana, read, wanted)).origin is Origin.TRUSTED, read
    changed = await do(ana, change, {kind: "pay the bill"} | dict(CHANGE[kind]), Origin.UNTRUSTED)
    assert changed.origin is Origin.UNTRUSTED
    read, wanted = next(iter(READS[kind].items()))
    assert (await do(ana, read, dict(wanted) | ({"query": ""} if kind == "note" else {}))).origin is Origin.UNTRUSTED
    await ana.undo(changed)
    assert (await do(ana, read, wanted)).origin is Origin.TRUSTED


async def test_an_event_names_what_it_overlaps_with_so_it_is_as_untrusted_as_that(ana: Asker) -> None:
    await do(ana, "schedule_event", {"title": "a", "start": LATER}, Origin.UNTRUSTED)
    assert (await do(ana, "schedule_event", {"title": "b", "start": LATER})).origin is Origin.UNTRUSTED
    assert (await do(ana, "schedule_event", {"title": "c", "start": "2026-12-02T12:00"})).origin is Origin.TRUSTED


async def test_data_of_an_earlier_release_has_no_origin_and_is_trusted(ana: Asker, host: FakeHost) -> None:
    await do(ana, "create_note", {"content": "old"})
    await host.collection("notes").update_many({}, {"$unset": {"origin": ""}})
    assert (await do(ana, "list_notes", {})).origin is Origin.TRUSTED


async def test_one_untrusted_thing_in_a_list_makes_the_list_untrusted(ana: Asker) -> None:
    await do(ana, "create_note", {"content": "mine"})
    await do(ana, "create_note", {"content": "theirs"}, Origin.UNTRUSTED)
    assert (await do(ana, "search_notes", {"query": "mine"})).origin is Origin.TRUSTED
    assert (await do(ana, "list_notes", {})).origin is Origin.UNTRUSTED
