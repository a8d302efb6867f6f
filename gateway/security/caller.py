"""The person behind a request."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Caller:
    """Who they are, and where they speak."""

    id: str
    role: str
    zone: str
    session_id: str
    expires_at: datetime  # of the access token
    interface: str = ""  # the platform, when a service speaks for them; "" when they signed in themselves
    group_id: str = ""  # the group that hears it, if any

    @property
    def audience(self) -> str:
        """Whose data they reach: their own, or in a group that of the group and nothing else."""
        return f"group:{self.group_id}" if self.group_id else f"user:{self.id}"

    @property
    def confined(self) -> str | None:
        """The one audience that they may look at; None for all that is theirs."""
        return self.audience if self.group_id else None
