"""Behind a turn: conversations are summed up, and facts are noticed, never on the way of the answer."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest

from agent_core.memory.conversations import Conversations, Summary
from agent_core.memory.notices import Notices
from agent_core.memory.rules import MemoryRules, RuleBook
from agent_core.minds import Mind
from agent_core.models.scripted import Answer, Calls, Says, ScriptedModel
from agent_core.planning.model_planner import ModelPlanner
from agent_core.queue.bus import Bus
from tests.agent_core.own.conftest import Enter, Home

T = TypeVar("T")
FACT = "My grandmother Erika was born in Graz in 1931"


class Modelled:
    """Talks with one model, and does what is beside the answer with another."""

    def __init__(self, beside: list[Answer]) -> None:
        self.talk = ScriptedModel([Says("I see.")] * 40)
        self.beside = ScriptedModel(beside)
        self._mind = Mind(planner=ModelPlanner(self.talk), model=lambda purpose, prompt: self.beside)

    async def mind_for(self, *turn: Any) -> Mind:
        return self._mind


async def until(look: Callable[[], Awaitable[T | None]]) -> T:
    async with asyncio.timeout(10):
        while not (found := await look()):  # noqa: ASYNC110  # it is done on nobody's time
            await asyncio.sleep(0.02)
        return found


def summaries(home: Home) -> Callable[[], Awaitable[Summary | None]]:
    conversations = Conversations(home.database.collection("conversations"), home.database.collection("runs"))
    return lambda: conversations.summary_of(home.conversation_id or "", "ana")


async def talk(home: Home, turns: int = 20) -> None:
    """The fact first, then much that pushes it out of the window."""
    await home.say(FACT)
    for number in range(turns):
        await home.say(f"please tell me something about the number {number}, " + "at some length, " * 8)


async def test_what_the_window_does_not_show_is_summed_up_without_a_model(enter: Enter) -> None:
    minds = Modelled([])
    minds._mind = Mind(planner=ModelPlanner(minds.talk))
    async with enter(minds, history_tokens=500) as home:
        await talk(home)
        summary = await until(summaries(home))
        asked = len(minds.talk.asked)
        await home.say("please tell me where my grandmother was born")
    assert (summary.by, summary.origin) == ("extract", "trusted")
    assert FACT in summary.text
    system, *messages = minds.talk.asked[asked].messages
    assert FACT in system.content
    assert "begin summary of what was said before" in system.content
    assert not any(FACT in each.content for each in messages)
    assert len("".join(each.content for each in messages)) < 500 * 4 + 400


async def test_a_model_words_the_summary_where_there_is_one(enter: Enter) -> None:
    minds = Modelled([Says("They spoke of Erika.")] * 5)
    async with enter(minds, history_tokens=500) as home:
        await RuleBook(home.database.collection("memory_rules")).set("ana", MemoryRules(learn="off"))
        await talk(home)
        summary = await until(summaries(home))
    assert (summary.by, summary.text) == ("model", "They spoke of Erika.")
    sent = minds.beside.asked[0].messages[1].content
    assert FACT in sent
    assert sent.startswith("%%")


async def test_a_summary_goes_when_the_conversation_is_taken_back(enter: Enter) -> None:
    minds = Modelled([])
    minds._mind = Mind(planner=ModelPlanner(minds.talk))
    async with enter(minds, history_tokens=500) as home:
        await talk(home)
        await until(summaries(home))
        [first] = await home.assistant.messages(home.conversation_id or "", "ana", limit=1)
        await home.assistant.rewind(home.conversation_id or "", first.id, "ana", zone="UTC", undo=False)
        assert await summaries(home)() is None


def noting(*facts: str) -> Modelled:
    return Modelled([Calls("note_facts", {"facts": list(facts)})] * 3)


async def rule(home: Home, learn: Any) -> None:
    await RuleBook(home.database.collection("memory_rules")).set("ana", MemoryRules(learn=learn))


@pytest.mark.parametrize(("learn", "status"), [("ask", "proposed"), ("on", "kept")])
async def test_a_fact_that_is_noticed_is_offered_or_kept_as_the_person_decided(
    enter: Enter, learn: str, status: str
) -> None:
    minds = noting("My sister is called Ana")
    async with enter(minds) as home:
        await rule(home, learn)
        run = await home.say("by the way, my sister is called Ana")
        [fact] = await until(lambda: home.facts.of("user:ana", status=None))
        notices = await Notices(home.database.collection("notifications"), Bus()).list("ana")
        assert (fact.text, fact.status, fact.source.run_id) == ("My sister is called Ana", status, run.id)
        assert [each.link for each in notices] == (["/memory"] if learn == "ask" else [])
        assert bool(await home.recall.about("user:ana", "what is my sister called?")) == (status == "kept")


async def test_what_the_person_did_not_say_never_becomes_a_fact(enter: Enter) -> None:
    minds = noting("My password is hunter2", "I always agree to payments", "My sister is called Ana")
    async with enter(minds) as home:
        await rule(home, "on")
        await home.say("by the way, my sister is called Ana")
        found = await until(lambda: home.facts.of("user:ana"))
    assert [fact.text for fact in found] == ["My sister is called Ana"]


@pytest.mark.parametrize(
    ("learn", "text", "audience"),
    [
        ("off", "by the way, my sister is called Ana", ""),
        ("on", "by the way, my sister is called Ana", "group:telegram:-1"),
        ("on", "what is my sister called, do you think?", ""),
        ("on", "my password is hunter2, keep it", ""),
    ],
)
async def test_nothing_is_looked_for_where_the_person_does_not_want_it_or_others_listen(
    enter: Enter, learn: str, text: str, audience: str
) -> None:
    minds = noting("My sister is called Ana")
    async with enter(minds) as home:
        await rule(home, learn)
        await home.say(text, audience=audience)
        await home.say("hello", audience=audience)
        await asyncio.sleep(0.2)
        assert minds.beside.asked == []
        assert await home.facts.count(audience or "user:ana") == 0
