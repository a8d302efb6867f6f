"""An answer while it is written: seldom enough for Telegram, in parts, and whole in the end."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import httpx
import pytest

from agent_core.channels import Delivery, Outgoing
from agent_core.doors.port import DoorHost
from agent_core.errors import NotFound
from agent_core.events import (
    AnswerReady,
    AnswerView,
    Event,
    PlanReady,
    RunFinished,
    RunStarted,
    StepFinished,
    StepProgress,
    StepResultView,
    StepStarted,
    StepView,
    Token,
    TokensDropped,
)
from interfaces.acting import Acting, Sender
from interfaces.bridge import Bridge, Said
from interfaces.telegram.conversing import Conversing, Turn
from interfaces.telegram.writing import Writing

RUN = "0" * 32


class Paper:
    """An outbox that shows at once what is sent and changed, and keeps what each message looked like."""

    def __init__(self) -> None:
        self.versions: dict[str, list[str]] = {}

    async def post(self, key: str, platform: str, message: Outgoing, **more: Any) -> Delivery:
        self.versions.setdefault(key, [message.text])
        return Delivery(key=key, platform=platform, to=message.to, state="queued", at=datetime.now(UTC))

    async def revise(self, key: str, message: Outgoing) -> None:
        if key not in self.versions:
            raise NotFound("There is no such message.")
        self.versions[key].append(message.text)

    @property
    def shown(self) -> list[str]:
        return [versions[-1] for key, versions in sorted(self.versions.items()) if versions[-1]]


class Host:
    name = "telegram"
    public_url = ""

    def __init__(self) -> None:
        self.outbox = Paper()

    async def token(self) -> str:
        return ""


class Bot:
    def __init__(self) -> None:
        self.typed = 0

    async def send_chat_action(self, *given: object, **more: object) -> None:
        self.typed += 1


class Telling(httpx.AsyncByteStream):
    """The events of a run as the gateway sends them, with a pause after each."""

    def __init__(self, events: Iterable[Event], pause: float) -> None:
        self._events = events
        self._pause = pause

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for event in self._events:
            yield f"data: {event.model_dump_json()}\n\n".encode()
            await asyncio.sleep(self._pause)


async def told(
    *events: Event, pause: float = 0.03, decided: int = 0, again: bool = False, host: Host | None = None
) -> Paper:
    """What the chat shows of a run that does this."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/chat":
            return httpx.Response(
                200, stream=Telling([RunStarted(run_id=RUN, conversation_id="c", attempt=1), *events], pause)
            )
        return httpx.Response(200, text=json.dumps({"approvals": [{"status": "approved"}] * decided}))

    host = host or Host()
    async with httpx.AsyncClient(base_url="http://gateway", transport=httpx.MockTransport(answer)) as http:
        bridge = Bridge(cast(DoorHost, host), http)
        acting = Acting(http, "token", {"id": "ana"}, datetime.now(UTC) + timedelta(hours=1))
        said = Said(id="telegram:1", to="1", sender=Sender("1"), text="hello")
        await Conversing(bridge, cast(Any, Bot()), 0.2).say(Turn(said, acting, again=again))
    return host.outbox


def tokens(text: str, size: int = 200) -> list[Token]:
    return [Token(text=text[at : at + size]) for at in range(0, len(text), size)]


def ended(text: str) -> list[Event]:
    return [AnswerReady(answer=AnswerView(text=text)), RunFinished(status="completed")]


async def test_a_quick_answer_is_sent_in_one_piece() -> None:
    paper = await told(*tokens("Hello there."), *ended("Hello there."))
    assert paper.versions == {f"{RUN}:0:0": ["Hello there."]}


async def test_a_long_answer_grows_seldom_and_is_whole_in_the_end() -> None:
    text = "\n\n".join(f"Paragraph {n}. " + "word " * 100 for n in range(20)).strip()
    paper = await told(*tokens(text), *ended(text))
    assert len(paper.shown) == 3
    assert "".join(paper.shown).replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert any(each.endswith(" …") for versions in paper.versions.values() for each in versions)
    assert 3 <= sum(len(each) for each in paper.versions.values()) <= 20


async def test_what_was_shown_of_an_answer_that_is_dropped_gives_way_to_the_next() -> None:
    long = "A model that failed. " * 300
    paper = await told(*tokens(long), TokensDropped(), *tokens("Short."), *ended("Short."), pause=0.04)
    assert len(paper.versions) == 2
    assert paper.shown == ["Short."]


async def test_a_part_that_was_shown_once_can_come_back() -> None:
    """What is taken away cannot be changed any more, so nothing is taken away while it is written."""
    long = "A model that works. " * 300
    paper = await told(*tokens(long), TokensDropped(), *tokens(long), *ended(long), pause=0.03)
    assert all("" not in versions for versions in paper.versions.values())
    assert sum(each.count("works") for each in paper.shown) == 300


@pytest.mark.parametrize("decided", [0, 2])
async def test_a_repeat_shows_the_same_messages(decided: int) -> None:
    host, text = Host(), "An answer. " * 500
    await told(*ended(text), host=host, again=True, decided=decided)
    before = host.outbox.shown
    await told(*ended(text), host=host, again=True, decided=decided)
    assert host.outbox.shown == before
    assert [key.split(":")[1] for key in host.outbox.versions] == [str(decided)] * 2


async def test_what_an_earlier_life_showed_too_much_is_taken_away() -> None:
    host = Host()
    host.outbox.versions = {f"{RUN}:0:0": ["A long begin …"], f"{RUN}:0:1": ["ning …"]}
    paper = await told(*ended("Short."), host=host, again=True)
    assert paper.shown == ["Short."]


async def test_steps_are_shown_without_ids_until_there_are_words() -> None:
    shown: list[str] = []

    async def push(text: str) -> None:
        shown.append(text)

    async def typing() -> None:
        pass

    step = StepView(
        id="s1", capability="a.b", title=f"Read document: {RUN}", arguments={}, depends_on=[], risk="read", seconds=1
    )
    writing = Writing(push, typing, 0.2)
    writing.take(PlanReady(steps=[step], source="local"))
    writing.take(StepStarted(step_id="s1", at=""))
    assert writing.text == "⏳ Read document"
    writing.take(StepProgress(step_id="s1", text="page *3*"))
    assert writing.text == "⏳ Read document — page \\*3\\*"
    result = StepResultView(
        step_id="s1", capability="a.b", status="done", text="", data={}, started_at="", finished_at=""
    )
    writing.take(StepFinished(result=result))
    assert writing.text == "✓ Read document"
    writing.take(Token(text="So"))
    assert writing.text == "So …"
