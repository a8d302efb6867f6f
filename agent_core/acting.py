"""Calls a package's method: a time limit, bounded retries, and every failure an AgentError.

An AgentError that the method raises itself says that nothing was done; EffectUnknown, that it cannot tell. Whatever
else ends the call leaves that open, and is raised as Unclear; a result that cannot be kept, as Unkeepable.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import bson
import structlog
from bson.errors import BSONError
from pymongo.errors import ConnectionFailure

from agent_core.contract import Call, Result
from agent_core.errors import AgentError, CapabilityFailed, CapabilityRetry

log = structlog.get_logger(__name__)

TRIES = 3
LONGEST_WAIT = 30.0  # seconds before a repeat; who wants more is told as failed
LIMIT_FACTOR = 10  # a call may take this many times what its author declared
LEAST_LIMIT, LONGEST_LIMIT = 10.0, 300.0  # seconds
LARGEST_RESULT = 4_000_000  # bytes: much more does not fit into one document of the database


class Unclear(CapabilityFailed):
    """It was cut off or broke down on the way: it may have been done."""


class _Away(CapabilityRetry):
    """Our own database was, for a moment."""


class Unkeepable(CapabilityFailed):
    """It ran to its end, and its result cannot be kept."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """A method about to be called. `repeatable`: a second time under the same key does no harm."""

    name: str
    method: Callable[..., Awaitable[object]]
    returns: type[Result]
    seconds: float
    repeatable: bool


async def perform(act: Act, call: Call, given: object) -> Result:
    return _keepable(await _retried(act, call, given), act)


async def probe(act: Act, call: Call, given: object) -> Result | None:
    """As `perform`, of a method that may also return None."""
    found = await _retried(act, call, given)
    return None if found is None else _keepable(found, act)


async def _retried(act: Act, call: Call, given: object) -> object:
    for tries_left in range(TRIES - 1, -1, -1):
        try:
            return await _once(act, call, given)
        except CapabilityRetry as error:
            failure = Unclear if isinstance(error, _Away) else CapabilityFailed
            if not tries_left:
                raise failure(f"It did not work after {TRIES} tries: {error.message}") from error
            if error.after > LONGEST_WAIT:
                raise failure(f"{error.message} Try again in {error.after:.0f} seconds.") from error
            await asyncio.sleep(max(0.0, error.after) * random.uniform(0.8, 1.2))
    raise AssertionError("unreachable")


async def _once(act: Act, call: Call, given: object) -> object:
    limit = min(LONGEST_LIMIT, max(LEAST_LIMIT, LIMIT_FACTOR * act.seconds))
    timer = asyncio.timeout(limit)
    try:
        async with timer:
            return await act.method(call, given)
    except AgentError:
        raise
    except ConnectionFailure as error:
        raise (_Away if act.repeatable else Unclear)("The database does not answer.") from error
    except Exception as error:
        if timer.expired():
            raise Unclear(f"It took longer than {limit:.0f} seconds and was stopped.") from None
        log.exception("capability.crashed", capability=act.name)
        raise Unclear("It failed inside; the server's log has the details.") from error


def _keepable(result: object, act: Act) -> Result:
    """The result, if it is the declared one and can be kept."""
    try:
        if not isinstance(result, act.returns):
            raise TypeError(f"{act.name} returned {type(result).__name__}, not {act.returns.__name__}")
        size = len(bson.encode(result.model_dump(mode="json")))
    except (TypeError, ValueError, OverflowError, BSONError) as error:
        log.exception("capability.crashed", capability=act.name)
        raise Unkeepable("It ran, but what it returned cannot be kept; the server's log has the details.") from error
    if size > LARGEST_RESULT:
        raise Unkeepable(f"It ran, but its result is too large to keep ({size // 1_000_000} MB).")
    return result
