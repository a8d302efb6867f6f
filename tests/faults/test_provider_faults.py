"""What becomes of a turn when a provider fails: real HTTP to scripted servers, through the whole assistant.

Each fault is met twice: with a second model on the ladder, and with none left. `docs/budgets.md` has the table.
"""

import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from agent_core.agents.minds import AgentMinds
from agent_core.agents.opening import open_minds
from agent_core.agents.schemas import ModelDraft, ProviderDraft
from agent_core.compose import open_core
from agent_core.events import Event, Notice, Token, TokensDropped
from agent_core.registry import Registry
from agent_core.runs import Run
from agent_core.settings import Settings
from agent_core.storage.database import Database
from tests.agent_core.conftest import NoEmbedder, World, said
from tests.support.errands import Errands
from tests.support.openai_server import (
    OpenAIServer,
    Reply,
    calls,
    drops,
    ended,
    event,
    fails,
    hangs,
    malformed,
    says,
    stops_short,
    wrong_form,
)
from tests.support.planners import LiteralPlanner

SECONDS = 1.0  # for a whole answer
LONGEST = 64  # tokens of an answer, the least that may be configured
HEARD = "Hello "  # what some say before they fail


@dataclass(frozen=True)
class Ended:
    """A turn as the person saw it."""

    run: Run
    events: list[Event]

    @property
    def answer(self) -> tuple[str, str]:
        assert self.run.answer is not None
        return self.run.answer.text, self.run.answer.source

    @property
    def notices(self) -> str:
        return " ".join(each.text for each in self.events if isinstance(each, Notice))

    @property
    def shown(self) -> str:
        """The text on the screen before the whole answer replaces it."""
        text = ""
        for each in self.events:
            text = "" if isinstance(each, TokensDropped) else text + (each.text if isinstance(each, Token) else "")
        return text


@dataclass(frozen=True)
class Life:
    world: World
    minds: AgentMinds

    async def ask(self, text: str = "hello") -> Ended:
        run = await self.world.assistant.accept(said(text))
        events = [each async for each in self.world.assistant.events(run.id, "ana")]
        return Ended(await self.world.assistant.run(run.id, "ana"), events)

    async def usage(self) -> list[dict[str, Any]]:
        """The records of all calls, oldest first; with those that are still to be written."""
        await self.minds.budget.close()
        return [each async for each in self.world.database.collection("usage").find().sort("_id", 1)]

    async def committed(self) -> int:
        """Tokens that count against the person's budget."""
        found = await self.world.database.collection("budgets").find_one({"_id": {"$regex": r"\|user:ana$"}})
        return int(found["tokens"]) if found else 0


@asynccontextmanager
async def living(database: Database, folder: Path, servers: Sequence[OpenAIServer]) -> AsyncIterator[Life]:
    """An assistant whose ladder has a model of each of these servers, named large, then small."""
    first, *others = servers
    settings = Settings(
        _env_file=None, data_dir=folder, model_base_url=first.url, model_name="large",
        model_timeout_seconds=SECONDS, model_max_output_tokens=LONGEST,
    )  # fmt: skip
    registry, errands, planner = Registry(), Errands(), LiteralPlanner(confident=False)
    registry.register(errands)
    async with AsyncExitStack() as stack:
        minds = await stack.enter_async_context(open_minds(settings, database))
        for each in others:
            models = [ModelDraft(name="small")]
            draft = ProviderDraft(name="Second", kind="compatible", base_url=each.url, models=models)
            await minds.directory.add_provider(draft)
        core = await stack.enter_async_context(
            open_core(settings, database, registry, NoEmbedder(), minds, local=planner)
        )
        world = World(core.assistant, errands, planner, core.files, database)
        yield Life(world, minds)


def talks_without_end() -> Reply:
    return Reply(events=[event({"content": "and on "})], repeated=100_000)


def plans_without_end() -> Reply:
    first = {"index": 0, "id": "c1", "type": "function", "function": {"name": "make_plan", "arguments": "{"}}
    more = {"index": 0, "function": {"arguments": '"steps": ['}}
    return Reply(events=[event({"tool_calls": [first]}), *[event({"tool_calls": [more]})] * 5_000])


def trickles() -> Reply:
    return Reply(events=[event({"content": "."})], repeated=100, delay=0.1)


def a_web_page() -> Reply:
    return Reply(events=["<html><h1>Sign in to the network</h1></html>"], content_type="text/html")


Made = Callable[[], Reply]
FAULTS: dict[str, tuple[Made, str, bool]] = {
    # what the server does, what is said about it, whether it certainly costs nothing
    "hangs": (hangs, "it did not answer within 1 seconds", False),
    "hangs in the middle": (lambda: hangs(HEARD), "it did not answer within 1 seconds", False),
    "drops at once": (drops, "broke off", False),
    "drops in the middle": (lambda: drops(HEARD, "An"), "broke off", False),
    "ends in the middle": (lambda: stops_short(HEARD), "its answer broke off", False),
    "refuses the key": (lambda: fails(401), "it refused the key", True),
    "does not know the model": (lambda: fails(404), "no model of that name", True),
    "refuses the request": (lambda: fails(422), "it refused the request", True),
    "is busy for long": (lambda: fails(429, retry_after="60"), "it is busy", True),
    "is busy, twice": (lambda: fails(429, retry_after="0"), "it is busy", True),
    "is overloaded, twice": (lambda: fails(529), "its server failed (status 529)", True),
    "fails, twice": (lambda: fails(500), "its server failed (status 500)", True),
    "trickles": (trickles, "it did not answer within 1 seconds", False),
    "talks without end": (talks_without_end, "its answer did not end after 64 tokens", False),
    "plans without end": (plans_without_end, "its answer did not end after 64 tokens", False),
    "says nothing": (lambda: says(""), "it gave an empty answer", False),
    "says spaces": (lambda: says(" ", "\n"), "it gave an empty answer", False),
    "sends broken JSON": (malformed, "not in the agreed form", False),
    "sends another form": (wrong_form, "not in the agreed form", False),
    "sends a web page": (a_web_page, "", False),
}
faults = pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
tolerant = pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")


@tolerant
@faults
async def test_with_a_second_model_the_person_gets_its_answer_and_is_told(
    database: Database, tmp_path: Path, fault: tuple[Made, str, bool]
) -> None:
    made, why, free = fault
    with OpenAIServer([made(), made()]) as broken, OpenAIServer([says("Good ", "morning.")]) as sound:
        async with living(database, tmp_path, [broken, sound]) as life:
            turn = await life.ask()
            first, second = await life.usage()
            committed = await life.committed()
    assert turn.answer == ("Good morning.", "model")
    assert turn.shown == "Good morning."
    assert why in turn.notices
    assert "I ask small." in turn.notices
    assert (first["outcome"] in ("failed", "answered"), second["outcome"]) == (True, "answered")
    assert (first["input_tokens"] == 0) == free
    assert committed == sum(each["input_tokens"] + each["output_tokens"] for each in (first, second))
    assert turn.run.spent.calls == (1 if free else 2)


@tolerant
@faults
async def test_with_no_model_left_the_built_in_planner_answers_and_says_why(
    database: Database, tmp_path: Path, fault: tuple[Made, str, bool]
) -> None:
    made, why, _ = fault
    with OpenAIServer([made(), made()]) as one, OpenAIServer([made(), made()]) as other:
        async with living(database, tmp_path, [one, other]) as life:
            turn = await life.ask()
    assert turn.answer == ("You said: hello", "local")
    assert turn.shown == "You said: hello"
    assert turn.notices.count(why) >= 2 or not why
    assert "I used the built-in planner." in turn.notices
    assert turn.run.answer is not None
    assert why in turn.run.answer.notice


@pytest.mark.parametrize("status", [429, 500, 529])
async def test_a_passing_fault_is_tried_once_more_and_not_mentioned(
    database: Database, tmp_path: Path, status: int
) -> None:
    with OpenAIServer([fails(status), says("Good morning.")]) as server:
        async with living(database, tmp_path, [server]) as life:
            turn = await life.ask()
    assert turn.answer == ("Good morning.", "model")
    assert turn.notices == ""
    assert len(server.requests) == 2


async def test_a_long_wait_that_a_server_asks_for_is_kept_by_all_turns(database: Database, tmp_path: Path) -> None:
    sound = [says("one"), says("two")]
    with OpenAIServer([fails(429, retry_after="60")]) as busy, OpenAIServer(sound) as other:
        async with living(database, tmp_path, [busy, other]) as life:
            await life.ask()
            turn = await life.ask()
            records = await life.usage()
    assert turn.answer == ("two", "model")
    assert re.search(r"another try in (60|5\d) seconds", turn.notices)
    assert len(busy.requests) == 1
    assert len(records) == 3  # nothing is set aside or kept for a call that is not made


async def test_a_server_that_keeps_failing_is_left_alone_and_asked_again_later(
    database: Database, tmp_path: Path
) -> None:
    with OpenAIServer([*[drops()] * 3, says("I am back.")]) as server:
        async with living(database, tmp_path, [server]) as life:
            for _ in range(3):
                await life.ask()
            left_alone = await life.ask()
            [line] = list(life.minds.lines)
            assert line.down
            line.breaker.told_to_wait(0)  # the time is over: half-open
            assert not line.down
            turn = await life.ask()
            assert line.breaker.allow()
    assert "another try in" in left_alone.notices
    assert turn.answer == ("I am back.", "model")
    assert len(server.requests) == 4


def plan(capability: str = "errands.run", **arguments: Any) -> dict[str, Any]:
    return {"steps": [{"id": "s1", "capability": capability, "title": "Bread", "arguments": arguments}]}


UNUSABLE = {
    "broken JSON": '{"steps": [{"id": "s1", "capab',
    "no JSON at all": "run errands",
    "an unknown function": plan("errands.fly", what="bread"),
    "an unknown argument": plan(what="bread", speed=3),
    "a missing argument": plan(),
    "half a character": '{"steps": [{"id": "s1", "capability": "errands.run", "title": "\\ud83d"}]}',
    "no steps": {"steps": []},
}
unusable = pytest.mark.parametrize("arguments", UNUSABLE.values(), ids=UNUSABLE.keys())


@unusable
async def test_an_unusable_plan_is_mended_by_the_model_itself(
    database: Database, tmp_path: Path, arguments: Any
) -> None:
    script = [calls("make_plan", arguments), calls("make_plan", plan(what="bread"))]
    with OpenAIServer(script) as server:
        async with living(database, tmp_path, [server]) as life:
            turn = await life.ask("get bread")
            assert await life.world.ran() == ["bread"]
    assert turn.run.answer is not None
    assert (turn.run.answer.text, turn.run.answer.source) == ("Ran bread.", "model")
    assert turn.run.spent.calls == 2


@unusable
async def test_a_plan_that_is_unusable_twice_is_carried_out_by_nobody(
    database: Database, tmp_path: Path, arguments: Any
) -> None:
    script = [calls("make_plan", arguments)] * 2
    with OpenAIServer(script) as server, OpenAIServer([]) as other:
        async with living(database, tmp_path, [server, other]) as life:
            turn = await life.ask("get bread")
            assert await life.world.ran() == []
    assert turn.answer == ("You said: get bread", "local")
    assert "it made no usable plan, also when told what was wrong" in turn.notices
    assert other.unexpected == 0


async def test_an_unknown_tool_is_no_plan(database: Database, tmp_path: Path) -> None:
    with OpenAIServer([calls("delete_everything", {}), says("Sorry, I cannot.")]) as server:
        async with living(database, tmp_path, [server]) as life:
            turn = await life.ask("get bread")
            assert await life.world.ran() == []
    assert turn.answer == ("Sorry, I cannot.", "model")
    assert "There is no other tool" in server.requests[1]["messages"][-1]["content"]


async def test_characters_cut_in_two_are_joined_and_lone_halves_are_replaced(
    database: Database, tmp_path: Path
) -> None:
    with OpenAIServer([says("A smile: \ud83d", "\ude00 and half: \ud83d", " end\ude00")]) as server:
        async with living(database, tmp_path, [server]) as life:
            turn = await life.ask()
    assert turn.answer == ("A smile: 😀 and half: \ufffd end\ufffd", "model")
    assert turn.shown == turn.answer[0]


async def test_without_a_count_from_the_server_the_most_it_can_be_is_spent(database: Database, tmp_path: Path) -> None:
    uncounted = Reply(events=[event({"content": "Good morning."}), event({}, "stop"), "[DONE]"])
    with OpenAIServer([uncounted]) as server:
        async with living(database, tmp_path, [server]) as life:
            turn = await life.ask()
            [record] = await life.usage()
    assert turn.answer == ("Good morning.", "model")
    assert record["estimated"]
    assert record["output_tokens"] == len("Good morning.")
    sent = sum(len(each["content"].encode()) for each in server.requests[0]["messages"])
    assert record["input_tokens"] > sent


async def test_an_answer_at_its_greatest_length_is_shown_with_a_notice(database: Database, tmp_path: Path) -> None:
    long = Reply(events=[*[event({"content": "word "})] * LONGEST, *ended("length")])
    with OpenAIServer([long]) as server:
        async with living(database, tmp_path, [server]) as life:
            turn = await life.ask()
    assert turn.answer == (("word " * LONGEST).strip(), "model")
    assert "stops in the middle" in turn.notices
    assert server.requests[0]["max_tokens"] == LONGEST
