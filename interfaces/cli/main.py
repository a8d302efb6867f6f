"""The command `agentic`."""

import typer

from interfaces.cli.chat import chat
from interfaces.cli.doctor import doctor
from interfaces.cli.eval import evaluate
from interfaces.cli.ingest import ingest
from interfaces.cli.login import login, logout
from interfaces.cli.serve import serve

app = typer.Typer(
    name="agentic", help="Your self-hosted assistant.", no_args_is_help=True, pretty_exceptions_enable=False
)
for command in (serve, login, logout, chat, ingest, doctor):
    app.command()(command)
app.command("eval")(evaluate)
