"""List prices of well-known models, to fill in a form with. What counts is what stands in the provider's settings."""

from typing import NamedTuple

SOURCE = "genai-prices 0.2.3 (github.com/pydantic/genai-prices, MIT)"
AS_OF = "2026-11-21"


class Price(NamedTuple):
    """US dollars per million tokens, for prompts of ordinary length."""

    input: float
    output: float


PRICES: dict[str, Price] = {
    "gpt-4.1": Price(2, 8),
    "gpt-4.1-mini": Price(0.4, 1.6),
    "gpt-4.1-nano": Price(0.1, 0.4),
    "gpt-4o": Price(2.5, 10),
    "gpt-4o-mini": Price(0.15, 0.6),
    "gpt-5": Price(1.25, 10),
    "gpt-5-mini": Price(0.25, 2),
    "gpt-5-nano": Price(0.05, 0.4),
    "gpt-5.1": Price(1.25, 10),
    "gpt-5.2": Price(1.75, 14),
    "gpt-5.4": Price(2.5, 15),
    "gpt-5.4-mini": Price(0.75, 4.5),
    "gpt-5.4-nano": Price(0.2, 1.25),
    "gpt-6-luna": Price(0.1, 0.5),
    "gpt-6-sol": Price(2, 10),
    "gpt-6.1-sol": Price(2, 10),
    "gpt-6.1-terra": Price(1, 5),
    "anthropic/claude-haiku-4.5": Price(1, 5),
    "anthropic/claude-haiku-5.5": Price(0.1, 0.5),
    "anthropic/claude-opus-5.5": Price(4, 20),
    "anthropic/claude-sonnet-4.5": Price(3, 15),
    "anthropic/claude-sonnet-5.5": Price(2, 10),
    "google/gemini-3.5-flash": Price(1.5, 9),
    "google/gemini-3.7-flash": Price(0.75, 3.75),
    "mistralai/mistral-large-2512": Price(0.5, 1.5),
    "mistralai/mistral-medium-3-5": Price(1.5, 7.5),
    "mistralai/mistral-small-2603": Price(0.15, 0.6),
    "qwen/qwen3.8-flash": Price(0.15, 0.47),
}
FREE = Price(0, 0)


def list_price(kind: str, model: str) -> Price:
    """Nothing for a model on one's own machine, and for one that is not in the table."""
    if kind == "ollama":
        return FREE
    return PRICES.get(model) or PRICES.get(model.removeprefix("openai/"), FREE)
