"""`agentic chat`: one message, or a conversation line by line."""

import asyncio
import sys
from typing import Annotated, TextIO

import typer

from agent_core.errors import AgentError
from agent_core.events import (
    AnswerReady,
    AnswerView,
    Notice,
    PlanReady,
    RunEvent,
    RunFinished,
    RunStarted,
    StepFinished,
    Token,
)
from interfaces.cli.session import run, signed_in
from interfaces.client import GatewayClient

MARKS = {"done": "✓", "failed": "✗", "skipped": "–", "refused": "✗", "asked": "?"}


def chat(
    message: Annotated[str | None, typer.Argument(help="say this and end; without it, a conversation begins")] = None,
) -> None:
    """Talk to the assistant; answers are printed as they come."""
    run(_say(message) if message else _converse())


async def _say(message: str) -> int:
    async with signed_in() as client:
        shown = await _exchange(client, message, None)
    return 0 if shown.completed else 1


async def _converse() -> int:
    print("Ctrl+D ends the conversation.", file=sys.stderr)
    conversation_id: str | None = None
    async with signed_in() as client:
        while (line := await asyncio.to_thread(_line)) is not None:
            if line.strip():
                conversation_id = (await _exchange(client, line, conversation_id)).conversation_id
    return 0


def _line() -> str | None:
    try:
        return input("› ")
    except EOFError:
        return None


async def _exchange(client: GatewayClient, message: str, conversation_id: str | None) -> "Printer":
    printer = Printer(conversation_id, sys.stdout, sys.stderr)
    try:
        async for event in client.chat(message, conversation_id=conversation_id, interface="cli"):
            printer.show(event)
    except AgentError as error:
        print(error.message, file=sys.stderr)
    return printer


class Printer:
    """Shows a run's events: the answer on `out`, the plan and notices beside it on `side`."""

    def __init__(self, conversation_id: str | None, out: TextIO, side: TextIO) -> None:
        self.conversation_id = conversation_id
        self.completed = False
        self._out = out
        self._side = side
        self._titles: dict[str, str] = {}
        self._streamed = ""

    def show(self, event: RunEvent) -> None:
        match event:
            case RunStarted(conversation_id=conversation_id):
                self.conversation_id = conversation_id
            case PlanReady(steps=steps):
                self._titles = {step.id: step.title for step in steps}
            case StepFinished(result=result):
                print(f"{MARKS[result.status]} {self._titles.get(result.step_id, result.step_id)}", file=self._side)
            case Token(text=text):
                self._streamed += text
                print(text, end="", flush=True, file=self._out)
            case Notice(text=text):
                print(f"({text})", file=self._side)
            case AnswerReady(answer=answer):
                self._finish(answer)
            case RunFinished(status=status, error=error):
                self.completed = status == "completed"
                if error:
                    print(error["message"], file=self._side)

    def _finish(self, answer: AnswerView) -> None:
        if answer.text != self._streamed:
            print(f"\n{answer.text}" if self._streamed else answer.text, end="", file=self._out)
        print(file=self._out)
        for number, (_, label) in enumerate(answer.choices, start=1):
            print(f"  {number}. {label}", file=self._out)
        for number, citation in enumerate(answer.citations, start=1):
            page = f", page {citation['page']}" if citation.get("page") else ""
            print(f"  [{number}] {citation['title']}{page}", file=self._out)
