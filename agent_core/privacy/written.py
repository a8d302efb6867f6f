"""How an export is written: JSON for machines, Markdown for people."""

import json
import re
from base64 import b64encode
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import datetime
from typing import Any

from agent_core.memory.conversations import Conversation
from agent_core.memory.facts import Fact
from agent_core.runs import Run

README = """Everything that this assistant keeps of you.

conversations/   what was said, one file each to read (.md) and one with all details (.json)
memory.md        what it remembers of you; memory.json has the details
files/           what you uploaded, as you uploaded it
data/            all other records, one file for each kind
packages/        what parts of the assistant keep elsewhere

Left out are secrets (passwords, sign-in tokens) and what is only made from the above so that it can be found and
resumed: search indexes and states of finished runs.
"""
TITLE = 60  # characters of a file's name


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain).encode()


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return b64encode(value).decode() if isinstance(value, bytes) else str(value)


async def rows_as_json(rows: AsyncIterator[Mapping[str, Any]]) -> AsyncIterator[bytes]:
    """A list with one row on each line, written as the rows come."""
    lead = b"[\n"
    async for row in rows:
        yield lead + json.dumps(row, ensure_ascii=False, default=_plain).encode()
        lead = b",\n"
    yield b"[]\n" if lead == b"[\n" else b"\n]\n"


async def as_markdown(conversation: Conversation, runs: AsyncIterator[Run]) -> AsyncIterator[bytes]:
    yield f"# {conversation.title}\n\nBegun on {_day(conversation.created_at)}.\n".encode()
    async for run in runs:
        answer = run.answer.text if run.answer else "(no answer)"
        taken_back = " · taken back" if run.superseded else ""
        said = (
            f"## You, {_day(run.accepted_at)} · {run.interface}{taken_back}\n\n{run.text}\n\n## Assistant\n\n{answer}\n"
        )
        yield f"\n{said}".encode()


def facts_as_markdown(facts: Iterable[Fact]) -> bytes:
    lines = [f"- {fact.text} ({_day(fact.created_at)}{_doubt(fact)})" for fact in facts]
    return ("# What the assistant remembers\n\n" + ("\n".join(lines) or "Nothing.") + "\n").encode()


def _doubt(fact: Fact) -> str:
    gone = ", forgotten; removed within a day" if fact.deleted_at else ""
    return f"{', a suggestion' if fact.status == 'proposed' else ''}{gone}"


def named(title: str) -> str:
    """A title as a name of a file on any system."""
    bare = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", title)
    return " ".join(bare.split())[:TITLE].strip(" .") or "untitled"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y %H:%M} UTC"
