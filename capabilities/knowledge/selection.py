"""Which documents of an audience are meant, as a condition of the database."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

MILLISECOND = timedelta(milliseconds=1)
UNFINISHED = ("queued", "reading", "indexing")


@dataclass(frozen=True, kw_only=True)
class Selection:
    """All conditions must hold; what is empty does not matter."""

    words: str = ""  # a part of the title, or a tag
    ids: Collection[str] | None = None
    type: str = ""
    tags: Sequence[str] = ()
    status: str = ""
    archive: str = ""
    outer: bool = False  # not what came in an archive
    since: datetime | None = None
    until: datetime | None = None

    def condition(self) -> dict[str, Any]:
        # moments are stored to the millisecond; by an index that descends, the embedded database takes $gte for $gt
        created = {"$gt": self.since - MILLISECOND if self.since else None, "$lt": self.until}
        wanted: dict[str, Any] = {
            "type": self.type.lower(),
            "tags": {"$all": list(self.tags)} if self.tags else None,
            "status": {"$in": list(UNFINISHED)} if self.status == "unfinished" else self.status,
            "archive": {"$eq": None} if self.outer and not self.archive else self.archive,
            "created_at": {name: value for name, value in created.items() if value},
            "$or": [{"title": containing(self.words)}, {"tags": self.words}] if self.words else None,
        }
        found = {name: value for name, value in wanted.items() if value}
        return found if self.ids is None else found | {"_id": {"$in": list(self.ids)}}


EVERYTHING = Selection()


def containing(words: str) -> dict[str, str]:
    return {"$regex": re.escape(words), "$options": "i"}
