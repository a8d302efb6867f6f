"""Notes: kept and found again."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from agent_core.errors import NotFound
from capabilities.planner.schemas import NoteList, NoteResult
from tests.capabilities.planner.world import Asker, FakeHost


async def test_a_note_without_a_title_is_called_by_its_first_line(ana: Asker) -> None:
    made = await ana.ask(NoteResult, "create_note", content="The wifi password is swordfish\nask Bob")
    assert (made.note.title, made.text) == (
        "The wifi password is swordfish",
        "Note saved: The wifi password is swordfish.",
    )
    long = await ana.ask(NoteResult, "create_note", content="word " * 100)
    assert len(long.note.title) <= 60
    assert long.note.title.endswith("…")


async def test_notes_are_found_by_words_of_title_text_or_tags(ana: Asker, host: FakeHost) -> None:
    await ana.ask(NoteResult, "create_note", title="Flat", content="The wifi password is swordfish", tags=["home"])
    host.clock += timedelta(seconds=1)
    await ana.ask(NoteResult, "create_note", title="Recipe", content="Two eggs (large), 100% flour")
    for query, titles in (
        ("WIFI", ["Flat"]),
        ("home flat", ["Flat"]),
        ("100% (large)", ["Recipe"]),
        (".*", []),
        ("wifi eggs", []),
        ("", ["Recipe", "Flat"]),
    ):
        found = await ana.ask(NoteList, "search_notes", query=query)
        assert ([note.title for note in found.items], found.total) == (titles, len(titles)), query
    assert (await ana.ask(NoteList, "list_notes")).text == (
        "2 notes:\n- Recipe: Two eggs (large), 100% flour\n- Flat: The wifi password is swordfish"
    )


async def test_nothing_found_says_so(ana: Asker) -> None:
    assert (await ana.ask(NoteList, "search_notes", query="zebra")).text == "There are no notes about “zebra”."


async def test_a_note_is_changed_and_deleted_by_what_it_is_called(ana: Asker) -> None:
    await ana.ask(NoteResult, "create_note", title="Flat", content="swordfish")
    changed = await ana.ask(NoteResult, "update_note", note="flat", content="tuna")
    assert (changed.note.title, changed.note.content) == ("Flat", "tuna")
    assert (await ana.ask(NoteResult, "delete_note", note="my flat note")).text == "Note deleted: Flat."
    assert (await ana.ask(NoteList, "list_notes")).text == "There are no notes."


async def test_deleting_twice_with_one_key_deletes_one_note(ana: Asker) -> None:
    for content in ("first shopping list", "second shopping list"):
        await ana.ask(NoteResult, "create_note", content=content)
    gone = await ana.ask(NoteResult, "delete_note", key="run-4", note="first shopping list")
    again = await ana.ask(NoteResult, "delete_note", key="run-4", note="shopping list")
    assert again == gone
    assert [note.title for note in (await ana.ask(NoteList, "list_notes")).items] == ["second shopping list"]


async def test_somebody_elses_notes_are_not_found(ana: Asker, bob: Asker) -> None:
    made = await ana.ask(NoteResult, "create_note", content="secret")
    assert (await bob.ask(NoteList, "search_notes", query="secret")).items == []
    for function, extra in (("delete_note", {}), ("update_note", {"content": "x"})):
        with pytest.raises(NotFound):
            await bob.ask(NoteResult, function, note=made.note_id, **extra)


@pytest.mark.parametrize("content", ["", "  \n ", "x" * 20_001])
async def test_an_unusable_note_is_refused(ana: Asker, content: str) -> None:
    with pytest.raises(ValidationError):
        await ana.ask(NoteResult, "create_note", content=content)
