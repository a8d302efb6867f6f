"""Messages to other people, and decisions that other people take."""

from datetime import timedelta

from agent_core.contract import Call, CapabilityPackage, Host, Risk, capability
from capabilities.communication import phrases
from capabilities.communication import schemas as s
from capabilities.communication.escalating import Escalating, check_options
from capabilities.communication.recipients import Recipients
from capabilities.communication.sending import Sending

READ, WRITE, SEND = Risk.READ, Risk.WRITE, Risk.SEND
SECONDS = 20.0  # that sending may take


class Communication(CapabilityPackage):
    """The outbox knows each message by the key of its call, so what sends is `keyed`: a repeat sends nothing more."""

    name = "communication"
    description = "Messages to other people by e-mail, Telegram, Slack and WhatsApp; decisions of others."

    async def open(self, host: Host) -> None:
        settings = host.settings(s.CommunicationSettings)
        self._host = host
        recipients = Recipients(host.channels)
        self._sending = Sending(host.channels, recipients)
        self._escalating = Escalating(host, recipients, timedelta(hours=settings.escalation_hours))
        await self._escalating.prepare()
        host.spawn("communication.escalations", self._escalating.watch())

    @capability(risk=SEND, keyed=True, seconds=SECONDS, examples=phrases.SEND_MESSAGE)
    async def send_message(self, call: Call, arguments: s.SendMessage) -> s.Sent:
        """Send somebody a message on a platform, or where they can be reached."""
        return await self._sending.one(call, arguments)

    @capability(risk=SEND, keyed=True, seconds=SECONDS, examples=phrases.SEND_EMAIL)
    async def send_email(self, call: Call, arguments: s.SendEmail) -> s.Sent:
        """Send somebody an e-mail."""
        return await self._sending.one(call, s.SendMessage(**arguments.model_dump(), platform="email"))

    @capability(risk=SEND, keyed=True, seconds=2 * SECONDS, examples=phrases.BROADCAST_MESSAGE)
    async def broadcast_message(self, call: Call, arguments: s.BroadcastMessage) -> s.Broadcast:
        """Send several people the same message, each by themselves."""
        return await self._sending.many(call, arguments)

    @capability(risk=READ, examples=phrases.LIST_PLATFORMS)
    async def list_platforms(self, call: Call, arguments: s.Nothing) -> s.PlatformList:
        """Show the platforms through which people can be reached."""
        items = [s.PlatformView(**each.model_dump()) for each in self._host.channels.platforms()]
        lines = [f"- {each.title}: {'connected' if each.open else 'not connected'}" for each in items]
        return s.PlatformList(text="\n".join(["Platforms:", *lines]) if items else "There are none.", items=items)

    @capability(risk=WRITE, examples=phrases.REGISTER_PLATFORM)
    async def register_platform(self, call: Call, arguments: s.RegisterPlatform) -> s.PlatformList:
        """Set up a platform, for administrators. Passwords and tokens are entered on the page Channels."""
        state = await self._host.channels.configure(arguments.name, arguments.config, user_id=call.user_id)
        view = s.PlatformView(**state.model_dump())
        where = (
            ""
            if view.open
            else f" It is not connected yet ({view.reason}); enter what is missing on the page Channels."
        )
        text = f"{view.title} is {'connected' if view.open else 'noted'}.{where}"
        return s.PlatformList(text=text, items=[view])

    @capability(risk=SEND, keyed=True, examples=phrases.ESCALATE)
    async def escalate(self, call: Call, arguments: s.Escalate) -> s.Escalated:
        """Ask a named person here to decide something, with buttons; their answer comes back to you."""
        check_options(arguments.options)
        return await self._escalating.ask(call, arguments)

    @capability(risk=WRITE)
    async def answer_escalation(self, call: Call, arguments: s.AnswerEscalation) -> s.Escalated:
        """Answer what somebody asked you to decide."""
        return await self._escalating.answer(call, arguments.escalation, arguments.answer)

    @capability(risk=READ, examples=phrases.LIST_ESCALATIONS)
    async def list_escalations(self, call: Call, arguments: s.Nothing) -> s.EscalationList:
        """Show what the person asked others to decide."""
        return await self._escalating.list(call)

    async def forget(self, audience: str) -> None:
        """What a person asked goes with their rows; here their part in what others asked."""
        kind, _, user_id = audience.partition(":")
        if kind == "user":
            await self._escalating.forget(user_id)
