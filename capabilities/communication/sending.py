"""Sends to one or to many. The call's key is the message's: a repeat of the call sends nothing more."""

import asyncio
from hashlib import sha256

from agent_core.channels import Delivery, Outgoing
from agent_core.contract import Call, Channels
from agent_core.errors import AgentError, CapabilityFailed, EffectUnknown
from capabilities.communication.recipients import Recipients, Target
from capabilities.communication.schemas import Broadcast, BroadcastMessage, OneOutcome, SendMessage, Sent

PATIENCE = 20.0  # seconds; after that it goes on by itself, and a notice tells what does not arrive
WAITS = ("queued", "sending")


class Sending:
    def __init__(self, channels: Channels, recipients: Recipients) -> None:
        self._channels = channels
        self._recipients = recipients

    async def one(self, call: Call, wanted: SendMessage) -> Sent:
        """Raises CapabilityFailed when it was not sent, EffectUnknown when nobody can tell."""
        target = await self._recipients.find(call, wanted.recipient, wanted.platform)
        delivery = await self._send(call, call.key, target, wanted)
        if delivery.state == "failed":
            raise CapabilityFailed(f"The message to {target.shown} was not sent. {delivery.reason}")
        if delivery.state == "unknown":
            raise EffectUnknown(f"The message to {target.shown} may have arrived. {delivery.reason}")
        return Sent(
            text=_told(target, delivery), platform=target.platform, to=target.to, state=delivery.state,
            delivery=delivery.key,
        )  # fmt: skip

    async def many(self, call: Call, wanted: BroadcastMessage) -> Broadcast:
        """One that fails does not keep it from the others; what is not known is told with each."""
        pairs = [(recipient, platform) for recipient in _distinct(wanted.recipients) for platform in
                 (_distinct(wanted.platforms) or [""])]  # fmt: skip
        call.progress(f"Sending to {len(pairs)}")
        outcomes = await asyncio.gather(*(self._outcome(call, wanted, *pair) for pair in pairs))
        sent = sum(each.state == "sent" for each in outcomes)
        text = "\n".join([_heading(sent, outcomes), *(f"- {_line(each)}" for each in outcomes)])
        return Broadcast(text=text, outcomes=outcomes, sent=sent, total=len(outcomes))

    async def _outcome(self, call: Call, wanted: BroadcastMessage, recipient: str, platform: str) -> OneOutcome:
        try:
            target = await self._recipients.find(call, recipient, platform, "recipients")
            place = sha256(f"{recipient}\0{platform}".encode()).hexdigest()[:12]
            delivery = await self._send(call, f"{call.key}:{place}", target, wanted)
        except AgentError as error:
            return OneOutcome(recipient=recipient, platform=platform, to="", state="failed", reason=error.message)
        return OneOutcome(
            recipient=recipient, platform=target.platform, to=target.to, state=delivery.state, reason=delivery.reason
        )

    async def _send(self, call: Call, key: str, target: Target, wanted: SendMessage | BroadcastMessage) -> Delivery:
        """Signed by who has it sent: it comes from the account of the assistant."""
        sender = (await self._channels.contact(call.user_id)).name
        message = Outgoing(to=target.to, text=f"{wanted.message}\n\n— {sender}", subject=wanted.subject)
        return await self._channels.send(
            key, target.platform, message, user_id=call.user_id, audience=call.audience, seconds=PATIENCE, told=True
        )


def _distinct(names: list[str]) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _told(target: Target, delivery: Delivery) -> str:
    waits = delivery.state in WAITS
    how = "The message waits to be sent" if waits else "Message sent"
    where = f" ({target.to})" if target.shown != target.to else ""
    return f"{how} to {target.shown}{where} by {target.platform}."


def _heading(sent: int, outcomes: list[OneOutcome]) -> str:
    return f"Sent to {sent} of {len(outcomes)}:"


def _line(outcome: OneOutcome) -> str:
    state = {"unknown": "may have arrived", "queued": "waits to be sent", "sending": "waits to be sent"}
    where = f" by {outcome.platform}" if outcome.platform else ""
    reason = f": {outcome.reason}" if outcome.reason else ""
    return f"{outcome.recipient}{where}, {state.get(outcome.state, outcome.state)}{reason}"
