"""The sentences that people read in the package's results."""

from collections.abc import Sequence

from agent_core.contract import Citation
from capabilities.knowledge.records import Document

NOT_FOUND = "I did not find that in your documents."
WAITING = "Waiting"
NAMED = 5  # failed files of an archive that are named
NO_DOCUMENTS = "You have no documents yet: upload one, then ask again."


def not_found(nearest: Sequence[Citation], unfinished: int) -> str:
    numbers = " ".join(f"[{number}]" for number in range(1, len(nearest) + 1))
    return NOT_FOUND + (f" The nearest passages: {numbers}" if numbers else "") + waiting(unfinished)


def quoted(citations: Sequence[Citation]) -> str:
    """Each sentence with the number of its citation."""
    return "\n".join(f"“{_readable(citation.quote)}” [{number}]" for number, citation in enumerate(citations, 1))


def _readable(quote: str) -> str:
    """A row of a table as its cells; other text as it is."""
    if not (quote.startswith("|") and quote.endswith("|")):
        return quote
    return " · ".join(filter(None, (cell.strip() for cell in quote.split("|"))))


def taken_in(document: Document) -> str:
    if document.status == "ready":
        return f"“{document.title}” is in your documents already."
    return f"I am reading “{document.title}”; you can ask about it in a moment."


def state(document: Document, members: Sequence[Document] = ()) -> str:
    """What there is to say about a document by itself, above all why it cannot be used."""
    if document.status == "failed":
        anew = " anew, so what was read before stays" if document.searchable else ""
        return f"“{document.title}” could not be read{anew}. {document.error or ''}".strip()
    if document.status != "ready":
        return f"“{document.title}” is still being read ({document.progress:.0%}): ask again in a moment."
    pages = f", {how_many(document.pages, 'page')}" if document.pages else ""
    said = [f"“{document.title}”: {document.type.upper()}{pages}.", *document.notices, *_unpacked(members)]
    return " ".join(said)


def _unpacked(members: Sequence[Document]) -> list[str]:
    if not members:
        return []
    ready = sum(member.status == "ready" for member in members)
    failed = [member for member in members if member.status == "failed"]
    said = [f"{ready} of the {how_many(len(members), 'file')} in it can be searched."]
    said += [f"“{member.title}” could not be read: {member.error}" for member in failed[:NAMED]]
    return said + ([f"And {len(failed) - NAMED} more."] if len(failed) > NAMED else [])


def listed(documents: Sequence[Document], total: int) -> str:
    return f"{how_many(total, 'document')}{_titles(documents, total)}."


def deleted(documents: Sequence[Document], total: int) -> str:
    return f"{how_many(total, 'deleted document')} can be brought back{_titles(documents, total)}."


def _titles(documents: Sequence[Document], total: int) -> str:
    titles = ", ".join(f"“{document.title}”" for document in documents[:10])
    return f"{': ' if titles else ''}{titles}{', …' * (total > 10)}"


def with_members(members: Sequence[Document]) -> str:
    return f" with the {how_many(len(members), 'file')} in it" if members else ""


def waiting(count: int) -> str:
    """Said after `NOT_FOUND` when more may be found soon."""
    if not count:
        return ""
    return f" {how_many(count, 'document')} {'is' if count == 1 else 'are'} still being read: ask again in a moment."


def how_many(count: int, what: str) -> str:
    return f"{count or 'No'} {what}{'' if count == 1 else 's'}"
