"""The gateway as a door sees it: it speaks for the people who linked an account, never for itself."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from agent_core.errors import Unavailable
from agent_core.events import RunEvent
from interfaces.client import EVENT, ServerError, checked, reachable

CODE = re.compile(r"[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}")
MARGIN = timedelta(seconds=60)  # before a token ends, another is asked for
BUSY = ("unavailable", "rate_limited")  # codes of what may go well a little later
Token = Callable[[], Awaitable[str]]


@dataclass(frozen=True)
class Place:
    """A chat of several people."""

    id: str
    title: str = ""


@dataclass(frozen=True)
class Sender:
    """Who said something, as the platform knows them; `place` is none where only they and the assistant are."""

    external_id: str
    name: str = ""
    place: Place | None = None


@dataclass
class Acting:
    """Calls of the gateway for one person, by a token of the link that they made."""

    http: httpx.AsyncClient = field(repr=False)
    token: str = field(repr=False)
    person: Mapping[str, str]
    ends: datetime

    async def request(self, method: str, path: str, **options: Any) -> Any:
        """The decoded answer. Raises ServerError and Unavailable."""
        with reachable(self.http.base_url):
            response = await self.http.request(method, path, headers=self._headers(), **options)
        return checked(response)

    async def chat(
        self,
        text: str,
        *,
        key: str,
        attachments: Sequence[str] = (),
        conversation: str | None = "current",
    ) -> AsyncIterator[RunEvent]:
        """The events of the run that answers. The same `key` is the same message; no conversation begins a new one."""
        body = {
            "message": text, "attachments": list(attachments), "conversation_id": conversation,
            "idempotency_key": key,
        }  # fmt: skip
        async for event in self._events("POST", "/api/chat", json=body):
            yield event

    async def follow(self, run_id: str) -> AsyncIterator[RunEvent]:
        """The events of a run from its start, to its end or until it waits."""
        async for event in self._events("GET", f"/api/runs/{run_id}/events"):
            yield event

    async def upload(self, path: Path, name: str) -> Mapping[str, Any]:
        """The gateway's entry for a file, with `file` or `error`."""
        with path.open("rb") as file:
            answer = await self.request("POST", "/api/upload", files=[("files", (name, file))], timeout=None)
        entry: Mapping[str, Any] = answer["files"][0]
        return entry

    async def _events(self, method: str, path: str, **options: Any) -> AsyncIterator[RunEvent]:
        headers = self._headers() | {"Accept": "text/event-stream"}
        with reachable(self.http.base_url):
            async with self.http.stream(method, path, headers=headers, timeout=None, **options) as response:
                if response.is_error:
                    await response.aread()
                    checked(response)
                async for line in response.aiter_lines():
                    if line.startswith("data:"):
                        yield EVENT.validate_json(line.removeprefix("data:").strip())

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


class Gateway:
    """`token` gives the access token of the door's service account."""

    def __init__(self, http: httpx.AsyncClient, platform: str, token: Token) -> None:
        self.platform = platform
        self._http = http
        self._token = token
        self._acting: dict[Sender, Acting] = {}

    async def act(self, sender: Sender) -> Acting | None:
        """Speak for the person behind an account; None when it is nobody's."""
        known = self._acting.get(sender)
        if known and datetime.now(UTC) + MARGIN < known.ends:
            return known
        try:
            answer = await self._as_service("POST", "/api/links/act", self._account(sender))
        except ServerError as error:
            if error.code == "not_found":
                return None
            raise
        ends = datetime.fromisoformat(answer["expires_at"])
        self._acting[sender] = acting = Acting(self._http, answer["access_token"], answer["person"], ends)
        return acting

    def forget(self, acting: Acting) -> None:
        """Ask for a new token next time: this one was not accepted."""
        self._acting = {sender: each for sender, each in self._acting.items() if each is not acting}

    async def claim(self, sender: Sender, code: str) -> str:
        """Link the account with a code; the name of the person. Raises ServerError."""
        account = self._account(Sender(sender.external_id)) | {"name": sender.name, "code": code}
        self._acting.clear()
        return str((await self._as_service("POST", "/api/links/claim", account))["person_name"])

    async def release(self, sender: Sender) -> None:
        """Unlink it, because the person says so there. Raises ServerError when it is not linked."""
        self._acting.clear()
        await self._as_service("POST", "/api/links/release", self._account(Sender(sender.external_id)))

    async def announce(self, title: str, instructions: str, address: str = "") -> None:
        """Say that the platform can be linked and how; `{code}` stands for the person's code."""
        news = {"title": title, "instructions": instructions, "address": address}
        await self._as_service("PUT", f"/api/links/platforms/{self.platform}", news)

    async def as_service(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """A call that a service makes for itself, such as to tell what happened in a group."""
        return await self._as_service(method, path, body)

    async def _as_service(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        headers = {"Authorization": f"Bearer {await self._token()}"}
        with reachable(self._http.base_url):
            response = await self._http.request(method, path, json=body, headers=headers)
        return checked(response)

    def _account(self, sender: Sender) -> dict[str, Any]:
        account: dict[str, Any] = {"platform": self.platform, "external_id": sender.external_id}
        if sender.place:
            account["group"] = {"id": sender.place.id, "title": sender.place.title}
        return account


def code_in(text: str, *, alone: bool = True) -> str | None:
    """The code that a message consists of; with `alone` false, the first that looks exactly like one."""
    if alone:
        return text.strip() if CODE.fullmatch(text.strip()) else None
    found = re.search(r"(?<![\w-])[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}-[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}(?![\w-])", text)
    return found.group() if found else None


def passing(error: ServerError) -> Unavailable | None:
    """What may go well when it is tried again."""
    return Unavailable(error.message) if error.code in BUSY else None
