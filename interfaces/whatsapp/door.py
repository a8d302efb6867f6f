"""The WhatsApp door."""

from typing import ClassVar
from urllib.parse import urlsplit

import httpx

from agent_core.doors.port import Door, DoorHost, HookAnswer, HookRequest, Received
from agent_core.ids import id_of
from interfaces.acting import Sender
from interfaces.bridge import Bridge, InFile, Said
from interfaces.fetching import fetch
from interfaces.whatsapp.channel import WhatsAppChannel
from interfaces.whatsapp.hook import form_of
from interfaces.whatsapp.settings import WhatsAppSettings

SECONDS = 30.0
MOST_FILES = 10
TAKEN = HookAnswer(body=b'<?xml version="1.0" encoding="UTF-8"?><Response/>', type="text/xml")
ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "application/pdf": ".pdf", "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3", "audio/amr": ".amr", "text/plain": ".txt", "text/csv": ".csv", "video/mp4": ".mp4",
}  # fmt: skip


class WhatsAppDoor(Door):
    name = "whatsapp"
    title = "WhatsApp"
    about = (
        "Sends WhatsApp messages through your Twilio account. To hear what people write, enter the address under Set "
        "up as “When a message comes in” (POST) of the WhatsApp sender; AGENTIC_PUBLIC_URL has to be set for that."
    )
    Settings: ClassVar[type[WhatsAppSettings]] = WhatsAppSettings

    async def open(self, host: DoorHost) -> bool:
        settings = host.settings(WhatsAppSettings)
        if not settings.ready or settings.auth_token is None:
            return False
        self._host, self._settings = host, settings
        self._token = settings.auth_token.get_secret_value()
        self._twilio = httpx.AsyncClient(
            base_url=settings.api_url, auth=(settings.account_sid, self._token), timeout=SECONDS
        )
        self._gateway = httpx.AsyncClient(base_url=host.base_url, trust_env=False, timeout=60)
        self._bridge = Bridge(host, self._gateway)
        self.channel = WhatsAppChannel(self._twilio, settings.account_sid, settings.sender)
        await host.inbox.start(self._handle)
        number = settings.sender.removeprefix("whatsapp:")
        await self._bridge.gateway.announce(
            "WhatsApp", f"Write {{code}} to {number}.", f"https://wa.me/{number.lstrip('+')}?text={{code}}"
        )
        return True

    async def close(self) -> None:
        await self._twilio.aclose()
        await self._gateway.aclose()

    async def hook(self, request: HookRequest) -> HookAnswer:
        form = form_of(request, self._token, self._settings.account_sid)
        who = form.get("From", "").removeprefix("whatsapp:")
        if who and form.get("MessageSid"):
            count = int(form["NumMedia"]) if form.get("NumMedia", "").isdecimal() else 0
            files = [
                {"url": form.get(f"MediaUrl{place}", ""), "type": form.get(f"MediaContentType{place}", "")}
                for place in range(min(count, MOST_FILES))
            ]
            said = {"who": who, "name": form.get("ProfileName", ""), "text": form.get("Body", ""), "files": files}
            await self._host.inbox.put(form["MessageSid"], who, said)
        return TAKEN

    async def _handle(self, received: Received) -> None:
        if await self._bridge.took(received):
            return
        payload = received.payload
        files = [
            file for place, each in enumerate(payload["files"]) if (file := await self._file(received.id, each, place))
        ]
        sender = Sender(payload["who"], payload["name"])
        said = Said(id=received.id, to=payload["who"], sender=sender, text=payload["text"], files=files)
        try:
            await self._bridge.received(said)
        finally:
            for each in files:
                each.path.unlink(missing_ok=True)

    async def _file(self, update_id: str, file: dict[str, str], place: int) -> InFile | None:
        ending = ENDINGS.get(file["type"].partition(";")[0], "")
        path = self._host.data_dir / f"{id_of(update_id, str(place))}{ending}"
        hosts = (urlsplit(self._settings.api_url).netloc,)
        kept = await fetch(self._twilio, file["url"], path, hosts)
        return InFile(path, f"whatsapp-{place + 1}{ending}") if kept else None
