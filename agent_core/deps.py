"""What one run may use; every node gets it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from agent_core.caller import Caller
from agent_core.contract import Files
from agent_core.events import Event
from agent_core.planning.port import Composer, Planner, Understanding
from agent_core.policy import Policy
from agent_core.registry import Registry
from agent_core.state import KeptPlan


@dataclass(frozen=True, kw_only=True)
class Services:
    """Made once per process."""

    registry: Registry
    caller: Caller
    policy: Policy
    files: Files
    understanding: Understanding
    local_planner: Planner
    model_planner: Planner | None = None
    composer: Composer | None = None
    clock: Callable[[], datetime]  # aware, UTC


@dataclass(frozen=True, kw_only=True)
class Deps:
    """Made for each attempt of a run: the services, where its events go, and where its plan is kept.

    `kept` is the plan of an earlier attempt that was cut off.
    """

    services: Services
    emit: Callable[[Event], None]
    kept: KeptPlan | None
    keep: Callable[[KeptPlan], Awaitable[None]]
