"""Sessions: one per sign-in, kept alive by refresh tokens that are good for one use.

`sessions` holds the session, `refresh_tokens` the SHA-256 of every token it had. A token is followed by exactly one
successor, derived from it with the server's key: two tabs that refresh at the same moment, or a client that lost the
answer, get the same one. A token that comes back later than that was stolen by somebody, so its session ends.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import structlog
from pymongo import ASCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from agent_core.errors import NotAuthenticated

log = structlog.get_logger(__name__)

GRACE = timedelta(seconds=10)
ENDED = "This sign-in has ended; sign in again."


class TokenReused(NotAuthenticated):
    """A refresh token came back; its session has been ended."""

    def __init__(self, session_id: str) -> None:
        super().__init__(ENDED)
        self.session_id = session_id


@dataclass(frozen=True)
class Refreshed:
    session_id: str
    user_id: str
    token: str


class Sessions:
    def __init__(self, sessions: Documents, tokens: Documents, *, key: str, lifetime: timedelta) -> None:
        self._sessions = sessions
        self._tokens = tokens
        self._key = key.encode()
        self.lifetime = lifetime

    async def create_indexes(self) -> None:
        await self._sessions.create_index([("expires_at", ASCENDING)], expireAfterSeconds=0)
        await self._sessions.create_index([("user_id", ASCENDING)])
        await self._tokens.create_index([("expires_at", ASCENDING)], expireAfterSeconds=0)

    async def start(self, user_id: str, now: datetime) -> Refreshed:
        session_id, first = uuid4().hex, secrets.token_urlsafe(32)
        session = {"_id": session_id, "user_id": user_id, "created_at": now, "revoked_at": None}
        await self._sessions.insert_one(session | {"expires_at": now + self.lifetime})
        await self._keep(first, session_id, now)
        return Refreshed(session_id, user_id, first)

    async def rotate(self, token: str, now: datetime) -> Refreshed:
        """Trade a refresh token for its successor. Raises NotAuthenticated; a reused token ends its session."""
        unused = {"_id": _digest(token), "used_at": None}
        first = (await self._tokens.update_one(unused, {"$set": {"used_at": now}})).matched_count
        found = await self._tokens.find_one({"_id": _digest(token)})
        if found is None:
            raise NotAuthenticated(ENDED)
        session_id = found["session_id"]
        if not first:
            await self._refuse_unless_just_used(token, found, now)
        session = await self._active(session_id, now)
        successor = self._successor(token)
        await self._keep(successor, session_id, now)
        await self._sessions.update_one({"_id": session_id}, {"$set": {"expires_at": now + self.lifetime}})
        return Refreshed(session_id, session["user_id"], successor)

    async def _refuse_unless_just_used(self, token: str, found: Mapping[str, Any], now: datetime) -> None:
        """Unless it was used a moment ago and its successor was not, its session ends."""
        after = await self._tokens.find_one({"_id": _digest(self._successor(token))})
        if now - found["used_at"] <= GRACE and (after is None or after["used_at"] is None):
            return
        log.warning("session.token_reused", session_id=found["session_id"])
        await self.revoke(found["session_id"], now)
        raise TokenReused(found["session_id"])

    async def owner(self, session_id: str, now: datetime) -> str | None:
        """Whose session it is; None when it has ended."""
        found = await self._sessions.find_one(_alive(session_id, now))
        return str(found["user_id"]) if found else None

    async def _active(self, session_id: str, now: datetime) -> dict[str, Any]:
        found = await self._sessions.find_one(_alive(session_id, now))
        if found is None:
            raise NotAuthenticated(ENDED)
        return found

    async def of_token(self, token: str) -> str | None:
        """The session that a refresh token belongs to."""
        found = await self._tokens.find_one({"_id": _digest(token)})
        return str(found["session_id"]) if found else None

    async def revoke(self, session_id: str, now: datetime) -> None:
        await self._sessions.update_one({"_id": session_id, "revoked_at": None}, {"$set": {"revoked_at": now}})

    async def revoke_all(self, user_id: str, now: datetime, *, but: str | None = None) -> None:
        """End every session of a person, except the one named."""
        theirs = {"user_id": user_id, "revoked_at": None, "_id": {"$ne": but}}
        await self._sessions.update_many(theirs, {"$set": {"revoked_at": now}})

    async def _keep(self, token: str, session_id: str, now: datetime) -> None:
        record = {"session_id": session_id, "used_at": None, "expires_at": now + self.lifetime}
        with suppress(DuplicateKeyError):  # two that refresh at the same moment keep the same successor
            await self._tokens.insert_one({"_id": _digest(token), **record})

    def _successor(self, token: str) -> str:
        made = hmac.new(self._key, b"successor:" + token.encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(made).rstrip(b"=").decode()


def _alive(session_id: str, now: datetime) -> dict[str, Any]:
    return {"_id": session_id, "revoked_at": None, "expires_at": {"$gt": now}}


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
