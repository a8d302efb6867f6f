"""The command `agentic`."""

from typing import Any

import typer
from typer.core import TyperGroup

from interfaces.cli.chat import chat
from interfaces.cli.doctor import doctor
from interfaces.cli.eval import evaluate
from interfaces.cli.eval_retrieval import retrieval
from interfaces.cli.ingest import ingest
from interfaces.cli.login import login, logout
from interfaces.cli.serve import serve
from interfaces.cli.service import service

CASES = "cases"  # what `agentic eval` does with anything that is no command of its own


class Evaluations(TyperGroup):
    """`agentic eval [FILE]` replays cases; `agentic eval retrieval` measures search."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = bool(args) and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if named else [CASES, *args])


app = typer.Typer(
    name="agentic", help="Your self-hosted assistant.", no_args_is_help=True, pretty_exceptions_enable=False
)
for command in (serve, login, logout, chat, ingest, doctor):
    app.command()(command)
evaluations = typer.Typer(cls=Evaluations, help="How well the assistant plans, and how well search finds.")
evaluations.command(CASES)(evaluate)
evaluations.command("retrieval")(retrieval)
app.add_typer(evaluations, name="eval")
app.add_typer(service, name="service")
