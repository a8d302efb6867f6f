"""What a picture shows, in the words of a model that understands pictures."""

from contextlib import aclosing
from dataclasses import dataclass

from agent_core.agents.minds import LOOK, AgentMinds
from agent_core.models.port import ChatMessage
from agent_core.prompts.load import prompt

LONGEST = 400  # tokens of a description
UNASKED = "What does this picture show?"


@dataclass(frozen=True)
class Seeing:
    """Implements `contract.Eyes`."""

    minds: AgentMinds

    @property
    def open(self) -> bool:
        return bool(self.minds.directory.now.seeing())

    async def describe(self, jpeg: bytes, asked: str, *, user_id: str, zone: str) -> str:
        """Raises ModelUnavailable, also where no model sees, and BudgetExceeded."""
        model = self.minds.eyes(user_id, zone)
        question = ChatMessage(role="user", content=asked.strip() or UNASKED, jpegs=[jpeg])
        said: list[str] = []
        messages = [ChatMessage(role="system", content=prompt(LOOK)), question]
        async with aclosing(model.stream(messages, max_tokens=LONGEST)) as stream:
            async for chunk in stream:
                said = [] if chunk.dropped else [*said, chunk.text]
        return "".join(said).strip()
