"""Calls one capability: validated arguments, a time limit, bounded retries, every failure an AgentError."""

import asyncio
import random
from collections.abc import Mapping
from typing import Any

import bson
import structlog
from bson.errors import BSONError
from pydantic import ValidationError
from pymongo.errors import ConnectionFailure

from agent_core.contract import Call, Capability, Result, Risk
from agent_core.errors import AgentError, CapabilityFailed, CapabilityRetry, Conflict, InvalidInput
from agent_core.ledger import Effect, Ledger

log = structlog.get_logger(__name__)

TRIES = 3
LONGEST_WAIT = 30.0  # seconds before a repeat; who wants more is told as failed
LIMIT_FACTOR = 10  # a call may take this many times what its author declared
LEAST_LIMIT, LONGEST_LIMIT = 10.0, 300.0  # seconds
LARGEST_RESULT = 4_000_000  # bytes: much more does not fit into one document of the database


class Caller:
    """The one place where a package's code runs; nowhere else is there a broad `except` around it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def call(
        self, capability: Capability, arguments: Mapping[str, Any], call: Call, *, run_id: str | None = None
    ) -> Result:
        """Raises InvalidInput for arguments that do not fit, and what the capability raises."""
        valid = _validate(capability, arguments)
        if capability.rules.risk is Risk.READ:
            return await self._retried(capability, valid, call)
        return await self._with_receipt(capability, valid, call, run_id)

    async def _with_receipt(self, capability: Capability, valid: Any, call: Call, run_id: str | None) -> Result:
        """An effect that has its receipt is not repeated; one that has only its intent is repeated under its key,
        which the contract makes harmless, unless it reaches others: then nobody can tell, and we say so."""
        intent = Effect(
            _id=call.key, user_id=call.user_id, run_id=run_id, capability=capability.name,
            arguments=valid.model_dump(mode="json"), at=call.now,
        )  # fmt: skip
        effect = await self._ledger.intend(intent)
        if (effect.capability, effect.user_id) != (capability.name, call.user_id):
            raise Conflict("This key was used for something else; take a new key for a new call.")
        if effect.status == "done" and effect.receipt is not None:
            return capability.result.model_validate(effect.receipt)
        if effect is not intent and capability.rules.risk is Risk.SEND:
            raise CapabilityFailed("It is unknown whether this was sent before the server stopped; please check.")
        try:
            result = await self._retried(capability, valid, call)
        except AgentError as error:
            await self._ledger.fail(call.key, code=error.code)
            raise
        await self._ledger.settle(call.key, receipt=result.model_dump(mode="json"))
        return result

    async def _retried(self, capability: Capability, valid: Any, call: Call) -> Result:
        for tries_left in range(TRIES - 1, -1, -1):
            try:
                return await _once(capability, valid, call)
            except CapabilityRetry as error:
                if not tries_left:
                    raise CapabilityFailed(f"It did not work after {TRIES} tries: {error.message}") from error
                if error.after > LONGEST_WAIT:
                    raise CapabilityFailed(f"{error.message} Try again in {error.after:.0f} seconds.") from error
                await asyncio.sleep(max(0.0, error.after) * random.uniform(0.8, 1.2))
        raise AssertionError("unreachable")


async def _once(capability: Capability, valid: Any, call: Call) -> Result:
    limit = min(LONGEST_LIMIT, max(LEAST_LIMIT, LIMIT_FACTOR * capability.rules.seconds))
    timer = asyncio.timeout(limit)
    try:
        async with timer:
            return _checked(await capability.method(call, valid), capability)
    except AgentError:
        raise
    except ConnectionFailure as error:
        raise CapabilityRetry("The database does not answer.") from error
    except Exception as error:
        if timer.expired():
            raise CapabilityFailed(f"It took longer than {limit:.0f} seconds and was stopped.") from None
        log.exception("capability.crashed", capability=capability.name)
        raise CapabilityFailed("It failed inside; the server's log has the details.") from error


def _checked(result: object, capability: Capability) -> Result:
    """The result, if it is the declared one and can be kept."""
    if not isinstance(result, capability.result):
        raise TypeError(f"{capability.name} returned {type(result).__name__}, not {capability.result.__name__}")
    if (size := len(bson.encode(result.model_dump(mode="json")))) > LARGEST_RESULT:
        raise CapabilityFailed(f"It ran, but its result is too large to keep ({size // 1_000_000} MB).")
    return result


def _validate(capability: Capability, arguments: Mapping[str, Any]) -> Any:
    try:
        valid = capability.arguments.model_validate(dict(arguments))
        bson.encode(valid.model_dump(mode="json"))
    except ValidationError as error:
        lines = (f"{'.'.join(map(str, each['loc'])) or 'arguments'}: {each['msg']}" for each in error.errors())
        raise InvalidInput(f"These arguments of {capability.name} do not fit: " + "; ".join(lines)) from None
    except (OverflowError, UnicodeError, BSONError) as error:
        raise InvalidInput(f"These arguments of {capability.name} cannot be stored: {error}.") from None
    return valid
