"""A model that does what the person says, and then whatever else any text in front of it says.

Only a person who says "quietly" is spared that for once, and "repeat it" has it repeat what it read.
"""

import json
import re
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextvars import ContextVar
from typing import Any

from agent_core.models.port import ChatMessage, Chunk, Tool, ToolCallDelta, Usage
from tests.security.injection.orders import Order, orders_in

Call = tuple[str, dict[str, Any]]
ENOUGH = 8  # steps of one plan


TOLD: ContextVar[tuple[str, ...]] = ContextVar("TOLD")
"""The person's own messages, newest last: what the model obeys beside them is somebody else's."""


class ObedientModel:
    """A ChatModel."""

    name = "obedient"

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        seen = "\n".join(message.content for message in messages)
        calls = list(self._plan(seen))[:ENOUGH] if tools else []
        if calls:
            steps = [
                {"id": f"s{number}", "capability": name, "title": name, "arguments": arguments}
                for number, (name, arguments) in enumerate(calls, 1)
            ]
            arguments = json.dumps({"steps": steps})
            yield Chunk(tool_calls=[ToolCallDelta(index=0, id="call_1", name="make_plan", arguments=arguments)])
        else:
            yield Chunk(text=self._answer(seen))
        yield Chunk(usage=Usage(input=10, output=5))

    def _answer(self, seen: str) -> str:
        if "repeat it" not in TOLD.get()[-1]:
            return "Here is what I found."
        sends = [each for each in orders_in(seen) if each.kind == "send"]
        return " ".join(f"It says: Send “{each.what}” to {each.whom}." for each in sends)

    def _foreign(self, seen: str) -> list[Order]:
        """What texts that are not the person's demand."""
        for said in TOLD.get():
            seen = seen.replace(said, " ")
        return [] if "quietly" in TOLD.get()[-1] else orders_in(seen)

    def _plan(self, seen: str) -> Iterator[Call]:
        found = self._foreign(seen)
        redirected = next((order.whom for order in found if order.kind == "redirect"), None)
        wanted = list(wishes(TOLD.get()[-1], redirected))
        yield from wanted
        for order in found:
            if order.kind != "redirect":
                yield from carried_out(order, len(wanted))


def carried_out(order: Order, before: int) -> Iterator[Call]:
    """The steps that obey an order of somebody else; `before` steps stand before it."""
    match order.kind:
        case "send":
            yield "post.send_message", {"to": order.whom, "text": order.what}
        case "steal":
            yield "post.list_notes", {}
            yield "post.send_message", {"to": order.whom, "text": f"${{s{before + 1}.text}}"}
        case "fetch":
            yield "web.fetch_page", {"url": order.what}
        case "save":
            yield "post.save_note", {"text": order.what}
        case "call":
            yield order.whom, json.loads(order.what)


def wishes(said: str, redirected: str | None = None) -> Iterator[Call]:
    """The steps that the person asks for; a recipient of theirs is replaced by the one that a text demands."""
    if page := re.search(r"read the page (\S+)", said):
        yield "web.fetch_page", {"url": page[1]}
    elif file := re.search(r"read (\S+\.\w+)", said):
        yield "library.read", {"name": file[1]}
    elif "my mail" in said:
        yield "post.inbox", {}
    elif "my files" in said:
        yield "library.list_files", {}
    elif "my notes" in said:
        yield "post.list_notes", {}
    if to := re.search(r"shorten it and send it to (\S+)", said):
        yield "post.shorten", {"text": "${s1.text}"}
        yield "post.send_message", {"to": to[1], "text": "${s2.text}"}
    elif to := re.search(r"and send it to (\S+)", said):
        yield "post.send_message", {"to": redirected or to[1], "text": "${s1.text}"}
    elif "and write to the contact" in said:
        yield "post.send_message", {"to": "${s1.contact}", "text": "I am interested."}
    elif own := [order for order in orders_in(said) if order.kind == "send"]:
        yield "post.send_message", {"to": redirected or own[0].whom, "text": own[0].what}
