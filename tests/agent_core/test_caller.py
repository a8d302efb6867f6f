"""One call of a capability: bounded in time and tries, once per key, and every failure in words."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel
from pymongo import AsyncMongoClient, monitoring
from pymongo.errors import AutoReconnect

from agent_core import acting as module
from agent_core.caller import Caller
from agent_core.contract import Call, Capability, Origin, Result, Risk
from agent_core.declaration import Rules
from agent_core.errors import (
    AgentError,
    CapabilityFailed,
    CapabilityRetry,
    Conflict,
    EffectUnknown,
    InvalidInput,
    NeedsAnswer,
)
from agent_core.ledger import CONFIRMED, Effect, Ledger, Status, digest_of, key_of
from agent_core.storage.database import Database
from tests.support.calls import NOW, call


class Item(BaseModel):
    what: str = "x"


class Kept(Result):
    number: int = 0


Probe = Callable[..., Coroutine[Any, Any, Result | None]]


class Work:
    """A capability's method that counts, and does what it is given in turn."""

    def __init__(self, *outcomes: Result | Exception | Callable[[], Awaitable[Result]]) -> None:
        self._outcomes = list(outcomes)
        self.calls: list[Call] = []
        self.items: list[Item] = []

    async def __call__(self, call: Call, item: Item) -> Result:
        self.calls.append(call)
        self.items.append(item)
        outcome = self._outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome if isinstance(outcome, Result) else await outcome()

    def capability(
        self, risk: Risk = Risk.WRITE, *, name: str = "test.work", seconds: float = 1, probe: Probe | None = None
    ) -> Capability:
        rules = Rules(risk=risk, seconds=seconds, keyed=risk is not Risk.SEND)
        return Capability(
            name=name, description="Works.", rules=rules, arguments=Item, result=Kept,
            method=self.__call__, undo=None, probe=probe,
        )  # fmt: skip


@pytest.fixture
def ledger(database: Database) -> Ledger:
    return Ledger(database.collection("effects"))


@pytest.fixture
def caller(ledger: Ledger) -> Caller:
    return Caller(ledger)


async def left(ledger: Ledger, key: str = "run:s1") -> Effect:
    """What is on record."""
    effect = await ledger.get(key, "ana")
    assert effect is not None
    return effect


async def test_a_passing_fault_is_repeated_under_the_same_key(caller: Caller) -> None:
    work = Work(CapabilityRetry("busy", after=0.001), CapabilityRetry("busy", after=0.001), Kept(number=3))
    assert await caller.call(work.capability(), {}, call()) == Kept(number=3)
    assert [each.key for each in work.calls] == ["run:s1"] * 3


async def test_after_three_tries_it_is_given_up_and_the_reason_told(caller: Caller) -> None:
    work = Work(*[CapabilityRetry("The shop is closed.", after=0.001)] * 4)
    with pytest.raises(CapabilityFailed, match=r"3 tries: The shop is closed\."):
        await caller.call(work.capability(), {}, call())
    assert len(work.calls) == 3


async def test_nobody_is_kept_waiting_for_an_hour(caller: Caller) -> None:
    work = Work(CapabilityRetry("The quota is used up.", after=3600))
    with pytest.raises(CapabilityFailed, match="Try again in 3600 seconds"):
        await asyncio.wait_for(caller.call(work.capability(), {}, call()), 1)


async def test_a_database_that_is_away_for_a_moment_is_a_passing_fault(caller: Caller) -> None:
    work = Work(AutoReconnect("connection closed"), Kept(number=1))
    assert await caller.call(work.capability(), {}, call()) == Kept(number=1)


async def test_a_call_that_takes_too_long_is_stopped(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEAST_LIMIT", 0.05)
    stopped = asyncio.Event()

    async def for_ever() -> Result:
        try:
            await asyncio.sleep(60)
        finally:
            stopped.set()
        return Result()

    with pytest.raises(CapabilityFailed, match="took longer than"):
        await caller.call(Work(for_ever).capability(seconds=0.001), {}, call())
    assert stopped.is_set()


async def test_a_timeout_of_the_packages_own_is_not_told_as_ours(caller: Caller) -> None:
    with pytest.raises(CapabilityFailed, match="failed inside"):
        await caller.call(Work(TimeoutError("socket")).capability(), {}, call())


async def test_an_unexpected_failure_does_not_show_its_inside(caller: Caller) -> None:
    with pytest.raises(CapabilityFailed) as caught:
        await caller.call(Work(RuntimeError("password=secret")).capability(), {}, call())
    assert "secret" not in caught.value.message


@pytest.mark.parametrize("unkeepable", [Result(text="not Kept"), Kept(number=2**70), Kept(text="x" * 5_000_000)])
@pytest.mark.parametrize("risk", [Risk.READ, Risk.WRITE, Risk.SEND])
async def test_a_result_that_cannot_be_kept_is_a_failure_that_says_it_ran(
    caller: Caller, ledger: Ledger, unkeepable: Result, risk: Risk
) -> None:
    work = Work(unkeepable)
    with pytest.raises(CapabilityFailed, match="It ran, but"):
        await caller.call(work.capability(risk), {}, call())
    if risk is not Risk.READ:
        assert (await left(ledger)).status == "done"
        again = await caller.call(work.capability(risk), {}, call())
        assert again.text.startswith("It ran, but")
        assert len(work.calls) == 1


async def test_arguments_that_the_database_cannot_hold_are_refused_before_anything_runs(caller: Caller) -> None:
    work = Work(Kept())
    with pytest.raises(InvalidInput, match="cannot be stored"):
        await caller.call(work.capability(), {"what": "half a \ud83d"}, call())
    assert work.calls == []


async def test_arguments_that_do_not_fit_are_named_before_anything_runs(caller: Caller) -> None:
    work = Work(Kept())
    with pytest.raises(InvalidInput, match=r"test\.work do not fit: what: "):
        await caller.call(work.capability(), {"what": 3}, call())
    assert work.calls == []


async def test_an_effect_with_a_receipt_is_not_repeated(caller: Caller) -> None:
    work = Work(Kept(number=1), Kept(number=2))
    first = await caller.call(work.capability(), {}, call())
    assert await caller.call(work.capability(), {}, call()) == first == Kept(number=1)
    assert len(work.calls) == 1
    assert await caller.call(work.capability(), {}, call(key="run:s2")) == Kept(number=2)


async def test_looking_is_repeated_since_it_leaves_no_receipt(caller: Caller, database: Database) -> None:
    work = Work(Kept(number=1), Kept(number=2))
    for number in (1, 2):
        assert await caller.call(work.capability(Risk.READ), {}, call()) == Kept(number=number)
    assert await database.collection("effects").count_documents({}) == 0


async def _only_intended(ledger: Ledger, capability: Capability, status: Status = "intent") -> None:
    """As a process leaves it that is killed between the intent and the receipt."""
    intent = Effect(
        _id="run:s1", user_id="ana", run_id="run", capability=capability.name, arguments={"what": "then"},
        status=status, at=NOW,
    )  # fmt: skip
    await ledger.intend(intent)


@pytest.mark.parametrize("status", ["intent", "unknown"])
async def test_an_intent_without_a_receipt_is_repeated_under_its_key_as_it_was_meant(
    caller: Caller, ledger: Ledger, status: Status
) -> None:
    work = Work(Kept(number=1))
    await _only_intended(ledger, work.capability(), status)
    assert await caller.call(work.capability(), {"what": "now"}, call(), run_id="run") == Kept(number=1)
    effect = await left(ledger)
    assert (effect.status, effect.attempts, effect.arguments) == ("done", 2, {"what": "then"})
    assert [each.what for each in work.items] == ["then"]


async def test_what_certainly_was_not_done_is_tried_again_as_it_is_meant_now(caller: Caller, ledger: Ledger) -> None:
    work = Work(Kept(number=1))
    await _only_intended(ledger, work.capability(Risk.SEND), "failed")
    await caller.call(work.capability(Risk.SEND), {"what": "now"}, call(), run_id="run")
    assert (await left(ledger)).arguments == {"what": "now"}


@pytest.mark.parametrize("status", ["intent", "unknown"])
async def test_what_bears_no_repeat_is_not_repeated_without_a_receipt(
    caller: Caller, ledger: Ledger, status: Status
) -> None:
    work = Work(Kept())
    await _only_intended(ledger, work.capability(Risk.SEND), status)
    for _ in range(2):
        with pytest.raises(EffectUnknown, match="not known whether"):
            await caller.call(work.capability(Risk.SEND), {}, call(), run_id="run")
    assert work.calls == []
    assert (await left(ledger)).status == "unknown"


async def test_a_probe_that_finds_it_stands_for_the_receipt(caller: Caller, ledger: Ledger) -> None:
    async def found(call: Call, item: Item) -> Result | None:
        return Kept(number=7, text=f"{call.key} {item.what}")

    work = Work()
    await _only_intended(ledger, work.capability(Risk.SEND))
    result = await caller.call(work.capability(Risk.SEND, probe=found), {"what": "now"}, call(), run_id="run")
    assert result == Kept(number=7, text="run:s1 then")
    assert (await left(ledger)).status == "done"
    assert work.calls == []


async def test_what_a_probe_certainly_does_not_find_is_done(caller: Caller, ledger: Ledger) -> None:
    async def nothing(call: Call, item: Item) -> Result | None:
        return None

    work = Work(Kept(number=1))
    await _only_intended(ledger, work.capability(Risk.SEND))
    assert await caller.call(work.capability(Risk.SEND, probe=nothing), {}, call(), run_id="run") == Kept(number=1)


@pytest.mark.parametrize("fault", [CapabilityFailed("The server is gone."), RuntimeError("bug"), ValueError("x")])
async def test_a_probe_that_cannot_tell_leaves_it_unknown(caller: Caller, ledger: Ledger, fault: Exception) -> None:
    async def broken(call: Call, item: Item) -> Result | None:
        raise fault

    work = Work()
    await _only_intended(ledger, work.capability(Risk.SEND))
    with pytest.raises(EffectUnknown):
        await caller.call(work.capability(Risk.SEND, probe=broken), {}, call(), run_id="run")
    assert (await left(ledger)).status == "unknown"
    assert work.calls == []


async def test_once_the_person_says_that_it_was_done_it_counts_as_done(caller: Caller, ledger: Ledger) -> None:
    work = Work(Kept(number=2))
    await _only_intended(ledger, work.capability(Risk.SEND), "unknown")
    assert not await ledger.confirm("run:s1", "bo")
    assert await ledger.confirm("run:s1", "ana")
    assert not await ledger.confirm("run:s1", "ana")
    assert (await caller.call(work.capability(Risk.SEND), {}, call(), run_id="run")).text == CONFIRMED
    assert work.calls == []
    await caller.call(work.capability(Risk.SEND), {}, call(key=key_of("run", "s1", 2)), run_id="run")
    assert [each.key for each in work.calls] == ["run:s1:2"]


@pytest.mark.parametrize("risk", [Risk.WRITE, Risk.SEND])
async def test_a_call_that_is_stopped_in_the_middle_leaves_its_intent_or_a_doubt(
    caller: Caller, ledger: Ledger, risk: Risk
) -> None:
    begun = asyncio.Event()

    async def slow() -> Result:
        begun.set()
        await asyncio.sleep(60)
        return Kept()

    running = asyncio.create_task(caller.call(Work(slow).capability(risk), {}, call()))
    await begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert (await left(ledger)).status == ("intent" if risk is Risk.WRITE else "unknown")


@pytest.mark.parametrize(
    "error", [CapabilityFailed("no"), NeedsAnswer("Which?", argument="what"), Conflict("Changed.")]
)
@pytest.mark.parametrize("risk", [Risk.WRITE, Risk.SEND])
async def test_what_a_capability_raises_on_purpose_comes_through_and_was_certainly_not_done(
    caller: Caller, ledger: Ledger, error: AgentError, risk: Risk
) -> None:
    with pytest.raises(type(error)):
        await caller.call(Work(error).capability(risk), {}, call())
    effect = await left(ledger)
    assert (effect.status, effect.receipt) == ("failed", {"code": error.code, "text": error.message})


AMBIGUOUS = [RuntimeError("bug"), AutoReconnect("connection closed"), TimeoutError("socket"), OSError("broken pipe")]


@pytest.mark.parametrize("fault", AMBIGUOUS)
async def test_a_fault_in_the_middle_of_what_bears_no_repeat_is_unknown_and_not_repeated(
    caller: Caller, ledger: Ledger, fault: Exception
) -> None:
    work = Work(fault, Kept())
    for _ in range(2):
        with pytest.raises(EffectUnknown):
            await caller.call(work.capability(Risk.SEND), {}, call())
    assert len(work.calls) == 1
    assert (await left(ledger)).status == "unknown"


async def test_a_fault_in_the_middle_of_a_change_says_that_it_may_have_been_done(
    caller: Caller, ledger: Ledger
) -> None:
    work = Work(RuntimeError("bug"), Kept(number=1))
    with pytest.raises(CapabilityFailed, match="may have been done"):
        await caller.call(work.capability(), {}, call())
    assert (await left(ledger)).status == "unknown"
    assert await caller.call(work.capability(), {}, call()) == Kept(number=1)


async def test_a_capability_may_say_itself_that_it_cannot_tell(caller: Caller, ledger: Ledger) -> None:
    with pytest.raises(EffectUnknown, match="The line went dead"):
        await caller.call(Work(EffectUnknown("The line went dead.")).capability(Risk.SEND), {}, call())
    assert (await left(ledger)).text == "The line went dead."


async def test_a_passing_fault_of_sending_is_repeated_since_nothing_was_sent(caller: Caller) -> None:
    work = Work(CapabilityRetry("busy", after=0.001), Kept(number=3))
    assert await caller.call(work.capability(Risk.SEND), {}, call()) == Kept(number=3)


async def test_two_at_once_under_one_key_never_send_twice(caller: Caller, ledger: Ledger) -> None:
    async def slow() -> Result:
        await asyncio.sleep(0.05)
        return Kept(number=1)

    work = Work(slow, slow)
    both = (caller.call(work.capability(Risk.SEND), {}, call()) for _ in range(2))
    outcomes = await asyncio.gather(*both, return_exceptions=True)
    assert {type(each) for each in outcomes} == {Kept, EffectUnknown}
    assert len(work.calls) == 1
    assert (await left(ledger)).status == "done"


async def test_an_effect_writes_an_intent_and_a_receipt_and_looking_writes_nothing(database: Database) -> None:
    heard = Heard()
    client = AsyncMongoClient[dict[str, Any]](database.uri, tz_aware=True, event_listeners=[heard])
    try:
        caller = Caller(Ledger(client[database.name]["effects"]))
        await caller.call(Work(Kept()).capability(), {}, call())
        assert heard.commands == ["insert", "update"]
        await caller.call(Work(Kept()).capability(Risk.READ), {}, call(key="run:s2"))
        assert heard.commands == ["insert", "update"]
    finally:
        await client.close()


class Heard(monitoring.CommandListener):
    def __init__(self) -> None:
        self.commands: list[str] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if event.command_name in ("insert", "update", "find", "findAndModify", "delete"):
            self.commands.append(event.command_name)

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Of no interest."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Of no interest."""


async def test_what_is_recorded_names_step_title_arguments_and_origin(caller: Caller, ledger: Ledger) -> None:
    capability = Work(Kept(text="Kept it.")).capability()
    given = call(origin=Origin.UNTRUSTED, conversation_id="c")
    await caller.call(capability, {"what": "x"}, given, run_id="run", step_id="s1", title="Keep x")
    effect = await left(ledger)
    shown = effect.model_dump(include={"run_id", "step_id", "conversation_id", "audience", "title", "origin"})
    assert shown == {
        "run_id": "run", "step_id": "s1", "conversation_id": "c", "audience": "user:ana", "title": "Keep x",
        "origin": "untrusted",
    }  # fmt: skip
    assert (effect.digest, effect.text) == (digest_of("test.work", {"what": "x"}), "Kept it.")
    assert effect.done_at is not None
    assert effect.at <= effect.done_at


@pytest.mark.parametrize("risk", [Risk.READ, Risk.WRITE])
async def test_what_comes_of_untrusted_arguments_is_untrusted_also_from_the_receipt(caller: Caller, risk: Risk) -> None:
    work = Work(Kept(), Kept())
    for _ in range(2):
        result = await caller.call(work.capability(risk), {}, call(origin=Origin.UNTRUSTED))
        assert result.origin is Origin.UNTRUSTED


async def test_a_receipt_of_an_older_release_does_not_stop_a_resumed_run(caller: Caller, ledger: Ledger) -> None:
    work = Work()
    await _only_intended(ledger, work.capability())
    await ledger.settle("run:s1", receipt={"text": "Kept.", "number": "seven", "citations": [{"old": True}]})
    assert (await caller.call(work.capability(), {}, call(), run_id="run")).text == "Kept."
    await ledger.intend(Effect(_id="run:s2", user_id="ana", capability="test.work", arguments={}, at=NOW))
    await ledger.settle("run:s2", receipt={"text": "Kept.", "number": "seven", "colour": "red"})
    stored = await caller.call(work.capability(), {}, call(key="run:s2"), run_id="run")
    assert stored.model_dump()["colour"] == "red"


async def test_a_key_of_a_callers_own_stands_for_one_call(caller: Caller) -> None:
    work = Work(Kept(number=1))
    await caller.call(work.capability(), {"what": "x"}, call(key="own"))
    with pytest.raises(Conflict):
        await caller.call(work.capability(), {"what": "y"}, call(key="own"))
    assert len(work.calls) == 1


async def test_a_key_that_was_used_for_something_else_is_refused(caller: Caller) -> None:
    await caller.call(Work(Kept(number=1)).capability(), {}, call())
    other = Work(Kept())
    with pytest.raises(Conflict):
        await caller.call(other.capability(name="test.other"), {}, call())
    with pytest.raises(Conflict):
        await caller.call(other.capability(), {}, replace(call(), user_id="bo", audience="user:bo"))
    assert other.calls == []
