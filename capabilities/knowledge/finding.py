"""Which document a person means: by id, or by a part of the title."""

import asyncio
import re

from agent_core.errors import CapabilityFailed, NeedsAnswer, NotFound
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Repository
from capabilities.knowledge.selection import EVERYTHING, UNFINISHED

_FILLER = frozenset(
    ("the", "a", "an", "my", "our", "this", "that", "document", "file", "called", "named", "titled", "about")
)
_ID = re.compile("[0-9a-f]{24}")
MOST_CHOICES = 8
PATIENCE, LOOK = 15.0, 0.25  # seconds that a document may take to be read, and between two looks at it


async def find_document(repository: Repository, audience: str, named: str) -> Document:
    """Raises NeedsAnswer when several fit, CapabilityFailed when none does, NotFound for an id that is not theirs."""
    if found := await repository.get(audience, named.strip()):
        return found
    if _ID.fullmatch(named.strip()):
        raise NotFound("There is no such document.")
    fitting = await repository.find_title(audience, _words(named), limit=MOST_CHOICES)
    exact = [document for document in fitting if document.title.casefold() == named.strip().casefold()]
    fitting = exact if len(exact) == 1 else fitting
    if not fitting:
        raise CapabilityFailed(await _none(repository, audience, named))
    if len(fitting) > 1:
        raise NeedsAnswer(
            f"Which document do you mean by “{named}”?",
            argument="document",
            choices=[(document.id, document.title) for document in fitting],
        )
    return fitting[0]


async def readable(repository: Repository, audience: str, named: str, patience: float) -> Document:
    """The document, once it has been read; what was just uploaded is waited for. The caller looks at its status."""
    document = await find_document(repository, audience, named)
    waited = 0.0
    while document.status in UNFINISHED and not document.searchable and waited < patience:
        await asyncio.sleep(LOOK)
        waited += LOOK
        document = await repository.get(audience, document.id) or document
    return document


def _words(named: str) -> list[str]:
    words = re.findall(r"\w+", named)
    return [word for word in words if word.lower() not in _FILLER] or words or [named]


async def _none(repository: Repository, audience: str, named: str) -> str:
    page = await repository.page(audience, EVERYTHING, 3, "")
    if not page.items:
        return "You have no documents yet: upload one first."
    titles = ", ".join(f"“{document.title}”" for document in page.items)
    return f"There is no document “{named}”. You have {titles}{' and others' if page.next else ''}."
