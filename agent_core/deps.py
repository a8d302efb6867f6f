"""What one run may use; every node gets it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from agent_core.caller import Caller
from agent_core.consent import Word
from agent_core.contract import Files
from agent_core.events import ApprovalView, Event
from agent_core.keeping import Keeping
from agent_core.memory.conversations import Conversations
from agent_core.memory.recall import Recall
from agent_core.minds import Mind, Minds
from agent_core.permissions import Permissions, PermissionStore
from agent_core.planning.port import Planner, Understanding
from agent_core.policy import Policy
from agent_core.registry import Registry
from agent_core.speech import Speech
from agent_core.state import KeptPlan
from agent_core.steering import Steering


@dataclass(frozen=True, kw_only=True)
class Services:
    """Made once per process."""

    registry: Registry
    caller: Caller
    policy: Policy
    permissions: PermissionStore
    files: Files
    understanding: Understanding
    local_planner: Planner
    minds: Minds
    clock: Callable[[], datetime]  # aware, UTC
    recall: Recall
    conversations: Conversations
    approval_wait: timedelta = timedelta(hours=24)
    history_tokens: int = 6_000  # of a conversation's last messages, for a model


@dataclass(frozen=True, kw_only=True)
class Deps:
    """Made for each attempt of a run: the services, who answers, where its events go, and where its plan is kept.

    `speech` is how a model's words go out. `kept` is the plan of an earlier attempt that was cut off, and `keep`
    stores the one that is made now. `decided` is what the person has answered so far, by the approval's name;
    `permissions` is what they said for good, read once. With `consent` a plain yes or no answers what the
    conversation waits for; it says so, and is empty when nothing waits.
    `ask` pauses the run until all that it asks is answered, and does not return before.
    """

    services: Services
    mind: Mind
    emit: Callable[[Event], None]
    speech: Speech
    kept: KeptPlan | None
    keep: Keeping
    decided: Mapping[str, ApprovalView]
    permissions: Callable[[], Awaitable[Permissions]]
    consent: Callable[[Word], Awaitable[str]]
    steered: Callable[[], Awaitable[Steering]]
    ask: Callable[[Sequence[ApprovalView]], None]
