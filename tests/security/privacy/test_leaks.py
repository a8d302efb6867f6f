"""Twenty people and five groups, each with a word of their own in everything: nobody reads another's, on any path."""

import re
import zipfile
from io import BytesIO
from typing import Any

import httpx
import pytest

from tests.security.privacy.conftest import GROUPS, Town
from tests.security.privacy.people import Teller

WORD = re.compile(r"zebra\d\d(?:person|group)")
SEARCHES = {"query": "party", "limit": "50", "about": "party", "start": "2030-05-01T00:00:00Z",
            "end": "2030-05-09T00:00:00Z", "day": "2030-05-05", "month": "2030-05"}  # fmt: skip
STREAMS = ("/api/runs/{run_id}/events",)
ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("memory.list_facts", {}),
    ("memory.what_is_known", {"about": "the party"}),
    ("memory.answer_from_memory", {"question": "when is the party?"}),
    ("knowledge.search_knowledge", {"query": "party"}),
    ("knowledge.answer_question", {"question": "When does the party begin?"}),
    ("knowledge.list_documents", {}),
    ("planner.list_tasks", {}),
    ("planner.list_notes", {}),
    ("planner.search_notes", {"query": "cake"}),
    ("planner.list_reminders", {}),
    ("planner.agenda", {"day": "2030-05-05"}),
)


def words(text: str) -> set[str]:
    return set(WORD.findall(text))


def readable(town: Town) -> list[str]:
    """Every address that can be read, from the server's own description of itself."""
    paths: dict[str, Any] = town.server.app.openapi()["paths"]
    return sorted(path for path, operations in paths.items() if "get" in operations and path not in STREAMS)


def read(teller: Teller, path: str) -> httpx.Response:
    return teller.who.get(path, params=SEARCHES)


def plain(town: Town) -> list[str]:
    """Those that need no id."""
    return [path for path in readable(town) if "{" not in path and not path.endswith("/export")]


def shown(teller: Teller, path: str) -> set[str]:
    return words(read(teller, path).text)


def may_see(teller: Teller, town: Town) -> set[str]:
    """Their own, and on their own pages what they themselves said in a group."""
    said = [group.canary for person, group in zip(town.people, town.groups, strict=False) if person is teller]
    return {teller.canary, *said}


def heard(run: dict[str, Any]) -> set[str]:
    return words(run["answer"]["text"] + str(run["results"]))


def test_no_list_shows_a_word_of_somebody_else(town: Town) -> None:
    """Every address for a few, and those that show anybody a word for all."""
    telling = sorted({path for path in plain(town) if words(read(town.people[0], path).text)})
    assert len(telling) >= 9
    for number, teller in enumerate(town.tellers):
        seen = {word for path in (plain(town) if number in (1, 12, 20) else telling) for word in shown(teller, path)}
        assert seen <= may_see(teller, town), teller.canary


def test_what_the_assistant_says_is_of_the_audience_only(town: Town) -> None:
    """Also what is recalled, searched and quoted for an answer."""
    for teller in town.tellers:
        assert heard(teller.do_all(*ASKED)) == {teller.canary}


def test_a_members_own_words_are_not_in_their_group_nor_the_groups_in_theirs(town: Town) -> None:
    for person, group in zip(town.people, town.groups, strict=False):
        assert person.canary not in str(group.do_all(*ASKED))
        assert group.canary not in str(person.do_all(*ASKED))


def test_what_somebody_did_alone_is_not_told_in_their_group(town: Town) -> None:
    for person, group in zip(town.people, town.groups, strict=False):
        assert words(str(group.do("assistant.history"))) == {group.canary}
        assert person.canary in str(person.do("assistant.history"))


def test_an_export_holds_ones_own_words_and_those_one_said_in_a_group(town: Town) -> None:
    for person in town.people:
        answer = person.who.get("/api/me/export")
        with zipfile.ZipFile(BytesIO(answer.content)) as opened:
            assert opened.testzip() is None
            told = {word for name in opened.namelist() for word in words(name + opened.read(name).decode())}
        assert told == may_see(person, town)


@pytest.mark.parametrize("kind", ["conversation", "run", "document", "task", "note", "reminder", "event"])
def test_an_id_of_somebody_elses_opens_nothing(town: Town, kind: str) -> None:
    victim = town.people[6]
    others = [town.people[8], town.people[0], town.groups[0], town.groups[6 % GROUPS]]
    addresses = [path for path in readable(town) if f"/api/{kind}s/{{" in path]
    for other in others:
        for path in addresses:
            answer = read(other, re.sub(r"\{\w+\}", victim.ids[kind], path))
            assert answer.status_code in (403, 404, 422), (path, answer.text)
            assert not words(answer.text)


def test_the_same_reader_finds_a_word_where_it_may(town: Town) -> None:
    """The control: each address that is read above shows its owner the word."""
    owner = town.people[6]
    telling = {path for path in plain(town) if owner.canary in shown(owner, path)}
    assert {
        "/api/memory",
        "/api/conversations",
        "/api/tasks",
        "/api/notes",
        "/api/reminders",
        "/api/documents",
    } <= telling
