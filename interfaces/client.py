"""A client of the gateway: what every interface outside the web page speaks through."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from pydantic import BaseModel, TypeAdapter

from agent_core.errors import AgentError, NotAuthenticated, Unavailable
from agent_core.events import RunEvent

EVENT: TypeAdapter[RunEvent] = TypeAdapter(RunEvent)


class ServerError(AgentError):
    """The gateway answered with an error; `code` is its stable code and the message its sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Session(BaseModel):
    """A sign-in kept between commands."""

    server: str
    refresh_token: str


class SessionFile:
    """Where the command line keeps its sign-in; readable by its owner only."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Session:
        """Raises NotAuthenticated when nobody is signed in."""
        try:
            return Session.model_validate_json(self._path.read_text())
        except (OSError, ValueError):
            raise NotAuthenticated("You are not signed in. Run `agentic login` first.") from None

    def save(self, session: Session) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.touch(mode=0o600)
        self._path.chmod(0o600)
        self._path.write_text(session.model_dump_json())

    def forget(self) -> None:
        self._path.unlink(missing_ok=True)


class GatewayClient:
    """Signs in once, keeps its access token in memory and renews it when the gateway asks for it."""

    def __init__(self, http: httpx.AsyncClient, session: Session, keep: SessionFile | None = None) -> None:
        self._http = http
        self._session = session
        self._keep = keep
        self._access = ""

    @classmethod
    async def sign_in(cls, http: httpx.AsyncClient, email: str, password: str) -> Session:
        """Raises ServerError for a wrong password and Unavailable when nothing answers there."""
        body = {"email": email, "password": password, "client": "api"}
        with reachable(http.base_url):
            answer = checked(await http.post("/api/auth/login", json=body))
        return Session(server=str(http.base_url), refresh_token=answer["refresh_token"])

    async def _renew(self) -> None:
        body = {"refresh_token": self._session.refresh_token}
        with reachable(self._http.base_url):
            response = await self._http.post("/api/auth/refresh", json=body)
        if response.status_code == httpx.codes.UNAUTHORIZED:
            raise NotAuthenticated("Your sign-in is not valid any more. Run `agentic login`.")
        answer = checked(response)
        self._access = answer["access_token"]
        self._session = self._session.model_copy(update={"refresh_token": answer["refresh_token"]})
        if self._keep:
            self._keep.save(self._session)

    async def request(self, method: str, path: str, **options: Any) -> Any:
        """The decoded answer. Raises ServerError, NotAuthenticated, Unavailable."""
        if not self._access:
            await self._renew()
        with reachable(self._http.base_url):
            response = await self._http.request(method, path, headers=self._headers(), **options)
            if response.status_code == httpx.codes.UNAUTHORIZED:
                await self._renew()
                response = await self._http.request(method, path, headers=self._headers(), **options)
        return checked(response)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._access}"}

    async def chat(self, message: str, *, conversation_id: str | None, interface: str) -> AsyncIterator[RunEvent]:
        """The events of the run that answers `message`."""
        if not self._access:
            await self._renew()
        body = {"message": message, "conversation_id": conversation_id, "interface": interface}
        async for event in self._events("POST", "/api/chat", json=body):
            yield event

    async def follow(self, run_id: str) -> AsyncIterator[RunEvent]:
        """The events of a run, to its end or until it waits."""
        async for event in self._events("GET", f"/api/runs/{run_id}/events"):
            yield event

    async def _events(self, method: str, path: str, **options: Any) -> AsyncIterator[RunEvent]:
        headers = self._headers() | {"Accept": "text/event-stream"}
        with reachable(self._http.base_url):
            async with self._http.stream(method, path, headers=headers, timeout=None, **options) as response:
                if response.is_error:
                    await response.aread()
                    checked(response)
                async for line in response.aiter_lines():
                    if line.startswith("data:"):
                        yield EVENT.validate_json(line.removeprefix("data:").strip())

    async def upload(self, path: Path) -> Mapping[str, Any]:
        """Upload one file; the gateway's entry for it, with `document` or `error`."""
        with path.open("rb") as file:
            answer = await self.request("POST", "/api/upload", files=[("files", (path.name, file))], timeout=None)
        entry: Mapping[str, Any] = answer["files"][0]
        return entry


@contextmanager
def reachable(server: httpx.URL) -> Iterator[None]:
    """Turns a connection that fails into a sentence."""
    try:
        yield
    except httpx.TransportError as error:
        raise Unavailable(f"No assistant answers at {server} ({error}). Is `agentic serve` running there?") from error


def checked(response: httpx.Response) -> Any:
    if response.is_success:
        return response.json() if response.content else None
    try:
        body = response.json()
        raise ServerError(body["error"], body["detail"])
    except (json.JSONDecodeError, KeyError, TypeError):
        raise ServerError("error", f"The server answered with status {response.status_code}.") from None
