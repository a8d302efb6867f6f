"""The jobs behind a turn, put together."""

from agent_core.afterwards.learning import Learning
from agent_core.afterwards.summing import Summing
from agent_core.afterwards.worker import Afterwards
from agent_core.deps import Services
from agent_core.memory.facts import Facts
from agent_core.memory.notices import Notices
from agent_core.memory.rules import RuleBook
from agent_core.minds import Mind
from agent_core.runs import Run, RunStore
from agent_core.turns import turn_of
from agent_core.understanding.language import language_of


def afterwards_of(services: Services, store: RunStore, facts: Facts, rules: RuleBook, notices: Notices) -> Afterwards:
    async def mind_of(run: Run) -> Mind:
        """The agent that the person would get, whose calls are counted and limited as ever."""
        return await services.minds.mind_for(turn_of(run), language_of(run.text), lambda event: None)

    summing = Summing(services.conversations, store, mind_of, services.history_tokens)
    return Afterwards([summing.look, Learning(facts, rules, notices, mind_of).look])
