"""Which agent answers, and which functions it may use."""

from collections.abc import Callable, Iterable, Sequence

from agent_core.agents.schemas import AgentConfig
from agent_core.errors import NotAllowed, NotFound


def usable_by(agent: AgentConfig, role: str) -> bool:
    """Whether a person of that role may ask for this agent by name. Administrators may ask for each."""
    return role == "admin" or (agent.enabled and (not agent.when.roles or role in agent.when.roles))


def chosen(agents: Iterable[AgentConfig], *, role: str, language: str, interface: str) -> AgentConfig:
    """The highest priority that fits; among equals what names a condition, then the built-in one, then the oldest.

    So an agent without conditions is chosen by itself only when its priority is above the built-in one's, which is 0.
    """
    fitting = (each for each in agents if each.enabled and _fits(each, role, language, interface))
    return min(fitting, key=lambda a: (-a.priority, not a.when.says_something, not a.built_in, a.id))


def asked_for(agent: AgentConfig | None, role: str) -> AgentConfig:
    """Raises NotFound, and NotAllowed for a person who may not use it."""
    if agent is None or not agent.enabled:
        raise NotFound("There is no such agent, or it is switched off.")
    if not usable_by(agent, role):
        raise NotAllowed(f"The agent “{agent.name}” is not for you; an administrator can change that.")
    return agent


def allows(tools: Sequence[str] | None) -> Callable[[str], bool]:
    """Tells whether a function, by its full name, is among `tools`: names, or `package.*`; None for all."""
    if tools is None:
        return lambda capability: True
    names = frozenset(tools)
    return lambda capability: capability in names or f"{capability.partition('.')[0]}.*" in names


def _fits(agent: AgentConfig, role: str, language: str, interface: str) -> bool:
    wanted = (
        (agent.when.roles, role),
        (agent.when.languages, language),
        (agent.when.interfaces, interface),
    )
    return all(not given or value in given for given, value in wanted)
