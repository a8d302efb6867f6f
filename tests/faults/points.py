"""Tells of every point of a turn at which a process can be killed: nodes of the graph, commands to the database.

node start execute               the graph enters (or, with `end`, leaves) a node
command before insert effects    before a command on a collection is sent (or `after`: when it was acknowledged)
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.tracers.context import register_configure_hook
from pymongo import monitoring

Reached = Callable[[str], None]


class Nodes(BaseCallbackHandler):
    run_inline = True

    def __init__(self, reached: Reached) -> None:
        self._reached = reached
        self._names: dict[UUID, str] = {}

    def on_chain_start(self, serialized: dict[str, Any], inputs: Any, *, run_id: UUID, **more: Any) -> None:
        self._names[run_id] = str(more.get("name"))
        self._reached(f"node start {self._names[run_id]}")

    def on_chain_end(self, outputs: Any, *, run_id: UUID, **more: Any) -> None:
        self._reached(f"node end {self._names.pop(run_id, '')}")


class Commands(monitoring.CommandListener):
    def __init__(self, reached: Reached) -> None:
        self._reached = reached
        self._sent: dict[int, str] = {}

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        self._sent[event.request_id] = f"{event.command_name} {event.command.get(event.command_name)}"
        self._reached(f"command before {self._sent[event.request_id]}")

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        self._reached(f"command after {self._sent.pop(event.request_id, '')}")

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        self._sent.pop(event.request_id, None)


_hook: ContextVar[BaseCallbackHandler | None] = ContextVar("points", default=None)


def watch(reached: Reached) -> None:
    """From now on `reached` is called at every point. Before the first client is made."""
    register_configure_hook(_hook, inheritable=True)
    _hook.set(Nodes(reached))
    monitoring.register(Commands(reached))
