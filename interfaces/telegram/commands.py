"""The commands of the bot: what each is for, and those that are only a short way of saying something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """`says` is what it tells the assistant; "" when the door answers it itself."""

    name: str
    about: str
    says: str = ""
    group: bool = False  # also of use in groups


COMMANDS: Sequence[Command] = (
    Command("help", "What I can do, and how", group=True),
    Command("new", "Begin a new conversation"),
    Command("stop", "Stop what I am doing", group=True),
    Command("undo", "Take back the last thing I did", "/undo", group=True),
    Command("status", "What is going on, and what waits for you", group=True),
    Command("agenda", "Your day", "show my agenda for today"),
    Command("tasks", "Your open tasks", "show my tasks"),
    Command("reminders", "What I will remind you of", "show my reminders"),
    Command("notes", "Your notes", "show my notes"),
    Command("documents", "Your documents", "list my documents"),
    Command("memory", "What I know about you", "what do you know about me?"),
    Command("settings", "Your settings"),
    Command("activity", "The activity report of this group: on, off, report, optout", group=True),
    Command("link", "Connect this account with a code from the web page"),
    Command("unlink", "Disconnect this account"),
)
BY_NAME: Mapping[str, Command] = {each.name: each for each in COMMANDS}
ONLY_GROUP = ("activity",)

HELP = """**Write to me as you would to a person**, in your own words, such as:

- remind me tomorrow at 9 to call Ana
- what did the contract say about notice periods?
- add milk to my tasks, and schedule lunch with Ben on Friday at noon

Send me **documents and photos** and I read them; then ask about them. Send a **voice message** and I listen.
Before something reaches others I ask you, with buttons. /undo takes back what I did."""
GROUP_HELP = """In a group I answer when you mention me or reply to me, and only people whose account is connected.
What is said here stays here: I do not use what you told me in private."""


def commands_text(*, private: bool) -> str:
    """A line for each command that is of use there."""
    shown = [each for each in COMMANDS if (each.name not in ONLY_GROUP if private else each.group)]
    return "\n".join(f"/{each.name} – {each.about}" for each in shown)


def words_of(command: Command, rest: str) -> str:
    """What is said to the assistant for a command; what follows it goes along where that has a place."""
    return f"{command.says} {rest}".strip() if command.says.startswith("/") else command.says
