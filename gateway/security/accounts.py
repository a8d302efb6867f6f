"""Who somebody is: sign-in, refresh, and the person behind an access token."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent_core.errors import NotAllowed, NotAuthenticated, NotFound
from gateway.security.attempts import Attempts
from gateway.security.passwords import Passwords
from gateway.security.sessions import ENDED, Refreshed, Sessions, TokenReused
from gateway.security.tokens import AccessTokens, Claims

if TYPE_CHECKING:
    from agent_core.memory.people import People, Person

CACHED = timedelta(seconds=5)  # how long another process may not yet know that a session ended here
CACHE_SIZE = 10_000
WRONG = "The e-mail address or the password is wrong."


@dataclass(frozen=True)
class Caller:
    """The person behind a request."""

    id: str
    role: str
    zone: str
    session_id: str
    expires_at: datetime  # of the access token

    @property
    def audience(self) -> str:
        """Whose data they reach: their own."""
        return f"user:{self.id}"


@dataclass(frozen=True)
class SignedIn:
    person: "Person"
    access_token: str
    refresh_token: str


class Accounts:
    def __init__(
        self, people: "People", sessions: Sessions, tokens: AccessTokens, clock: Callable[[], datetime]
    ) -> None:
        self._people = people
        self._sessions = sessions
        self._tokens = tokens
        self._clock = clock
        self.passwords = Passwords()
        self.attempts = Attempts()
        self._known: OrderedDict[str, tuple[datetime, Person]] = OrderedDict()

    async def sign_in(self, email: str, password: str, address: str) -> SignedIn:
        """Raises RateLimited, or NotAuthenticated with the same words for every reason."""
        self.attempts.begin(address, email)
        person = await self._people.by_email(email)
        stored = person.password_hash if person else None
        if not await self.passwords.verify(stored, password) or person is None:
            raise NotAuthenticated(WRONG)
        self.attempts.succeeded(address, email)
        return await self.start_session(person)

    async def start_session(self, person: "Person") -> SignedIn:
        started = await self._sessions.start(person.id, self._clock())
        return self._signed_in(person, started)

    async def refresh(self, refresh_token: str) -> SignedIn:
        """Raises NotAuthenticated; a token that was used before ends its whole session."""
        try:
            refreshed = await self._sessions.rotate(refresh_token, self._clock())
        except TokenReused as error:
            self._known.pop(error.session_id, None)
            raise
        try:
            person = await self._people.get(refreshed.user_id)
        except NotFound:
            raise NotAuthenticated("This account does not exist any more.") from None
        return self._signed_in(person, refreshed)

    def _signed_in(self, person: "Person", session: Refreshed) -> SignedIn:
        access = self._tokens.issue(person.id, session.session_id, self._clock())
        return SignedIn(person, access, session.token)

    async def sign_out(self, session_id: str) -> None:
        await self._sessions.revoke(session_id, self._clock())
        self._known.pop(session_id, None)

    async def sign_out_token(self, refresh_token: str) -> None:
        """End the session of a refresh token, if it has one."""
        if session_id := await self._sessions.of_token(refresh_token):
            await self.sign_out(session_id)

    async def change_password(self, caller: Caller, current: str, new: str, address: str) -> None:
        """Store it and end every other session. Raises NotAllowed when `current` is wrong, or RateLimited."""
        person = await self._people.get(caller.id)
        self.attempts.begin(address, person.email)
        if not await self.passwords.verify(person.password_hash, current):
            raise NotAllowed("The current password is wrong; nothing was changed.")
        self.attempts.succeeded(address, person.email)
        await self._people.set_password(person.id, await self.passwords.hash(new))
        await self._sessions.revoke_all(person.id, self._clock(), but=caller.session_id)
        self._known.clear()

    async def caller(self, access_token: str) -> Caller:
        """Who sent this token. Raises NotAuthenticated."""
        claims = self._tokens.read(access_token)
        person = await self._person(claims)
        return Caller(person.id, person.role, person.zone, claims.session_id, claims.expires_at)

    async def _person(self, claims: Claims) -> "Person":
        now = self._clock()
        known = self._known.get(claims.session_id)
        if known is None or known[0] < now or known[1].id != claims.user_id:
            known = (now + CACHED, await self._look_up(claims, now))
            self._known[claims.session_id] = known
            self._known.move_to_end(claims.session_id)
            if len(self._known) > CACHE_SIZE:
                self._known.popitem(last=False)
        return known[1]

    async def _look_up(self, claims: Claims, now: datetime) -> "Person":
        if await self._sessions.owner(claims.session_id, now) != claims.user_id:
            raise NotAuthenticated(ENDED)
        try:
            return await self._people.get(claims.user_id)
        except NotFound:
            raise NotAuthenticated("This account does not exist any more.") from None

    def forget(self, user_id: str) -> None:
        """Read the person again: something about them changed."""
        self._known = OrderedDict((key, each) for key, each in self._known.items() if each[1].id != user_id)
