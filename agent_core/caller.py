"""Calls one capability: validated arguments, and a receipt for each effect, so that none is done twice.

What is found under a key that has no receipt is done again only where that cannot do harm: the capability says that a
repeat under its key has no second effect (`keyed`), or its `probe` says that nothing was done. Else we say that we do
not know, and the person decides.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

import bson
import structlog
from bson.errors import BSONError
from pydantic import BaseModel, ConfigDict, ValidationError
from pymongo.errors import PyMongoError

from agent_core.acting import Act, Unclear, Unkeepable, perform, probe
from agent_core.contract import Call, Capability, Origin, Result, Risk
from agent_core.errors import AgentError, CapabilityError, CapabilityFailed, Conflict, EffectUnknown, InvalidInput
from agent_core.ledger import Effect, Ledger, digest_of

log = structlog.get_logger(__name__)

LEFT = "It is not known whether this was done before it was stopped; please check."


class Stored(Result):
    """A receipt that is not one of today's results: written by another release, or confirmed by the person."""

    model_config = ConfigDict(extra="allow")


class Caller:
    """The one place where a package's code runs; nowhere else is there a broad `except` around it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    async def call(
        self, capability: Capability, arguments: Mapping[str, Any], call: Call,
        *, run_id: str | None = None, step_id: str | None = None, title: str = "",
    ) -> Result:  # fmt: skip
        """Raises InvalidInput for arguments that do not fit, EffectUnknown, and what the capability raises."""
        valid = _validate(capability, arguments)
        if capability.rules.risk is Risk.READ:
            return _labelled(await perform(_act(capability), call, valid), call)
        dump = valid.model_dump(mode="json")
        intent = Effect(
            _id=call.key, user_id=call.user_id, audience=call.audience, run_id=run_id, step_id=step_id,
            conversation_id=call.conversation_id, capability=capability.name, title=title, arguments=dump,
            digest=digest_of(capability.name, dump), origin=call.origin, at=self.ledger.clock(),
        )  # fmt: skip
        found = await self.ledger.intend(intent)
        if found is intent:
            return await self._settled(call, _act(capability), valid)
        _check_same(found, intent)
        if found.status in ("done", "undone"):
            return receipt_of(found, capability)
        return await self._recovered(capability, found, intent, call)

    async def take_back(self, capability: Capability, effect: Effect, call: Call, *, asked_by: str | None) -> Result:
        """Undo what has a receipt, once: an undo is an effect itself, and its call's key is made from the other's.

        Raises Conflict when the thing has changed since, and what the capability's undo raises.
        """
        intent = effect.model_copy(
            update={"key": call.key, "status": "intent", "at": self.ledger.clock(), "attempts": 1, "receipt": None,
                    "done_at": None, "undo_of": effect.key, "asked_by": asked_by}
        )  # fmt: skip
        found = await self.ledger.intend(intent)
        if found.status == "done":
            return Result(text=found.text, origin=found.origin)
        if found is not intent:
            await self.ledger.retry(intent)
        return await self._settled(call, _undo(capability), receipt_of(effect, capability))

    async def _recovered(self, capability: Capability, found: Effect, intent: Effect, call: Call) -> Result:
        """What an earlier attempt under this key left open. An intent is tried again as it was meant then."""
        if found.status != "failed":
            with suppress(InvalidInput):  # the package has changed: then as it is meant now
                _validate(capability, found.arguments)
                intent = found
            if not capability.rules.keyed and (done := await self._probed(capability, intent, call)):
                return done
        await self.ledger.retry(intent)
        return await self._settled(call, _act(capability), _validate(capability, intent.arguments))

    async def _probed(self, capability: Capability, intent: Effect, call: Call) -> Result | None:
        """What was done under the key; None when nothing was. Raises EffectUnknown when that cannot be told."""
        reason = LEFT
        if capability.probe:
            looking = _beside(capability, capability.probe, capability.result)
            try:
                found = await probe(looking, call, _validate(capability, intent.arguments))
                return await self._receipt(call, found) if found else None
            except CapabilityError as error:
                reason = f"{LEFT} Looking for it did not help: {error.message}"
        await self.ledger.doubt(call.key, text=reason)
        raise EffectUnknown(reason)

    async def _settled(self, call: Call, act: Act, given: object) -> Result:
        """Act, and note the outcome under the key of the call, whose intent is written."""
        try:
            return await self._receipt(call, await perform(act, call, given))
        except asyncio.CancelledError:
            if not act.repeatable:
                with suppress(PyMongoError):  # else the intent stands, which says the same
                    await self.ledger.doubt(call.key, text=LEFT)
            raise
        except Unkeepable as error:
            await self.ledger.settle(call.key, receipt={"text": error.message})
            raise
        except Unclear as error:
            text = f"{error.message} It may have been done, or a part of it; please check."
            await self.ledger.doubt(call.key, text=text)
            raise (CapabilityFailed if act.repeatable else EffectUnknown)(text) from error
        except EffectUnknown as error:
            await self.ledger.doubt(call.key, text=error.message)
            raise
        except AgentError as error:
            await self.ledger.fail(call.key, code=error.code, text=error.message)
            raise

    async def _receipt(self, call: Call, result: Result) -> Result:
        labelled = _labelled(result, call)
        await self.ledger.settle(call.key, receipt=labelled.model_dump(mode="json"))
        return labelled


def receipt_of(effect: Effect, capability: Capability) -> Result:
    """The result on record; as a Stored one when it does not fit the capability any more."""
    receipt = effect.receipt or {}
    for kind in (capability.result, Stored):
        with suppress(ValidationError):
            return kind.model_validate(receipt)
    return Stored(text=effect.text or "This was done.", origin=effect.origin)


def _act(capability: Capability) -> Act:
    rules = capability.rules
    return Act(
        name=capability.name, method=capability.method, returns=capability.result, seconds=rules.seconds,
        repeatable=rules.keyed or rules.risk is Risk.READ,
    )  # fmt: skip


def _undo(capability: Capability) -> Act:
    if capability.undo is None:
        raise CapabilityFailed("This cannot be taken back.")
    return _beside(capability, capability.undo, Result)


def _beside(capability: Capability, method: Callable[..., Awaitable[object]], returns: type[Result]) -> Act:
    """A method that belongs to a capability; by contract it bears to be repeated."""
    return Act(name=capability.name, method=method, returns=returns, seconds=capability.rules.seconds, repeatable=True)


def _check_same(found: Effect, intent: Effect) -> None:
    """A step may come again with other arguments, made from what it reads; a caller's own key stands for one call."""
    same = (found.capability, found.user_id) == (intent.capability, intent.user_id)
    own_key = intent.run_id is None and found.digest not in ("", intent.digest)
    if not same or own_key:
        raise Conflict("This key was used for something else; take a new key for a new call.")


def _labelled(result: Result, call: Call) -> Result:
    """What comes of untrusted arguments is untrusted."""
    if call.origin is Origin.TRUSTED or result.origin is Origin.UNTRUSTED:
        return result
    return result.model_copy(update={"origin": Origin.UNTRUSTED})


def _validate(capability: Capability, arguments: Mapping[str, Any]) -> BaseModel:
    try:
        valid = capability.arguments.model_validate(dict(arguments))
        bson.encode(valid.model_dump(mode="json"))
    except ValidationError as error:
        lines = (f"{'.'.join(map(str, each['loc'])) or 'arguments'}: {each['msg']}" for each in error.errors())
        raise InvalidInput(f"These arguments of {capability.name} do not fit: " + "; ".join(lines)) from None
    except (OverflowError, UnicodeError, BSONError) as error:
        raise InvalidInput(f"These arguments of {capability.name} cannot be stored: {error}.") from None
    return valid
