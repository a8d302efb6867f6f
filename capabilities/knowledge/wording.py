"""The sentences that people read in the package's results."""

from collections.abc import Sequence

from agent_core.contract import Citation
from capabilities.knowledge.records import Document

NOT_FOUND = "I did not find that in your documents."
NO_DOCUMENTS = "You have no documents yet: upload one, then ask again."


def not_found(nearest: Sequence[Citation], unfinished: int) -> str:
    numbers = " ".join(f"[{number}]" for number in range(1, len(nearest) + 1))
    return NOT_FOUND + (f" The nearest passages: {numbers}" if numbers else "") + waiting(unfinished)


def quoted(citations: Sequence[Citation]) -> str:
    """Each sentence with the number of its citation."""
    return "\n".join(f"“{citation.quote}” [{number}]" for number, citation in enumerate(citations, 1))


def taken_in(document: Document) -> str:
    if document.status == "ready":
        return f"“{document.title}” is in your documents already."
    return f"I am reading “{document.title}”; you can ask about it in a moment."


def state(document: Document) -> str:
    """What there is to say about a document by itself, above all why it cannot be used."""
    if document.status == "failed":
        return f"“{document.title}” could not be read. {document.error or ''}".strip()
    if document.status != "ready":
        return f"“{document.title}” is still being read ({document.progress:.0%}): ask again in a moment."
    pages = f", {how_many(len(document.pages), 'page')}" if document.pages else ""
    return f"“{document.title}”: {document.type.upper()}{pages}."


def waiting(count: int) -> str:
    """Said after `NOT_FOUND` when more may be found soon."""
    if not count:
        return ""
    return f" {how_many(count, 'document')} {'is' if count == 1 else 'are'} still being read: ask again in a moment."


def how_many(count: int, what: str) -> str:
    return f"{count or 'No'} {what}{'' if count == 1 else 's'}"
