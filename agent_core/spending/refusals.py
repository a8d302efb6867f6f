"""How much room an account has, and the words for one that has too little."""

from agent_core.spending.limits import MICROS, Limit
from agent_core.spending.prices import Price
from agent_core.spending.scopes import Account
from agent_core.spending.store import Amount


def writable(limit: Limit, spent: Amount, price: Price, input_tokens: int) -> int | None:
    """Tokens of an answer that fit after so many are read; None: any number, negative: not even what is read."""
    rooms: list[int] = []
    if limit.tokens_per_day is not None:
        rooms.append(limit.tokens_per_day - spent.tokens - input_tokens)
    if limit.cost_micros_per_day is not None:
        by_cost = price.affordable(limit.cost_micros_per_day - spent.micros, input_tokens)
        rooms += [] if by_cost is None else [by_cost]
    return min(rooms, default=None)


def refusal(account: Account, limit: Limit, spent: Amount, needed: Amount) -> str:
    """Why nothing is left of today's budget, and when it renews. What others spent is not told."""
    tokens = limit.tokens_per_day is not None and spent.tokens + needed.tokens > limit.tokens_per_day
    cap, gone, more = (
        (_tokens(limit.tokens_per_day), f"{spent.tokens:,}", f"{needed.tokens:,}")
        if tokens
        else (_dollars(limit.cost_micros_per_day), _dollars(spent.micros), _dollars(needed.micros))
    )
    detail = f": {gone} spent or set aside, and this may take {more} more" if account.own else ""
    return f"{account.opening} for today ({cap}) is used up{detail}. It renews at 00:00 {account.zone}."


def _tokens(number: int | None) -> str:
    return f"{number or 0:,} tokens"


def _dollars(micros: int | None) -> str:
    dollars = (micros or 0) / MICROS
    return f"${dollars:,.2f}" if micros in (0, None) or dollars >= 0.01 else f"${dollars:.6f}"
