"""Sends a report to an account of the person's own."""

from agent_core.channels import Delivery, OutFile, Outgoing
from agent_core.contract import Call, Host, Origin
from agent_core.errors import CapabilityFailed, EffectUnknown
from capabilities.activity.reporting import Report
from capabilities.activity.sayings import told
from capabilities.activity.schemas import SentReport
from capabilities.activity.spans import spoken

PATIENCE = 20.0  # seconds; after that it goes on by itself


class Sending:
    def __init__(self, host: Host) -> None:
        self._host = host

    async def send(self, call: Call, report: Report, file: OutFile, platform: str) -> SentReport:
        """Under the call's key, so that a repeat sends nothing more."""
        subject = f"Activity of {report.group.title}, {spoken(report.figures.span)}"
        address = await self._host.channels.address(call.user_id, platform)
        message = Outgoing(to=address, text=told(report), subject=subject, files=[file])
        delivery = await self._host.channels.send(
            call.key, platform, message, user_id=call.user_id, audience=call.audience, seconds=PATIENCE, told=True
        )
        return _result(delivery, subject)


def _result(delivery: Delivery, subject: str) -> SentReport:
    if delivery.state == "failed":
        raise CapabilityFailed(f"The report was not sent: {delivery.reason}")
    if delivery.state == "unknown":
        raise EffectUnknown(f"Nobody can tell whether the report arrived: {delivery.reason}")
    sent = delivery.state == "sent"
    text = f"{subject}: {'sent' if sent else 'waiting to be sent'} to {delivery.to} as a workbook."
    return SentReport(text=text, to=delivery.to, state=delivery.state, delivery=delivery.key, origin=Origin.UNTRUSTED)
