"""Access tokens: short-lived JWTs that name a person and a session."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import jwt

from agent_core.errors import NotAuthenticated

ISSUER = "agentic"
AUDIENCE = "agentic-api"
ALGORITHM = "HS256"
TYPE = "access"
REQUIRED = ["exp", "iat", "sub", "sid", "typ", "iss", "aud"]


@dataclass(frozen=True)
class Claims:
    user_id: str
    session_id: str
    expires_at: datetime


class AccessTokens:
    """Made and checked with one symmetric key; nothing in a token's header is believed."""

    def __init__(self, key: str, lifetime: timedelta) -> None:
        self._key = key
        self.lifetime = lifetime

    def issue(self, user_id: str, session_id: str, now: datetime) -> str:
        claims = {
            "iss": ISSUER, "aud": AUDIENCE, "typ": TYPE, "sub": user_id, "sid": session_id,
            "iat": now, "exp": now + self.lifetime, "jti": uuid4().hex,
        }  # fmt: skip
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)

    def read(self, token: str) -> Claims:
        """Raises NotAuthenticated for everything but a token of ours that is still valid."""
        try:
            claims = jwt.decode(
                token, self._key, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=ISSUER,
                options={"require": REQUIRED, "strict_aud": True},
            )  # fmt: skip
        except jwt.ExpiredSignatureError:
            raise NotAuthenticated("Your access token has expired; refresh it or sign in again.") from None
        except (jwt.InvalidTokenError, ValueError, TypeError):
            raise NotAuthenticated("This access token is not valid; sign in again.") from None
        if claims["typ"] != TYPE or not isinstance(claims["sid"], str):
            raise NotAuthenticated("This is not an access token; sign in again.")
        return Claims(claims["sub"], claims["sid"], datetime.fromtimestamp(claims["exp"], UTC))
