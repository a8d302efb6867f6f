"""Who answers a turn: a configured agent with its instructions, its models and the capabilities it may use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from agent_core.events import Event
from agent_core.models.port import ChatModel
from agent_core.planning.port import Composer, Planner
from agent_core.runs import Spent
from agent_core.state import Turn


@dataclass(frozen=True, kw_only=True)
class Mind:
    """`planner` and `composer` are None where no model is to be used; their calls are metered for this turn only."""

    agent_id: str = "default"
    agent_name: str = "Assistant"
    planner: Planner | None = None
    composer: Composer | None = None
    may_use: Callable[[str], bool] = field(default=lambda capability: True)  # full names, such as planner.create_task
    spent: Callable[[], Spent] = field(default=lambda: Spent())  # so far in this turn
    model: Callable[[str, str], ChatModel] | None = None  # for a purpose, with a prompt: calls beside the answer
    price: Callable[[int], int] = field(default=lambda tokens: 0)  # a guess, in millionths of a US dollar


class Minds(Protocol):
    """Chooses by the turn's context: who asks, through which door, in which language, for which agent.

    Reads no database on the way: what it needs is kept in memory and refreshed beside. `emit` gets what people should
    see of the models' work: notices and TokensDropped.
    """

    async def mind_for(self, turn: Turn, language: str, emit: Callable[[Event], None]) -> Mind:
        """Raises NotFound or NotAllowed for an agent that was asked for and is not there or not for this person."""
        ...


class OneMind:
    """The same for every turn: what a test or a script puts together."""

    def __init__(self, planner: Planner | None = None, composer: Composer | None = None) -> None:
        self._mind = Mind(planner=planner, composer=composer)

    async def mind_for(self, turn: Turn, language: str, emit: Callable[[Event], None]) -> Mind:
        return self._mind
