"""What the models of one turn took."""

from pydantic import BaseModel, Field

from agent_core.spending.prices import Usage


class Spent(BaseModel):
    """What the models of a run took."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_micros: int = Field(default=0, description="millionths of a US dollar")
    models: list[str] = []


class Tally:
    """Adds up as the calls end."""

    def __init__(self) -> None:
        self._spent = Spent()

    def add(self, model: str, usage: Usage, cost_micros: int) -> None:
        before = self._spent
        self._spent = Spent(
            calls=before.calls + 1,
            input_tokens=before.input_tokens + usage.input,
            output_tokens=before.output_tokens + usage.output,
            cost_micros=before.cost_micros + cost_micros,
            models=[*before.models, *([] if model in before.models else [model])],
        )

    def spent(self) -> Spent:
        return self._spent
