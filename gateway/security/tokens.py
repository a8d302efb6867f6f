"""Access tokens: short-lived JWTs that name a person and a session, or a service, or a service that acts for a person.

The last are made by token exchange after RFC 8693: `sub` is the person, `act` the service that speaks for them, `ifc`
the platform they speak on, `lnk` the account there, `sid` its linking, and `grp` the group when it is said in one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import jwt

from agent_core.errors import NotAuthenticated

ISSUER = "agentic"
AUDIENCE = "agentic-api"
ALGORITHM = "HS256"
ACCESS, SERVICE, ACTING = "access", "service", "acting"
REQUIRED = ["exp", "iat", "sub", "sid", "typ", "iss", "aud"]
NO_ACCESS = "This is not an access token; sign in again."


@dataclass(frozen=True)
class Claims:
    """A person who signed in."""

    user_id: str
    session_id: str
    expires_at: datetime


@dataclass(frozen=True)
class ServiceClaims:
    """A service account, for itself."""

    service: str
    session_id: str
    expires_at: datetime


@dataclass(frozen=True)
class ActingClaims:
    """A person for whom a service speaks; `session_id` is that of the link, `group_id` "" outside of groups."""

    user_id: str
    session_id: str
    service: str
    service_session: str
    platform: str
    link_id: str
    group_id: str
    expires_at: datetime


class AccessTokens:
    """Made and checked with one symmetric key; nothing in a token's header is believed."""

    def __init__(self, key: str, lifetime: timedelta) -> None:
        self._key = key
        self.lifetime = lifetime

    def issue(self, user_id: str, session_id: str, now: datetime) -> str:
        return self._made({"typ": ACCESS, "sub": user_id, "sid": session_id}, now)

    def issue_service(self, service: str, session_id: str, now: datetime) -> str:
        return self._made({"typ": SERVICE, "sub": service, "sid": session_id}, now)

    def issue_acting(self, claims: ActingClaims, now: datetime) -> str:
        actor = {"sub": claims.service, "sid": claims.service_session}
        said = {"sub": claims.user_id, "sid": claims.session_id, "ifc": claims.platform, "lnk": claims.link_id}
        return self._made({"typ": ACTING, "act": actor, "grp": claims.group_id, **said}, now)

    def _made(self, claims: Mapping[str, Any], now: datetime) -> str:
        ours = {"iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + self.lifetime, "jti": uuid4().hex}
        return jwt.encode({**claims, **ours}, self._key, algorithm=ALGORITHM)

    def read(self, token: str) -> Claims | ServiceClaims | ActingClaims:
        """Raises NotAuthenticated for everything but a token of ours that is still valid."""
        claims = self._checked(token)
        expires_at = datetime.fromtimestamp(claims["exp"], UTC)
        if claims["typ"] == ACCESS:
            return Claims(claims["sub"], _text(claims, "sid"), expires_at)
        if claims["typ"] == SERVICE:
            return ServiceClaims(claims["sub"], _text(claims, "sid"), expires_at)
        if claims["typ"] == ACTING:
            return _acting(claims, expires_at)
        raise NotAuthenticated(NO_ACCESS)

    def _checked(self, token: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                token, self._key, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=ISSUER,
                options={"require": REQUIRED, "strict_aud": True},
            )  # fmt: skip
        except jwt.ExpiredSignatureError:
            raise NotAuthenticated("Your access token has expired; refresh it or sign in again.") from None
        except (jwt.InvalidTokenError, ValueError, TypeError):
            raise NotAuthenticated("This access token is not valid; sign in again.") from None
        return claims


def _acting(claims: Mapping[str, Any], expires_at: datetime) -> ActingClaims:
    actor = claims.get("act")
    if not isinstance(actor, dict):
        raise NotAuthenticated(NO_ACCESS)
    return ActingClaims(
        user_id=claims["sub"], session_id=_text(claims, "sid"), service=_text(actor, "sub"),
        service_session=_text(actor, "sid"), platform=_text(claims, "ifc"), link_id=_text(claims, "lnk"),
        group_id=_text(claims, "grp"), expires_at=expires_at,
    )  # fmt: skip


def _text(claims: Mapping[str, Any], name: str) -> str:
    if not isinstance(value := claims.get(name), str):
        raise NotAuthenticated(NO_ACCESS)
    return value
