"""The Slack door."""

import time
from dataclasses import asdict
from typing import ClassVar
from urllib.parse import urlsplit

import httpx

from agent_core.doors.port import Door, DoorHost, HookAnswer, HookRequest, Received
from agent_core.errors import NotFound
from agent_core.ids import id_of
from interfaces.acting import Place, Sender
from interfaces.bridge import Bridge, InFile, Said
from interfaces.fetching import fetch
from interfaces.slack.channel import SlackChannel
from interfaces.slack.events import Update, body_of, check_signature, update_of
from interfaces.slack.settings import SlackSettings

SECONDS = 30.0


class SlackDoor(Door):
    name = "slack"
    title = "Slack"
    about = (
        "Writes as a Slack app of yours. To hear what people say to it, turn on Events (message.im, app_mention) and "
        "Interactivity in the app, both with the address under Set up."
    )
    Settings: ClassVar[type[SlackSettings]] = SlackSettings

    async def open(self, host: DoorHost) -> bool:
        settings = host.settings(SlackSettings)
        if settings.bot_token is None:
            return False
        self._host, self._settings = host, settings
        headers = {"Authorization": f"Bearer {settings.bot_token.get_secret_value()}"}
        address = settings.api_url.rstrip("/") + "/"
        self._slack = httpx.AsyncClient(base_url=address, headers=headers, timeout=SECONDS)
        self._gateway = httpx.AsyncClient(base_url=host.base_url, trust_env=False, timeout=60)
        self._bridge = Bridge(host, self._gateway)
        self.channel = SlackChannel(self._slack)
        await host.inbox.start(self._handle)
        if settings.signing_secret:
            await self._bridge.gateway.announce("Slack", "Write {code} to the app, in a message to it alone.")
        return True

    async def close(self) -> None:
        await self._slack.aclose()
        await self._gateway.aclose()

    async def hook(self, request: HookRequest) -> HookAnswer:
        if self._settings.signing_secret is None:
            raise NotFound("Nothing is received here.")
        check_signature(request, self._settings.signing_secret.get_secret_value(), time.time())
        body = body_of(request)
        if body.get("type") == "url_verification":
            return HookAnswer(body=str(body.get("challenge", "")).encode())
        if update := update_of(body):
            await self._host.inbox.put(update.id, update.place or update.who, asdict(update))
        return HookAnswer()

    async def _handle(self, received: Received) -> None:
        if await self._bridge.took(received):
            return
        update = Update(**{**received.payload, "files": tuple(received.payload["files"])})
        sender = Sender(update.who, place=Place(update.place) if update.place else None)
        files = [
            file for place, each in enumerate(update.files) if (file := await self._file(received.id, each, place))
        ]
        said = Said(
            id=received.id, to=update.place or update.who, sender=sender, text=update.text, files=files,
            reply_to=update.thread,
        )  # fmt: skip
        try:
            await (self._bridge.pressed(said, update.button) if update.button else self._bridge.received(said))
        finally:
            for each in files:
                each.path.unlink(missing_ok=True)

    async def _file(self, update_id: str, file: dict[str, str], place: int) -> InFile | None:
        path = self._host.data_dir / id_of(update_id, str(place))
        hosts = (".slack.com", urlsplit(self._settings.api_url).netloc)
        return InFile(path, file["name"]) if await fetch(self._slack, file["url"], path, hosts) else None
