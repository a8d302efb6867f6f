"""How facts are said."""

from collections.abc import Sequence
from datetime import tzinfo

from agent_core.memory.facts import Fact
from agent_core.memory.search import Hit

SHOWN = 30  # facts of a list


def quoted(fact: Fact) -> str:
    return f"“{fact.text.rstrip('.')}”"


def told(fact: Fact) -> str:
    return f"You told me on {fact.created_at.day} {fact.created_at:%B %Y}: {quoted(fact)}."


def heading(count: int, about: str = "") -> str:
    subject = f" about {_turned(about)}" if about else ""
    return f"This is what I remember{subject}:" if count else f"I remember nothing{subject}."


def found_where(query: str, hits: Sequence[Hit], zone: tzinfo) -> str:
    if not hits:
        return f"I found nothing about “{query}” in our conversations."
    days = [(hit, hit.at.astimezone(zone)) for hit in hits]
    lines = [f"- {at.day} {at:%B %Y}: “{hit.snippet}”" for hit, at in days]
    return "\n".join([f"This is where “{query}” came up, the latest first:", *lines])


def listed(said: str, facts: Sequence[Fact]) -> str:
    """One line for each, with the day it was said."""
    lines = [f"- {fact.text} ({fact.created_at.day} {fact.created_at:%B %Y})" for fact in facts[:SHOWN]]
    more = [f"- and {len(facts) - SHOWN} more; the page Memory has them all"] if len(facts) > SHOWN else []
    return "\n".join([said, *lines, *more])


def _turned(about: str) -> str:
    """The person's "my" is our "your"."""
    mine = {"my": "your", "me": "you", "mine": "yours", "our": "your", "us": "you", "i": "you"}
    return " ".join(mine.get(word.lower(), word) for word in about.strip(" ?.!").split())
