"""What was really done, as the claim check needs it: which kind of act on which kind of thing."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # it brings the database driver along
    from agent_core.state import StepResult

Risk = Literal["read", "write", "send"]
Status = Literal["done", "failed", "refused", "unknown", "skipped"]

REACH = frozenset({"send", "post", "call", "pay", "book"})  # acts that others notice
STORE = frozenset({"keep", "change", "remove"})  # acts on what is the person's own
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SHOWN = 20_000  # characters of a result that a sentence may be quoting

ACTS: dict[str, frozenset[str]] = {
    word: frozenset(acts.split())
    for acts, words in {
        "keep": "add append archive backup copy create draft import insert keep log make memorize memorise new plan "
        "process put record remember remind save schedule store upload write",
        "keep change": "set start assign tag file",
        "change": "change complete disable edit enable finish mark modify move postpone push reindex rename reopen "
        "reschedule snooze stop switch toggle turn update",
        "remove": "cancel clear delete dismiss erase purge remove trash unsubscribe",
        "undo": "fork restore revert rewind rollback undo",
        "send": "alert contact deliver email escalate forward inform invite mail message notify reply respond send "
        "share sms submit text",
        "send post": "post publish tweet toot",
        "call": "call dial phone ring",
        "pay": "buy checkout donate order pay purchase refund transfer",
        "book": "book enroll register rent reserve subscribe signup",
    }.items()
    for word in words.split()
}  # fmt: skip
THINGS: dict[str, frozenset[str]] = {
    word: frozenset(things.split())
    for things, words in {
        "task": "task tasks todo todos",
        "note": "note notes memo memos",
        "reminder": "reminder reminders alarm alarms timer timers",
        "event": "event events meeting meetings calendar calendars appointment appointments time",
        "event task reminder": "agenda",
        "mail": "mail mails email emails inbox gmail outlook imap smtp",
        "sms": "sms",
        "chat": "slack telegram whatsapp signal discord teams chat channel channels matrix",
        "message": "message messages",
        "document": "document documents file files knowledge pdf",
        "web": "web internet page pages url browser",
    }.items()
    for word in words.split()
}
CHANNELS = frozenset({"mail", "sms", "chat"})


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """One step that was carried out, or was to be. `earlier`: in a turn before this one."""

    capability: str  # full name, such as planner.create_note
    risk: Risk
    status: Status = "done"
    title: str = ""
    text: str = ""  # what the result says
    recipient: str = ""  # of what was sent, where it is known
    earlier: bool = False

    @cached_property
    def acts(self) -> frozenset[str]:
        """The kinds of act that it bears out, as its name tells; one that tells nothing bears out all of its risk."""
        if self.risk == "read":
            return frozenset({"look"})
        words = _words(self.capability.rpartition(".")[2])
        told = ACTS.get(words[0] if words else "") or frozenset().union(*(ACTS.get(word, set()) for word in words))
        if self.risk == "send":
            told |= {"post"} if "send" in told and "chat" in self.things else frozenset()
            return frozenset(told if told & REACH else told | REACH)
        return frozenset(told or STORE)

    @cached_property
    def things(self) -> frozenset[str]:
        """What its name says it is about; empty where it does not say."""
        found = frozenset().union(*(THINGS.get(word, frozenset()) for word in _words(self.capability)))
        return found - {"message"} if found & CHANNELS else found


def receipts_of(
    results: Iterable["StepResult"],
    recent: Iterable["StepResult"],
    risk_of: Callable[[str], str],
    titles: Sequence[tuple[str, str]] = (),
) -> list[Receipt]:
    """From this turn's results and those of earlier turns. `titles`: pairs of a step's id and its title."""
    named = dict(titles)
    now = [_receipt(each, risk_of, named.get(each["step_id"], ""), False) for each in results]
    return now + [_receipt(each, risk_of, "", True) for each in recent]


def _receipt(result: "StepResult", risk_of: Callable[[str], str], title: str, earlier: bool) -> Receipt:
    data = result["data"]
    recipient = next((str(data[name]) for name in ("recipient", "recipients", "to") if data.get(name)), "")
    quotes = (str(each.get("quote", "")) for each in result["citations"])
    risk = risk_of(result["capability"])
    return Receipt(
        capability=result["capability"],
        risk=risk if risk in ("read", "write", "send") else "write",  # type: ignore[arg-type]
        status="skipped" if result["status"] == "asked" else result["status"],
        title=title,
        text="\n".join([result["text"], *quotes])[:_SHOWN],
        recipient=recipient,
        earlier=earlier,
    )


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]
