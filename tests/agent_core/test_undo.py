"""Taking back steps, runs and stretches of time: exactly once, newest first, never over somebody's later change."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from agent_core.assistant import Assistant
from agent_core.compose import open_core
from agent_core.contract import Call, CapabilityPackage, Host, Result, Risk, capability
from agent_core.errors import Conflict, NotFound
from agent_core.ledger import Effect
from agent_core.minds import OneMind
from agent_core.registry import Registry
from agent_core.runs import Run
from agent_core.settings import Settings
from agent_core.storage.database import Database
from agent_core.undoing.undo import Asker
from capabilities.planner import Planner
from tests.agent_core.conftest import NoEmbedder, said
from tests.support.planners import LiteralPlanner, message


class Thing(BaseModel):
    name: str = "x"


class Mail(CapabilityPackage):
    """Writes that cannot be taken back, and ones whose undo goes wrong."""

    name = "mail"
    description = "Mail."

    async def open(self, host: Host) -> None:
        self.undone: list[str] = []
        self.fault: BaseException | None = None
        self.gate: asyncio.Event | None = None

    @capability(risk=Risk.WRITE)
    async def send(self, call: Call, thing: Thing) -> Result:
        """Send something."""
        return Result(text=f"Sent {thing.name}.")

    @capability(risk=Risk.WRITE, undo="unpost")
    async def post(self, call: Call, thing: Thing) -> Result:
        """Post something."""
        return Result(text=f"Posted {thing.name}.")

    async def unpost(self, call: Call, result: Result) -> Result:
        if self.gate:
            await self.gate.wait()
        fault, self.fault = self.fault, None
        if fault:
            raise fault
        if call.key not in self.undone:
            self.undone.append(call.key)
        return Result(text=f"Took back: {result.text}")


@dataclass
class World:
    assistant: Assistant
    mail: Mail
    database: Database

    async def do(self, *steps: dict[str, Any], user_id: str = "ana", conversation_id: str | None = None) -> Run:
        more = {"user_id": user_id} | ({"conversation_id": conversation_id} if conversation_id else {})
        run = await self.assistant.accept(said(message(*steps), **more))
        ended = await self.assistant.result(run.id, user_id)
        assert ended.status == "completed", ended
        return ended

    async def titles(self, kind: str = "tasks") -> list[str]:
        found = self.database.collection(kind).find({"deleted_at": None}).sort("created_at")
        return [each["title"] async for each in found]

    async def effect(self, key: str, user_id: str = "ana") -> Effect:
        effect = await self.assistant.undo.ledger.get(key, user_id)
        assert effect is not None
        return effect


def step(step_id: str, capability: str, *after: str, **arguments: Any) -> dict[str, Any]:
    return {
        "id": step_id, "capability": capability, "title": capability, "arguments": arguments,
        "depends_on": list(after), "risk": "write", "seconds": 1.0, "tokens": 0,
    }  # fmt: skip


def task(step_id: str, title: str, *after: str) -> dict[str, Any]:
    return step(step_id, "planner.create_task", *after, title=title)


def asker(key: str | None = None, user_id: str = "ana") -> Asker:
    return Asker(user_id=user_id, now=datetime.now(UTC), key=key)


Lives = Callable[[], AbstractAsyncContextManager[World]]


@pytest.fixture
def lives(database: Database, tmp_path: Path) -> Lives:
    @asynccontextmanager
    async def opened() -> AsyncIterator[World]:
        registry, mail = Registry(), Mail()
        for package in (mail, Planner()):
            registry.register(package)
        settings = Settings(data_dir=tmp_path)
        async with open_core(settings, database, registry, NoEmbedder(), OneMind(), local=LiteralPlanner()) as core:
            yield World(core.assistant, mail, database)

    return opened


@pytest.fixture
async def world(lives: Lives) -> AsyncIterator[World]:
    async with lives() as opened:
        yield opened


async def test_a_run_is_taken_back_from_its_end(world: World) -> None:
    run = await world.do(
        task("s1", "paint"), step("s2", "planner.update_task", "s1", task="${s1.task_id}", title="dye")
    )
    report = await world.assistant.undo.run(asker(), run.id)
    assert [(each.step_id, each.status) for each in report.outcomes] == [("s2", "undone"), ("s1", "undone")]
    assert report.text.startswith("2 of 2 things were taken back:")
    assert await world.titles() == []
    assert (await world.effect(f"{run.id}:s1")).status == "undone"


async def test_a_step_is_taken_back_with_those_that_build_on_it_and_no_others(world: World) -> None:
    run = await world.do(
        task("s1", "paint"), step("s2", "planner.update_task", "s1", task="${s1.task_id}", title="dye"),
        step("s3", "planner.update_task", "s2", task="${s2.task_id}", priority="high"), task("s4", "other"),
    )  # fmt: skip
    report = await world.assistant.undo.run(asker(), run.id, "s2")
    assert [each.step_id for each in report.outcomes] == ["s3", "s2"]
    assert sorted(await world.titles()) == ["other", "paint"]


async def test_one_effect_is_named_by_its_id(world: World) -> None:
    run = await world.do(task("s1", "a"), task("s2", "b"))
    assert [each.status for each in (await world.assistant.undo.effect(asker(), f"{run.id}:s2")).outcomes] == ["undone"]
    assert await world.titles() == ["a"]


async def test_what_was_taken_back_is_not_taken_back_again(world: World) -> None:
    run = await world.do(task("s1", "a"))
    await world.assistant.undo.run(asker(), run.id)
    again = await world.assistant.undo.run(asker(), run.id)
    assert [each.status for each in again.outcomes] == ["already"]
    assert "taken back already" in again.text


async def test_what_changed_since_is_left_alone_and_said_and_the_rest_goes_on(world: World) -> None:
    run = await world.do(task("s1", "a"), task("s2", "b"))
    await world.assistant.invoke("planner.update_task", {"task": "a", "priority": "high"}, user_id="ana", zone="UTC")
    report = await world.assistant.undo.run(asker(), run.id)
    assert {each.step_id: each.status for each in report.outcomes} == {"s1": "conflict", "s2": "undone"}
    assert "has changed since" in report.text
    assert await world.titles() == ["a"]
    assert (await world.effect(f"{run.id}:s1")).status == "done"


async def test_after_a_conflict_is_gone_it_can_be_taken_back(world: World) -> None:
    run = await world.do(task("s1", "a"))
    later = await world.do(step("s1", "planner.update_task", task="a", priority="high"))
    assert [each.status for each in (await world.assistant.undo.run(asker(), run.id)).outcomes] == ["conflict"]
    await world.assistant.undo.run(asker(), later.id)
    assert [each.status for each in (await world.assistant.undo.run(asker(), run.id)).outcomes] == ["undone"]
    assert await world.titles() == []


async def test_what_cannot_be_taken_back_is_said_and_the_rest_goes_on(world: World) -> None:
    run = await world.do(step("s1", "mail.send", name="a letter"), task("s2", "b"))
    report = await world.assistant.undo.run(asker(), run.id)
    assert {each.step_id: each.status for each in report.outcomes} == {"s1": "impossible", "s2": "undone"}
    assert "This cannot be taken back: “Sent a letter.”" in report.text


@pytest.mark.parametrize("status", ["unknown", "intent"])
async def test_what_may_or_may_not_have_been_done_is_left_alone(world: World, status: str) -> None:
    run = await world.do(task("s1", "a"))
    await world.database.collection("effects").update_one({"_id": f"{run.id}:s1"}, {"$set": {"status": status}})
    report = await world.assistant.undo.run(asker(), run.id)
    assert [each.status for each in report.outcomes] == ["impossible"]
    assert "not known whether" in report.text
    assert await world.titles() == ["a"]


async def test_an_undo_that_fails_is_said_and_may_be_tried_again(world: World) -> None:
    run = await world.do(step("s1", "mail.post"))
    world.mail.fault = RuntimeError("bug")
    report = await world.assistant.undo.run(asker(), run.id)
    assert [each.status for each in report.outcomes] == ["failed"]
    assert (await world.effect(f"{run.id}:s1")).status == "done"
    assert [each.status for each in (await world.assistant.undo.run(asker(), run.id)).outcomes] == ["undone"]


async def test_two_who_ask_at_once_take_back_once(world: World) -> None:
    run = await world.do(task("s1", "a"), step("s2", "mail.post"))
    both = [world.assistant.undo.run(asker(), run.id) for _ in range(2)]
    reports = await asyncio.gather(*both)
    for number in (0, 1):
        assert sorted(report.outcomes[number].status for report in reports) == ["already", "undone"]
    assert world.mail.undone == [f"undo:{run.id}:s2"]


async def test_everything_since_an_instant_is_taken_back_in_all_conversations_and_by_hand(world: World) -> None:
    await world.do(task("s1", "before"))
    instant = datetime.now(UTC)
    await asyncio.sleep(0.01)
    await world.do(task("s1", "one"))
    await world.assistant.invoke("planner.create_task", {"title": "by hand"}, user_id="ana", zone="UTC")
    await world.do(task("s1", "bo's"), user_id="bo")
    report = await world.assistant.undo.since(asker(), instant)
    assert [each.status for each in report.outcomes] == ["undone", "undone"]
    assert await world.titles() == ["before", "bo's"]


async def test_nobody_takes_back_what_another_did(world: World) -> None:
    run = await world.do(task("s1", "a"))
    for attempt in (
        world.assistant.undo.run(asker(user_id="bo"), run.id),
        world.assistant.undo.effect(asker(user_id="bo"), f"{run.id}:s1"),
    ):
        with pytest.raises(NotFound):
            await attempt
    assert (await world.assistant.undo.since(asker(user_id="bo"), run.accepted_at)).outcomes == []
    assert (await world.assistant.undo.last(asker(user_id="bo"), run.conversation_id)).outcomes == []
    assert await world.titles() == ["a"]


async def test_a_run_that_goes_on_is_not_taken_back(world: World) -> None:
    run = await world.do(task("s1", "a"))
    await world.database.collection("runs").update_one({"_id": run.id}, {"$set": {"status": "waiting"}})
    with pytest.raises(Conflict, match="still being worked on"):
        await world.assistant.undo.run(asker(), run.id)
    report = await world.assistant.undo.since(asker(), run.accepted_at)
    assert [each.status for each in report.outcomes] == ["failed"]
    assert await world.titles() == ["a"]


async def test_an_undo_that_is_cut_off_anywhere_happens_once(lives: Lives) -> None:
    """The process ends in the undo of the second of three; the next takes the same call up again."""
    async with lives() as world:
        run = await world.do(step("s1", "mail.post"), step("s2", "mail.post", "s1"), step("s3", "mail.post", "s2"))
        undone = world.mail.undone
        world.mail.fault = asyncio.CancelledError()  # of the newest
        with pytest.raises(asyncio.CancelledError):
            await world.assistant.undo.run(asker("call"), run.id)
    async with lives() as world:
        world.mail.undone = undone
        report = await world.assistant.undo.run(asker("call"), run.id)
        assert [each.status for each in report.outcomes] == ["undone"] * 3
        assert undone == [f"undo:{run.id}:s{number}" for number in (3, 2, 1)]


@pytest.mark.parametrize("lost", ["the receipt of the undo", "the mark of the effect"])
async def test_an_undo_whose_last_writes_were_lost_is_not_done_again(world: World, lost: str) -> None:
    run = await world.do(task("s1", "a"))
    await world.assistant.undo.run(asker("call"), run.id)
    effects = world.database.collection("effects")
    await effects.update_one({"_id": f"{run.id}:s1"}, {"$set": {"status": "done"}})
    if lost == "the receipt of the undo":
        await effects.update_one({"_id": f"undo:{run.id}:s1"}, {"$set": {"status": "intent", "receipt": None}})
    report = await world.assistant.undo.run(asker("call"), run.id)
    assert [each.status for each in report.outcomes] == ["undone"]
    assert (await world.effect(f"{run.id}:s1")).status == "undone"
    assert await world.titles() == []


# -- the assistant's own functions


async def test_undo_takes_back_the_last_run_of_this_conversation(world: World) -> None:
    first = await world.do(task("s1", "a"), task("s2", "b"))
    await world.do(task("s1", "elsewhere"))
    undo = await world.do(step("s1", "assistant.undo_last"), conversation_id=first.conversation_id)
    assert [each.status for each in undo.results] == ["done"]
    assert await world.titles() == ["elsewhere"]
    assert undo.answer is not None
    assert "2 of 2 things were taken back" in undo.answer.text


async def test_undo_again_takes_back_the_one_before_and_never_an_undo(world: World) -> None:
    first = await world.do(task("s1", "a"))
    more = {"conversation_id": first.conversation_id}
    await world.do(task("s1", "b"), **more)
    for left in (["a"], [], []):
        undo = await world.do(step("s1", "assistant.undo_last"), **more)
        assert await world.titles() == left
    assert undo.answer is not None
    assert undo.answer.text == "There is nothing to take back."


async def test_in_a_new_conversation_undo_means_the_last_thing_anywhere(world: World) -> None:
    await world.do(task("s1", "a"))
    await world.do(step("s1", "assistant.undo_last"))
    assert await world.titles() == []


async def test_when_the_last_thing_cannot_be_taken_back_nothing_older_is_taken_instead(world: World) -> None:
    first = await world.do(task("s1", "a"))
    more = {"conversation_id": first.conversation_id}
    await world.do(step("s1", "mail.send", name="a letter"), **more)
    undo = await world.do(step("s1", "assistant.undo_last"), **more)
    assert await world.titles() == ["a"]
    assert undo.answer is not None
    assert "cannot be taken back: “Sent a letter.”" in undo.answer.text
    assert "The last thing that can be is “Task added: a.”" in undo.answer.text


async def test_undo_that_is_repeated_after_a_crash_takes_back_nothing_more(lives: Lives) -> None:
    async with lives() as world:
        first = await world.do(step("s1", "mail.post"))
        more = {"conversation_id": first.conversation_id}
        await world.do(step("s1", "mail.post"), **more)
        undo = await world.do(step("s1", "assistant.undo_last"), **more)
        undone = list(world.mail.undone)
        effects = world.database.collection("effects")
        await effects.update_one({"_id": f"{undo.id}:s1"}, {"$set": {"status": "intent", "receipt": None}})
        call = Call(
            user_id="ana", audience="user:ana", key=f"{undo.id}:s1", now=undo.accepted_at,
            conversation_id=first.conversation_id,
        )  # fmt: skip
        services = world.assistant._services
        again = await services.caller.call(
            services.registry.find("assistant.undo_last"), {}, call, run_id=undo.id, step_id="s1"
        )
        assert again.text == undo.results[0].text
        assert world.mail.undone == undone


async def test_since_a_time_of_day_means_the_one_that_has_passed(world: World) -> None:
    await world.do(task("s1", "a"))
    later = datetime.now(UTC) + timedelta(hours=23)
    undo = await world.do(step("s1", "assistant.undo_since", since=later.isoformat()))
    assert await world.titles() == []
    assert undo.results[0].status == "done"


async def test_the_history_is_told_from_receipts(world: World) -> None:
    await world.do(task("s1", "a"), step("s2", "mail.send", name="a letter"))
    await world.do(task("s1", "b"))
    await world.do(step("s1", "assistant.undo_last"))
    await world.do(task("s1", "bo's"), user_id="bo")
    told = await world.do(step("s1", "assistant.history"))
    assert told.answer is not None
    lines = [line.partition(": ")[2] for line in told.answer.text.splitlines()[1:]]
    assert lines[0:3] == ["Task added: a.", "Sent a letter.", "Task added: b. (taken back)"]
    assert lines[3].startswith("Taken back: ")
    assert len(lines) == 4
