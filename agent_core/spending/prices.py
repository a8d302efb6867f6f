"""Tokens, and what they cost."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal


@dataclass(frozen=True, kw_only=True)
class Usage:
    """Tokens of one call."""

    input: int
    output: int

    @property
    def total(self) -> int:
        return self.input + self.output


NOTHING = Usage(input=0, output=0)


@dataclass(frozen=True)
class Price:
    """US dollars per million tokens, which is millionths of a dollar ("micros") per token."""

    input: float = 0.0
    output: float = 0.0

    def cost(self, usage: Usage) -> int:
        """Micros, rounded up. More tokens never cost less."""
        exact = _exact(self.input) * usage.input + _exact(self.output) * usage.output
        return int(exact.to_integral_value(ROUND_CEILING))

    def guess(self, tokens: int) -> int:
        """Micros of so many tokens when nobody knows which are read and which written: one in four is written."""
        written = tokens // 4
        return self.cost(Usage(input=tokens - written, output=written))

    def affordable(self, micros: int, input_tokens: int) -> int | None:
        """How many tokens can be written for `micros` after so many are read; None: any number."""
        left = micros - self.cost(Usage(input=input_tokens, output=0))
        if left < 0:
            return -1
        return int(left / _exact(self.output)) if self.output else None


def _exact(dollars: float) -> Decimal:
    return Decimal(str(dollars))  # as it was written: 0.1 is one tenth


FREE = Price()
