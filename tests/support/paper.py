"""A door whose platform is made of paper: what people say is handed in by the test, what is sent to them is kept."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
from pydantic import BaseModel, Field, SecretStr

from agent_core.channels import Outgoing
from agent_core.doors.port import Door, DoorHost, HookAnswer, HookRequest, Received
from agent_core.errors import ConfigurationError, NotAuthenticated
from interfaces.acting import Place, Sender
from interfaces.bridge import Bridge, Said


class PaperSettings(BaseModel):
    ink: str = Field("", description="colour of the ink", json_schema_extra={"needed": True})
    seal: SecretStr | None = Field(None, description="what hooks are signed with")


class Paper:
    """The channel. Each entry of `faults` is raised by one send."""

    platform: str = "paper"

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []
        self.edited: dict[str, Outgoing] = {}
        self.faults: list[BaseException] = []

    async def send(self, message: Outgoing, *, key: str) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append(message)
        return str(len(self.sent) - 1)

    async def edit(self, receipt: str, message: Outgoing) -> None:
        self.edited[receipt] = message


class PaperDoor(Door):
    name = "paper"
    title = "Paper"
    about = "Letters on paper."
    Settings = PaperSettings

    def __init__(self, *, configured: bool = True) -> None:
        self.paper = Paper()
        self.channel = self.paper
        self.toasts: list[str] = []
        self.configured = configured
        self.opened = threading.Event()
        self._numbers = iter(range(10_000))

    async def open(self, host: DoorHost) -> bool:
        settings = host.settings(PaperSettings)
        if settings.ink == "invisible":
            raise ConfigurationError("Nobody could read that ink.")
        if not self.configured and not settings.ink:
            return False
        self.host, self.settings, self.loop = host, settings, asyncio.get_running_loop()
        self._http = httpx.AsyncClient(base_url=host.base_url, trust_env=False, timeout=20)
        self.bridge = Bridge(host, self._http)
        await self.bridge.gateway.announce("Paper", "Send a letter with {code}.")
        await host.inbox.start(self._handle)
        self.opened.set()
        return True

    async def close(self) -> None:
        if self.opened.is_set():
            await self._http.aclose()
        self.opened.clear()

    async def hook(self, request: HookRequest) -> HookAnswer:
        seal = self.settings.seal.get_secret_value() if self.settings.seal else ""
        if not seal or request.headers.get("x-seal") != seal:
            raise NotAuthenticated("The seal is wrong.")
        return HookAnswer(body=f"{len(request.body)} {request.url}".encode())

    async def _handle(self, received: Received) -> None:
        if await self.bridge.took(received):
            return
        payload = received.payload
        place = Place(payload["place"], "The club") if payload.get("place") else None
        sender = Sender(payload["who"], payload["who"].capitalize(), place)
        said = Said(id=received.id, to=received.chat, sender=sender, text=payload.get("text", ""))
        if button := payload.get("button"):
            self.toasts.append(await self.bridge.pressed(said, button))
        else:
            await self.bridge.received(said)

    # what tests call, from another thread

    def say(self, who: str, text: str, *, place: str = "", number: str = "") -> str:
        return self._put({"who": who, "text": text, "place": place}, place or who, number)

    def press(self, who: str, button: str, *, place: str = "") -> None:
        self._put({"who": who, "button": button, "place": place}, place or who, "")

    def _put(self, payload: dict[str, Any], chat: str, number: str) -> str:
        number = number or str(next(self._numbers))
        self.run(self.host.inbox.put(number, chat, payload))
        return number

    def run(self, job: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(job, self.loop).result(10)

    def got(self, to: str) -> list[Outgoing]:
        return [each for each in self.paper.sent if each.to == to]

    def texts(self, to: str) -> list[str]:
        return [each.text for each in self.got(to)]

    def wait(self, true: Callable[[], Any], seconds: float = 10.0) -> Any:
        ends = time.monotonic() + seconds
        while not (found := true()):
            if time.monotonic() > ends:
                raise AssertionError(f"it did not happen; sent last: {self.paper.sent[-3:]}")
            time.sleep(0.01)
        return found
