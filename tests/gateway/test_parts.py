"""Small parts by themselves: the limit of guesses, the heartbeat, log lines, the projection's arguments."""

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from agent_core.errors import InvalidInput, NotAuthenticated, RateLimited
from agent_core.events import Event, Token
from agent_core.storage.database import Database
from gateway.logging import configure_logging
from gateway.security.attempts import Attempts
from gateway.security.passwords import Passwords
from gateway.security.sessions import GRACE, Sessions
from gateway.streaming import event_stream, position

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def guess(attempts: Attempts, times: int, address: str = "a", account: str = "x") -> int:
    """How many of them were let through."""
    for done in range(times):
        try:
            attempts.begin(address, account)
        except RateLimited:
            return done
    return times


def test_waiting_doubles_with_every_further_failure() -> None:
    clock = Seconds()
    attempts = Attempts(clock)
    assert guess(attempts, 10) == 5
    waits = []
    for _ in range(4):
        with pytest.raises(RateLimited) as limited:
            attempts.begin("a", "x")
        waits.append(limited.value.retry_after)
        clock.now += limited.value.retry_after + 0.01
        assert guess(attempts, 1) == 1
    assert waits == pytest.approx([1, 2, 4, 8])


def test_a_success_forgets_the_failures() -> None:
    attempts = Attempts(Seconds())
    for _ in range(5):
        assert guess(attempts, 4) == 4
        attempts.begin("b", "x")
        attempts.succeeded("b", "x")
        attempts.succeeded("a", "x")
    assert guess(attempts, 10) == 5


def test_one_address_cannot_try_many_accounts() -> None:
    attempts = Attempts(Seconds())
    assert sum(guess(attempts, 1, account=str(number)) for number in range(100)) == 30


def test_many_addresses_cannot_try_one_account() -> None:
    attempts = Attempts(Seconds())
    assert sum(guess(attempts, 1, address=str(number)) for number in range(100)) == 50


def test_failures_are_forgotten_after_a_while() -> None:
    clock = Seconds()
    attempts = Attempts(clock)
    guess(attempts, 5)
    clock.now += 1000
    assert guess(attempts, 10) == 5


async def test_a_password_is_verified_and_an_unknown_one_takes_as_long() -> None:
    passwords = Passwords()
    stored = await passwords.hash("secret words")
    assert stored.startswith("$argon2id$")
    assert await passwords.verify(stored, "secret words")
    assert not await passwords.verify(stored, "secret word")
    assert not await passwords.verify(None, "nobody's password")
    assert not await passwords.verify("no hash at all", "x")


@pytest.fixture
async def sessions(database: Database) -> Sessions:
    made = Sessions(
        database.collection("sessions"), database.collection("tokens"), key="k" * 43, lifetime=timedelta(days=1)
    )
    await made.create_indexes()
    return made


async def test_a_token_repeated_in_the_grace_gets_the_same_successor(sessions: Sessions) -> None:
    first = await sessions.start("ana", NOW)
    second = await sessions.rotate(first.token, NOW)
    assert await sessions.rotate(first.token, NOW + GRACE) == second


async def test_a_token_repeated_after_the_grace_ends_the_session(sessions: Sessions) -> None:
    first = await sessions.start("ana", NOW)
    second = await sessions.rotate(first.token, NOW)
    later = NOW + GRACE + timedelta(seconds=1)
    for token in (first.token, second.token):
        with pytest.raises(NotAuthenticated):
            await sessions.rotate(token, later)
    assert await sessions.owner(first.session_id, later) is None


async def test_a_session_that_is_not_used_ends(sessions: Sessions) -> None:
    first = await sessions.start("ana", NOW)
    assert await sessions.owner(first.session_id, NOW + timedelta(hours=23)) == "ana"
    with pytest.raises(NotAuthenticated):
        await sessions.rotate(first.token, NOW + timedelta(hours=25))


async def test_refreshing_prolongs_a_session(sessions: Sessions) -> None:
    token = (await sessions.start("ana", NOW)).token
    for day in range(1, 5):
        token = (await sessions.rotate(token, NOW + timedelta(hours=20 * day))).token


async def test_only_the_sessions_of_one_person_are_revoked(sessions: Sessions) -> None:
    ana, ben = await sessions.start("ana", NOW), await sessions.start("ben", NOW)
    await sessions.revoke_all("ana", NOW)
    assert await sessions.owner(ana.session_id, NOW) is None
    assert await sessions.owner(ben.session_id, NOW) == "ben"


async def test_a_quiet_stream_beats_and_then_goes_on() -> None:
    async def slow() -> AsyncIterator[Event]:
        await asyncio.sleep(0.1)
        yield Token(seq=7, text="a\nb")

    sent = [bytes(each) async for each in event_stream("r", slow(), heartbeat=0.02).body_iterator]  # type: ignore[arg-type]
    assert len(sent) > 2
    assert all(each.startswith(b":") and each.endswith(b"\n\n") for each in sent[:-1])
    assert sent[-1] == b'id: r/7\nevent: token\ndata: {"seq":7,"type":"token","text":"a\\nb"}\n\n'


async def test_a_stream_that_is_closed_stops_reading() -> None:
    stopped = asyncio.Event()

    async def endless() -> AsyncIterator[Event]:
        try:
            yield Token(seq=1, text="x")
            await asyncio.sleep(60)
        finally:
            stopped.set()

    body = event_stream("r", endless()).body_iterator
    assert await anext(aiter(body))
    await body.aclose()  # type: ignore[attr-defined]  # it is a generator
    await asyncio.wait_for(stopped.wait(), 1)


def test_a_position_is_read_from_an_event_id_of_the_same_run() -> None:
    assert position("r1", None) == 0
    assert position("r1", "r1/1000007") == 1000007
    for wrong in ("r2/5", "r1", "r1/", "r1/x", "r1/5 ", "r1/٥"):
        with pytest.raises(InvalidInput):
            position("r1", wrong)


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged, as JSON lines."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    configure_logging("json", "INFO")
    written = io.StringIO()
    assert isinstance(root.handlers[0], logging.StreamHandler)
    root.handlers[0].setStream(written)
    yield written
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_log_lines_carry_the_request_and_no_secret(lines: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        structlog.get_logger("x").info("event", password="p4ss", refresh_token="t0ken", tokens=12, user="ana")
        logging.getLogger("library").warning("from a library")
    ours, theirs = (json.loads(line) for line in lines.getvalue().splitlines())
    assert (ours["password"], ours["refresh_token"], ours["tokens"]) == ("[hidden]", "[hidden]", 12)
    assert ours["request_id"] == theirs["request_id"] == "r-1"
    assert theirs["event"] == "from a library"


def test_a_logged_crash_has_its_traceback(lines: io.StringIO) -> None:
    try:
        raise ValueError("inside")
    except ValueError:
        structlog.get_logger("x").exception("crashed")
    assert "ValueError: inside" in json.loads(lines.getvalue())["exception"]
