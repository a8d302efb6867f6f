"""Who somebody is: sign-in, refresh, and the person behind an access token."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent_core.errors import NotAllowed, NotAuthenticated, NotFound
from gateway.security.attempts import Attempts
from gateway.security.caller import Caller as Caller
from gateway.security.passwords import Passwords
from gateway.security.services import Service, Services
from gateway.security.sessions import ENDED, Refreshed, Sessions, TokenReused
from gateway.security.tokens import AccessTokens, ActingClaims, Claims, ServiceClaims

if TYPE_CHECKING:
    from agent_core.memory.links import Link, Links
    from agent_core.memory.people import People, Person

CACHED = timedelta(seconds=5)  # how long another process may not yet know that a session ended here
CACHE_SIZE = 10_000
WRONG = "The e-mail address or the password is wrong."
NO_PERSON = "This account does not exist any more."
UNLINKED = "This account is not linked any more."
FOR_PEOPLE = "A service account reaches nobody's data: get a token for a person with POST /api/links/act."
UNPRIVILEGED = "user"  # what everybody is through a door, administrators, too
FOR_SERVICES = "Only a service account may do this."
NOT_IN_GROUPS = "This is not done in a group: write to the assistant yourself, or use the web page."
BY_ONESELF = "Do this on the web page, signed in with your password: nobody may do it for you."


@dataclass(frozen=True)
class SignedIn:
    person: "Person"
    access_token: str
    refresh_token: str


@dataclass(frozen=True)
class SpokenFor:
    person: "Person"
    access_token: str
    expires_at: datetime


class Accounts:
    def __init__(
        self, people: "People", sessions: Sessions, tokens: AccessTokens, links: "Links", services: Services,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._people = people
        self._sessions = sessions
        self._tokens = tokens
        self._links = links
        self._services = services
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
        return self._signed_in(await self._existing(refreshed.user_id), refreshed)

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
        person = await self.confirm(caller, current, address)
        await self._people.set_password(person.id, await self.passwords.hash(new))
        await self._sessions.revoke_all(person.id, self._clock(), but=caller.session_id)
        self._known.clear()

    async def confirm(self, caller: Caller, password: str, address: str) -> "Person":
        """It is really they who ask. Raises NotAllowed when the password is wrong, or RateLimited."""
        person = await self._people.get(caller.id)
        self.attempts.begin(address, person.email)
        if not await self.passwords.verify(person.password_hash, password):
            raise NotAllowed("The current password is wrong; nothing was changed.")
        self.attempts.succeeded(address, person.email)
        return person

    async def here(self, access_token: str) -> Caller:
        """Who sent this token, be it from within a group. Raises NotAuthenticated; NotAllowed for a service itself."""
        claims = self._tokens.read(access_token)
        if isinstance(claims, ServiceClaims):
            raise NotAllowed(FOR_PEOPLE)
        if isinstance(claims, ActingClaims):
            return await self._spoken_for(claims)
        person = await self._person(claims)
        return Caller(person.id, person.role, person.zone, claims.session_id, claims.expires_at)

    async def caller(self, access_token: str) -> Caller:
        """Who sent this token, and not from a group, which must not hear what is the person's own."""
        caller = await self.here(access_token)
        if caller.group_id:
            raise NotAllowed(NOT_IN_GROUPS)
        return caller

    async def myself(self, access_token: str) -> Caller:
        """Who sent this token, signed in themselves: for what a stolen link must not do."""
        caller = await self.caller(access_token)
        if caller.interface:
            raise NotAllowed(BY_ONESELF)
        return caller

    async def service(self, access_token: str) -> Service:
        """Which service sent this token. Raises NotAuthenticated; NotAllowed for a person."""
        claims = self._tokens.read(access_token)
        if not isinstance(claims, ServiceClaims):
            raise NotAllowed(FOR_SERVICES)
        return await self._services.caller(claims)

    async def act(self, service: Service, link: "Link", group_id: str = "") -> SpokenFor:
        """A token with which the service speaks for the person of the link. Raises NotFound without the person."""
        person, now = await self._people.get(link.user_id), self._clock()
        claims = ActingClaims(
            user_id=person.id, session_id=link.session_id, service=service.name, service_session=service.session_id,
            platform=link.platform, link_id=link.id, group_id=group_id, expires_at=now + self._tokens.lifetime,
        )  # fmt: skip
        return SpokenFor(person, self._tokens.issue_acting(claims, now), claims.expires_at)

    async def _spoken_for(self, claims: ActingClaims) -> Caller:
        """Nothing of it is remembered: a link or a service that ended has ended at once."""
        if not await self._services.stands(claims.service, claims.service_session):
            raise NotAuthenticated("This service account was revoked.")
        if not await self._links.stands(claims.link_id, claims.session_id, claims.user_id):
            raise NotAuthenticated(UNLINKED)
        person = await self._existing(claims.user_id)
        return Caller(
            person.id, UNPRIVILEGED, person.zone, claims.session_id, claims.expires_at, claims.platform, claims.group_id
        )

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
        return await self._existing(claims.user_id)

    async def _existing(self, user_id: str) -> "Person":
        try:
            return await self._people.get(user_id)
        except NotFound:
            raise NotAuthenticated(NO_PERSON) from None

    def forget(self, user_id: str) -> None:
        """Read the person again: something about them changed."""
        self._known = OrderedDict((key, each) for key, each in self._known.items() if each[1].id != user_id)
