"""Messages to others, and decisions of others: who is meant, what came of each, and who may say what."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from agent_core.contract import Call, Risk
from agent_core.errors import CapabilityFailed, Conflict, EffectUnknown, NeedsAnswer, NotAllowed, NotFound
from agent_core.storage.database import Database
from capabilities.communication import Communication
from capabilities.communication.schemas import Broadcast, Escalated, EscalationList, PlatformList, Sent
from tests.capabilities.planner.world import FakeHost

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
async def host(database: Database, tmp_path: Path) -> AsyncIterator[FakeHost]:
    host = FakeHost(database, tmp_path, NOW)
    host.pigeons.open[:] = ["telegram", "email", "whatsapp", "slack"]
    host.pigeons.people.update({"Ana": "ana", "Ben Bean": "ben", "Cleo": "cleo"})
    host.pigeons.addresses.update(
        {("ana", "email"): "ana@example.org", ("ben", "email"): "ben@example.org", ("ben", "telegram"): "4711"}
    )
    host.pigeons.admins.append("root")
    yield host
    await host.close()


@pytest.fixture
async def package(host: FakeHost) -> Communication:
    package = Communication()
    await package.open(host)
    return package


class Person:
    def __init__(self, package: Communication, host: FakeHost, user_id: str) -> None:
        self.package, self.host, self.user_id = package, host, user_id

    async def ask(self, function: str, /, key: str = "", **arguments: Any) -> Any:
        call = Call(user_id=self.user_id, audience=f"user:{self.user_id}", key=key or uuid4().hex, now=self.host.clock)
        return await self.package.execute(function, arguments, call)


@pytest.fixture
def ana(package: Communication, host: FakeHost) -> Person:
    return Person(package, host, "ana")


@pytest.fixture
def ben(package: Communication, host: FakeHost) -> Person:
    return Person(package, host, "ben")


def test_all_that_reaches_others_asks_first(package: Communication) -> None:
    sends = {each.name.partition(".")[2] for each in package.capabilities() if each.rules.risk is Risk.SEND}
    assert sends == {"send_message", "send_email", "broadcast_message", "escalate"}


@pytest.mark.parametrize(("recipient", "platform", "where", "to"), [
    ("ben bean", "", "telegram", "4711"), ("Ben Bean", "e-mail", "email", "ben@example.org"),
    ("me", "email", "email", "ana@example.org"), ("zoe@example.org", "", "email", "zoe@example.org"),
    ("+49 151 1234567", "", "whatsapp", "+491511234567"), ("U024BE7LH", "slack", "slack", "U024BE7LH"),
])  # fmt: skip
async def test_a_message_goes_to_who_is_meant(ana: Person, recipient: str, platform: str, where: str, to: str) -> None:
    done = await ana.ask("send_message", recipient=recipient, message="Hello", platform=platform)
    assert isinstance(done, Sent)
    assert (done.platform, done.to, done.state) == (where, to, "sent")
    assert done.text.startswith("Message sent to ")


async def test_a_message_says_who_has_it_sent(ana: Person, host: FakeHost) -> None:
    await ana.ask("send_message", key="k", recipient="Ben Bean", message="Lunch?")
    assert host.pigeons.sent["k"][1].text == "Lunch?\n\n— Ana"


async def test_a_repeat_of_the_call_sends_nothing_more(ana: Person, host: FakeHost) -> None:
    for _ in range(2):
        await ana.ask("send_email", key="k1", recipient="Ben Bean", message="Hello", subject="Hi")
    assert [(key, message.subject) for key, (_, message) in host.pigeons.sent.items()] == [("k1", "Hi")]


@pytest.mark.parametrize("arguments", [
    {"recipient": "Nobody Known"}, {"recipient": "Cleo"}, {"recipient": "Ana", "platform": "telegram"},
    {"recipient": "Ana", "platform": "pager"}, {"recipient": "person:gone", "platform": "email"},
])  # fmt: skip
async def test_who_cannot_be_reached_is_said_and_nothing_is_sent(
    ana: Person, host: FakeHost, arguments: dict[str, str]
) -> None:
    with pytest.raises(CapabilityFailed):
        await ana.ask("send_message", message="Hello", **arguments)
    assert host.pigeons.sent == {}


async def test_several_of_a_name_are_asked_about(ana: Person, host: FakeHost) -> None:
    host.pigeons.people["BEN BEAN"] = "ben2"
    with pytest.raises(NeedsAnswer) as asked:
        await ana.ask("send_message", recipient="Ben Bean", message="Hello")
    value = asked.value.choices[0][0]
    assert (await ana.ask("send_message", recipient=value, message="Hello")).to == "4711"


async def test_what_was_refused_failed_and_what_nobody_knows_is_unknown(ana: Person, host: FakeHost) -> None:
    host.pigeons.outcomes.update({"4711": ("failed", "blocked us"), "ben@example.org": ("unknown", "cut off")})
    with pytest.raises(CapabilityFailed, match="blocked us"):
        await ana.ask("send_message", recipient="Ben Bean", message="Hello")
    with pytest.raises(EffectUnknown, match="may have arrived"):
        await ana.ask("send_email", recipient="Ben Bean", message="Hello")
    host.pigeons.outcomes["ana@example.org"] = ("queued", "429")
    assert "waits to be sent" in (await ana.ask("send_email", recipient="me", message="Hello")).text


async def test_a_broadcast_tells_what_became_of_each(ana: Person, host: FakeHost) -> None:
    host.pigeons.outcomes.update({"4711": ("unknown", "cut off"), "+491511234567": ("failed", "no such number")})
    recipients = ["Ben Bean", "zoe@example.org", "+491511234567", "Nobody", "zoe@example.org"]
    done = await ana.ask("broadcast_message", key="k", recipients=recipients, message="Lunch?")
    assert isinstance(done, Broadcast)
    assert [(each.recipient, each.state) for each in done.outcomes] == [
        ("Ben Bean", "unknown"), ("zoe@example.org", "sent"), ("+491511234567", "failed"), ("Nobody", "failed"),
    ]  # fmt: skip
    assert (done.sent, done.total) == (1, 4)
    assert "Ben Bean by telegram, may have arrived: cut off" in done.text
    before = set(host.pigeons.sent)
    await ana.ask("broadcast_message", key="k", recipients=recipients, message="Lunch?")
    assert set(host.pigeons.sent) == before


async def test_a_broadcast_over_several_platforms_uses_each(ana: Person) -> None:
    platforms = ["telegram", "mail"]
    done = await ana.ask("broadcast_message", recipients=["Ben Bean"], message="Lunch?", platforms=platforms)
    assert [each.platform for each in done.outcomes] == ["telegram", "email"]


async def test_only_an_administrator_sets_up_a_platform(ana: Person, package: Communication, host: FakeHost) -> None:
    with pytest.raises(NotAllowed):
        await ana.ask("register_platform", name="email", config={"smtp_host": "mail.example.org"})
    root = Person(package, host, "root")
    done = await root.ask("register_platform", name="E-Mail", config={"smtp_host": "mail.example.org"})
    assert isinstance(done, PlatformList)
    assert host.pigeons.configured == {"email": {"smtp_host": "mail.example.org"}}
    assert "Email: connected" in (await ana.ask("list_platforms")).text


async def test_a_decision_comes_back_once(ana: Person, ben: Person, host: FakeHost, package: Communication) -> None:
    asked = await ana.ask("escalate", person="ben bean", question="Pay 900 €?", platform="telegram", key="r1:s1")
    assert isinstance(asked, Escalated)
    notice = host.notices[f"escalation:{asked.escalation.id}"]
    assert (notice.user_id, notice.title, notice.via) == ("ben", "Ana asks you to decide", "telegram")
    assert [each.label for each in notice.actions] == ["Approve", "Reject"]
    pressed = notice.actions[0].arguments
    with pytest.raises(NotFound):  # somebody else's question, and the asker's own
        await Person(package, host, "cleo").ask("answer_escalation", **pressed)
    with pytest.raises(NotFound):
        await ana.ask("answer_escalation", **pressed)
    for _ in range(2):  # the same press may come twice
        await ben.ask("answer_escalation", key="p1", **pressed)
    with pytest.raises(Conflict):
        await ben.ask("answer_escalation", key="p2", **notice.actions[1].arguments)
    told = next(each for key, each in host.notices.items() if key.startswith("escalated:"))
    assert (told.user_id, told.title, told.text) == ("ana", "Ben Bean answered: Approve", "You had asked: Pay 900 €?")
    listed = await ana.ask("list_escalations")
    assert isinstance(listed, EscalationList)
    assert [(each.status, each.answer) for each in listed.items] == [("answered", "Approve")]
    assert (await ben.ask("list_escalations")).items == []


async def test_who_was_asked_and_leaves_is_named_no_more(ana: Person, host: FakeHost, package: Communication) -> None:
    await ana.ask("escalate", person="Ben Bean", question="Pay?")
    for audience in ("user:cleo", "group:ben", "user:ben"):
        (asked,) = (await ana.ask("list_escalations")).items
        assert asked.person == "Ben Bean"
        await package.forget(audience)
    (asked,) = (await ana.ask("list_escalations")).items
    assert (asked.person, asked.question) == ("somebody who left", "Pay?")
    assert "ben" not in str(await host.collection("escalations").find({}).to_list()).lower()


async def test_a_repeat_of_the_call_asks_once(ana: Person, host: FakeHost) -> None:
    for _ in range(2):
        await ana.ask("escalate", person="Ben Bean", question="Pay?", key="r1:s1")
    assert len((await ana.ask("list_escalations")).items) == 1
    assert len(host.notices) == 1


async def test_nobody_answering_is_told(ana: Person, ben: Person, host: FakeHost, package: Communication) -> None:
    asked = await ana.ask("escalate", person="Ben Bean", question="Pay?")
    await package._escalating.expire(host.clock + timedelta(hours=71))
    assert len(host.notices) == 1
    for _ in range(2):
        await package._escalating.expire(host.clock + timedelta(hours=73))
    assert [each.title for each in host.notices.values()][1:] == ["Ben Bean has not answered"]
    with pytest.raises(Conflict):
        await ben.ask("answer_escalation", escalation=asked.escalation.id, answer="Approve")


async def test_the_same_option_twice_is_refused(ana: Person) -> None:
    with pytest.raises(CapabilityFailed):
        await ana.ask("escalate", person="Ben Bean", question="Pay?", options=["Yes", "yes"])
