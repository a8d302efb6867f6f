"""Service accounts: programs such as the Telegram door, which speak for people who linked an account of theirs."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, Field
from pymongo import ASCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from agent_core.errors import Conflict, InvalidInput, NotAllowed, NotAuthenticated, NotFound
from agent_core.ids import new_id
from agent_core.memory.links import PLATFORM
from gateway.security.tokens import AccessTokens, ServiceClaims

NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
INSIDE = "inside:"  # begins the names of doors in this process, which no service account can have
WRONG = "The name of the service or its secret is wrong."
REVOKED = "This service account was revoked."


class ServiceAccount(BaseModel):
    """`session_id` is what its tokens name; the secret itself is not kept."""

    name: str = Field(alias="_id")
    platforms: list[str]
    secret_hash: str = Field(repr=False)
    session_id: str = Field(repr=False)
    created_at: datetime
    last_used_at: datetime | None = None


@dataclass(frozen=True)
class Service:
    """The service behind a request."""

    name: str
    platforms: tuple[str, ...]
    session_id: str

    def check(self, platform: str) -> None:
        """Raises NotAllowed for a platform that this service does not serve."""
        if platform not in self.platforms:
            raise NotAllowed(f"This service account is not one for {platform}.")


@dataclass(frozen=True)
class ServiceToken:
    access_token: str
    expires_at: datetime


class Services:
    def __init__(self, services: Documents, tokens: AccessTokens, clock: Callable[[], datetime]) -> None:
        self._services = services
        self._tokens = tokens
        self._clock = clock

    async def create(self, name: str, platforms: Sequence[str]) -> str:
        """Its secret, which is told this once. Raises Conflict when there is one of the name; InvalidInput."""
        _check(name, platforms)
        secret = secrets.token_urlsafe(32)
        made = ServiceAccount(
            _id=name, platforms=sorted(set(platforms)), secret_hash=_digest(secret), session_id=new_id(),
            created_at=self._clock(),
        )  # fmt: skip
        try:
            await self._services.insert_one(made.model_dump(by_alias=True))
        except DuplicateKeyError:
            raise Conflict(f"There is a service account {name} already; revoke it first for a new secret.") from None
        return secret

    async def all(self) -> list[ServiceAccount]:
        found = self._services.find({}).sort("_id", ASCENDING)
        return [ServiceAccount.model_validate(each) async for each in found]

    async def revoke(self, name: str) -> None:
        """Its tokens, and those it has for people, end at once. Raises NotFound."""
        if not (await self._services.delete_one({"_id": name})).deleted_count:
            raise NotFound("There is no such service account.")

    async def sign_in(self, name: str, secret: str) -> ServiceToken:
        """Raises NotAuthenticated, with the same words whatever is wrong. The secret has 256 bits: no guess hits it."""
        found = await self._services.find_one({"_id": name})
        kept = found["secret_hash"] if found else ""
        if not hmac.compare_digest(kept, _digest(secret)) or found is None:
            raise NotAuthenticated(WRONG)
        await self._services.update_one({"_id": name}, {"$set": {"last_used_at": self._clock()}})
        return self._token(name, found["session_id"])

    def inside(self, platform: str) -> ServiceToken:
        """For a door in this process: it needs no secret, and what it gets is good for its own platform only."""
        return self._token(INSIDE + platform, INSIDE)

    def _token(self, name: str, session_id: str) -> ServiceToken:
        now = self._clock()
        return ServiceToken(self._tokens.issue_service(name, session_id, now), now + self._tokens.lifetime)

    async def caller(self, claims: ServiceClaims) -> Service:
        """Raises NotAuthenticated when it was revoked."""
        if claims.service.startswith(INSIDE):
            return Service(claims.service, (claims.service.removeprefix(INSIDE),), claims.session_id)
        found = await self._services.find_one({"_id": claims.service})
        if found is None or found["session_id"] != claims.session_id:
            raise NotAuthenticated(REVOKED)
        return Service(claims.service, tuple(found["platforms"]), claims.session_id)

    async def stands(self, name: str, session_id: str) -> bool:
        """Whether a service that got a token for a person is still one."""
        if name.startswith(INSIDE):
            return True
        found = await self._services.find_one({"_id": name}, {"session_id": 1})
        return found is not None and found["session_id"] == session_id


def _check(name: str, platforms: Sequence[str]) -> None:
    if not NAME.fullmatch(name):
        raise InvalidInput("A service's name has up to 40 small letters, digits, - and _, and begins with a letter.")
    if not platforms or not all(PLATFORM.fullmatch(each) for each in platforms):
        raise InvalidInput("Name the platforms it serves, such as telegram.")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
