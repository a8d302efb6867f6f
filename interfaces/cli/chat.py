"""`agentic chat`: one message, or a conversation line by line."""

import asyncio
import sys
from typing import Annotated, TextIO

import typer

from agent_core.errors import AgentError
from agent_core.events import (
    AnswerReady,
    AnswerView,
    ApprovalView,
    Notice,
    PlanReady,
    RunEvent,
    RunFinished,
    RunStarted,
    RunWaiting,
    StepFinished,
    Token,
    TokensDropped,
)
from interfaces.cli.approving import answer_all
from interfaces.cli.session import run, signed_in
from interfaces.client import GatewayClient

MARKS = {"done": "✓", "failed": "✗", "skipped": "–", "refused": "✗", "asked": "?", "unknown": "?"}
WAITS = "This waits for your word: answer in the web page, or say it again in `agentic chat`."


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
        while printer.asked and sys.stdin.isatty():
            await answer_all(client, printer.asked, input, sys.stderr)
            run_id, printer.asked = printer.asked[0].run_id, []
            async for event in client.follow(run_id):
                printer.show(event)
        if printer.asked:
            print(WAITS, file=sys.stderr)
    except AgentError as error:
        print(error.message, file=sys.stderr)
    return printer


class Printer:
    """Shows a run's events: the answer on `out`, the plan and notices beside it on `side`."""

    def __init__(self, conversation_id: str | None, out: TextIO, side: TextIO) -> None:
        self.conversation_id = conversation_id
        self.completed = False
        self.asked: list[ApprovalView] = []
        self._out = out
        self._side = side
        self._titles: dict[str, str] = {}
        self._streamed = ""

    def show(self, event: RunEvent) -> None:
        match event:
            case RunStarted(conversation_id=conversation_id):
                self.conversation_id, self._streamed = conversation_id, ""
            case PlanReady(steps=steps):
                self._titles = {step.id: step.title for step in steps}
            case StepFinished(result=result):
                print(f"{MARKS[result.status]} {self._titles.get(result.step_id, result.step_id)}", file=self._side)
            case RunWaiting(approvals=approvals):
                self.asked = [each for each in approvals if each.status == "pending"]
                for each in self.asked:
                    self._titles.setdefault(each.step_id, each.title)
            case Notice(text=text):
                print(f"({text})", file=self._side)
            case RunFinished(status=status, error=error):
                self.completed = status == "completed"
                if error:
                    print(error["message"], file=self._side)
            case _:
                self._show_words(event)

    def _show_words(self, event: RunEvent) -> None:
        match event:
            case Token(text=text):
                self._streamed += text
                print(text, end="", flush=True, file=self._out)
            case TokensDropped():
                if self._streamed:
                    print(" …", file=self._out)
                self._streamed = ""
            case AnswerReady(answer=answer):
                self._finish(answer)

    def _finish(self, answer: AnswerView) -> None:
        if answer.text != self._streamed:
            print(f"\n{answer.text}" if self._streamed else answer.text, end="", file=self._out)
        print(file=self._out)
        for number, (_, label) in enumerate(answer.choices, start=1):
            print(f"  {number}. {label}", file=self._out)
        for number, citation in enumerate(answer.citations, start=1):
            page = f", page {citation['page']}" if citation.get("page") else ""
            print(f"  [{number}] {citation['title']}{page}", file=self._out)
