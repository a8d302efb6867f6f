"""What every door does with a message: find whose it is, hand it to the gateway, and send back what comes of it.

All of it may be repeated after a crash: the gateway knows a message by its key, and the outbox an answer.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from agent_core.channels import Outgoing
from agent_core.doors.asking import VERBS, approval_key, approval_message
from agent_core.doors.port import DoorHost, Received
from agent_core.errors import InvalidInput
from agent_core.events import RunEvent
from interfaces.acting import Acting, Gateway, Place, Sender, code_in, passing
from interfaces.answering import Outcome, answer_message
from interfaces.client import ServerError

Show = Callable[[RunEvent], Awaitable[None]]
GONE = "not_authenticated"  # the token is not good any more: unlinked, or linked to somebody else
BROKEN = "error"  # a fault of the gateway: the inbox tries some times more, then sets the message aside
WELCOME = "This account is connected to {name} now. Write to me as you would on the web page."
STRANGER = (
    "I do not know yet who you are. Open the web page of your assistant, choose Settings → Connected accounts → "
    "Get a code, and send me the code that it shows."
)
NO_ANSWER = "This button does not work any more."


@dataclass(frozen=True)
class InFile:
    path: Path
    name: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message of the platform. `id` is that of the inbox, `to` where answers go."""

    id: str
    to: str
    sender: Sender
    text: str
    files: Sequence[InFile] = ()
    reply_to: str = ""
    subject: str = ""


@dataclass(frozen=True)
class Uploaded:
    """`ids` of the files that were taken, and what is wrong with the others, in sentences."""

    ids: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Bridge:
    """Of one door, while it is open."""

    def __init__(self, host: DoorHost, http: httpx.AsyncClient) -> None:
        self.host = host
        self.platform = host.name
        self.gateway = Gateway(http, host.name, host.token)

    async def received(self, said: Said) -> None:
        """Answer a message: the whole way of a door that does not stream."""
        acting = await self.known(said)
        if acting is None:
            return
        uploaded = await self.upload(acting, said.files)
        for place, problem in enumerate(uploaded.problems):
            await self.say(f"{said.id}:file{place}", said, problem, acting)
        if said.text.strip() or uploaded.ids:
            await self.present(await self.turn(acting, said, uploaded.ids), said, acting)

    async def known(self, said: Said) -> Acting | None:
        """Speak for who sent it. A stranger is linked by their code, or told how; then there is nothing more to do."""
        acting = await self.gateway.act(said.sender)
        code = code_in(said.text) if acting is None else code_in(said.text, alone=False)
        if code and not said.sender.place and (acting is None or code == said.text.strip()):
            await self.claim(said, code)
            return None
        if acting is None and not said.sender.place:
            await self.say(f"{said.id}:stranger", said, STRANGER)
        return acting

    async def claim(self, said: Said, code: str) -> bool:
        """Link the account with a code, and say what came of it."""
        try:
            name = await self.gateway.claim(said.sender, code)
        except ServerError as error:
            if error.code == "unavailable":
                raise passing(error) or error from error
            await self.say(f"{said.id}:claim", said, error.message)
            return False
        await self.say(f"{said.id}:claim", said, WELCOME.format(name=name))
        return True

    async def upload(self, acting: Acting, files: Sequence[InFile]) -> Uploaded:
        """Hand files to the gateway, which reads them."""
        uploaded = Uploaded()
        for each in files:
            entry = await self._uploaded(acting, each)
            if error := entry.get("error"):
                uploaded.problems.append(f"{each.name}: {error['message']}")
            if stored := entry.get("file"):
                uploaded.ids.append(stored["id"])
        return uploaded

    async def _uploaded(self, acting: Acting, file: InFile) -> Mapping[str, Any]:
        try:
            return await acting.upload(file.path, file.name)
        except ServerError as error:
            self.check(error, acting)
            return {"error": {"message": error.message}}

    async def turn(
        self,
        acting: Acting,
        said: Said,
        attachments: Sequence[str] = (),
        show: Show | None = None,
        conversation: str | None = "current",
    ) -> Outcome:
        """Say it to the assistant, and follow what it does until it ends or asks; `show` sees each event."""
        outcome = Outcome()
        try:
            async for event in acting.chat(said.text, key=said.id, attachments=attachments, conversation=conversation):
                outcome.take(event)
                if show:
                    await show(event)
        except ServerError as error:
            self.check(error, acting)
            outcome.status, outcome.error = "failed", error.message
        return outcome

    async def follow(self, acting: Acting, run_id: str, show: Show | None = None) -> Outcome:
        """The outcome of a run that went on after it had asked."""
        outcome = Outcome(run_id=run_id)
        try:
            async for event in acting.follow(run_id):
                outcome.take(event)
                if show:
                    await show(event)
        except ServerError as error:
            self.check(error, acting)
            outcome.status, outcome.error = "gone", error.message
        return outcome

    async def present(self, outcome: Outcome, said: Said, acting: Acting) -> None:
        """Send the answer, or what it asks; once, however often this is repeated."""
        reply_to, subject = said.reply_to, said.subject
        if message := answer_message(outcome, said.to, reply_to=reply_to, subject=subject):
            key = f"{outcome.run_id or said.id}:answer"
            await self.post(key, message, said.sender, acting, ask=True)
        await self.ask(outcome, said.to, said.sender, acting)

    async def ask(self, outcome: Outcome, to: str, sender: Sender, acting: Acting) -> None:
        """What the run asks, under the keys that the person's other chats are asked by too."""
        for approval in outcome.asked:
            message = approval_message(approval, to, self.host.public_url)
            await self.post(approval_key(approval, self.platform, to), message, sender, acting)

    async def say(self, key: str, said: Said, text: str, acting: Acting | None = None) -> None:
        message = Outgoing(to=said.to, text=text, reply_to=said.reply_to, subject=said.subject)
        await self.post(key, message, said.sender, acting)

    async def post(
        self, key: str, message: Outgoing, sender: Sender, acting: Acting | None, *, ask: bool = False
    ) -> None:
        user_id = acting.person["id"] if acting else ""
        await self.host.outbox.post(
            key, self.platform, message, user_id=user_id, audience=self.audience(sender, user_id), quiet=True, ask=ask
        )  # fmt: skip

    def audience(self, sender: Sender, user_id: str) -> str:
        return f"group:{self.platform}:{sender.place.id}" if sender.place else f"user:{user_id}"

    # buttons

    async def pressed(self, said: Said, data: str) -> str:
        """What a button does, and what to say shortly about it; a choice is answered as if it had been written."""
        acting = await self.gateway.act(said.sender)
        if acting is None:
            return STRANGER
        verb, _, rest = data.partition(":")
        try:
            return await self._pressed(acting, said, verb, rest)
        except ServerError as error:
            self.check(error, acting)
            return error.message

    async def _pressed(self, acting: Acting, said: Said, verb: str, rest: str) -> str:
        if verb in VERBS:
            run_id, _, name = rest.partition(".")
            body = {"action": VERBS[verb]}
            await acting.request("POST", f"/api/runs/{run_id}/approvals/{name}", json=body)
            return {"ok": "Approved.", "no": "Turned down."}.get(verb, "Noted.")
        if verb == "pick":
            chosen = Said(
                id=said.id, to=said.to, sender=said.sender, text=await self.choice(acting, rest),
                reply_to=said.reply_to, subject=said.subject,
            )  # fmt: skip
            await self.present(await self.turn(acting, chosen), chosen, acting)
            return chosen.text
        if verb == "act":
            notice_id, _, place = rest.partition(":")
            done = await acting.request("POST", f"/api/notifications/{notice_id}/actions/{place}")
            return str(done["text"])
        if verb == "again":
            await acting.request("POST", f"/api/channels/deliveries/{rest}/again")
            return "Sent again."
        return NO_ANSWER

    async def choice(self, acting: Acting, rest: str) -> str:
        """The words of a choice, by the run that offered it and its place. Raises InvalidInput."""
        run_id, _, place = rest.partition(":")
        run = await acting.request("GET", f"/api/runs/{run_id}")
        choices = (run["answer"] or {}).get("choices", [])
        if not place.isdecimal() or int(place) >= len(choices):
            raise InvalidInput(NO_ANSWER)
        return str(choices[int(place)][1])

    # what the server itself puts into the inbox

    async def took(self, received: Received) -> bool:
        """Whether it was news of a run that went on elsewhere; then its answer is sent to this chat too."""
        news = received.payload.get("follow")
        if not news:
            return False
        place = Place(news["place"]) if news.get("place") else None
        sender = Sender(news["external_id"], place=place)
        said = Said(id=received.id, to=news["to"], sender=sender, text="")
        acting = await self.gateway.act(sender)
        if acting:
            outcome = await self.follow(acting, news["run_id"])
            if outcome.status != "gone":
                await self.present(outcome, said, acting)
        return True

    def check(self, error: ServerError, acting: Acting) -> None:
        """Raises for what the inbox is to try again: what passes, and what another token or another time may mend."""
        if error.code == GONE:
            self.gateway.forget(acting)
        if error.code in (GONE, BROKEN):
            raise error
        if later := passing(error):
            raise later from error
