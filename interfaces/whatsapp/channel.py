"""Sends WhatsApp messages by Twilio's API."""

import re

import httpx

from agent_core.channels import Outgoing
from agent_core.doors.port import Refused, RetryLater, Uncertain
from interfaces.posting import MEND, post
from interfaces.words import in_words, without_markup

LONGEST = 1_600  # characters of one message
NUMBER = re.compile(r"\+[1-9]\d{6,14}")
IN_THE_WEB = "The file {name} is in the web page of your assistant."
PARTLY = "Only the beginning of this message was sent, then Twilio failed: {reason}"


class WhatsAppChannel:
    platform = "whatsapp"

    def __init__(self, http: httpx.AsyncClient, account: str, sender: str) -> None:
        """`http` has the address of the API and signs in."""
        self._http = http
        self._path = f"/2010-04-01/Accounts/{account}/Messages.json"
        self._sender = sender.removeprefix("whatsapp:")

    async def send(self, message: Outgoing, *, key: str) -> str:
        if not NUMBER.fullmatch(message.to):
            raise Refused(f"“{message.to[:40]}” is not a number with its country, such as +491511234567.")
        first, *rest = parts(text_of(message))
        receipt = await self._send(message.to, first)
        for each in rest:
            try:
                await self._send(message.to, each)
            except (RetryLater, Refused, Uncertain) as error:
                raise Uncertain(PARTLY.format(reason=error.message)) from error
        return receipt

    async def _send(self, to: str, text: str) -> str:
        form = {"From": f"whatsapp:{self._sender}", "To": f"whatsapp:{to}", "Body": text}
        answer = await post(self._http, self._path, data=form)
        said = answer.json() if answer.headers.get("content-type", "").startswith("application/json") else {}
        if answer.is_success:
            return str(said.get("sid", ""))
        reason = f"{said.get('message') or answer.status_code} ({said.get('code') or answer.status_code})"
        if answer.status_code in (401, 403):
            raise RetryLater(f"Twilio does not let us in: {reason}.", MEND)
        raise Refused(f"Twilio does not take this: {reason}.")


def text_of(message: Outgoing) -> str:
    files = [IN_THE_WEB.format(name=each.name) for each in message.files]
    return "\n\n".join(each for each in (without_markup(message.text), in_words(message.buttons), *files) if each)


def parts(text: str) -> list[str]:
    """Split at a line or a word where there is one."""
    found = list[str]()
    while len(text) > LONGEST:
        cut = max(text.rfind("\n", 0, LONGEST), text.rfind(" ", 0, LONGEST))
        cut = cut if cut > LONGEST // 2 else LONGEST
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text]
