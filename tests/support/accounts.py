"""Linked accounts for a package's host in tests."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent_core.happenings import Account


@dataclass(frozen=True)
class KnownAccount:
    platform: str
    external_id: str
    user_id: str
    name: str


class KnownAccounts:
    """Those that a test names; more can be linked, and unlinked, at any time."""

    def __init__(self, *accounts: KnownAccount) -> None:
        self.accounts = list(accounts)

    def link(self, external_id: str, user_id: str, name: str = "", platform: str = "telegram") -> None:
        self.accounts.append(KnownAccount(platform, external_id, user_id, name or user_id.capitalize()))

    def unlink(self, external_id: str) -> None:
        self.accounts = [each for each in self.accounts if each.external_id != external_id]

    async def of(self, user_id: str) -> Sequence[Account]:
        return [each for each in self.accounts if each.user_id == user_id]

    async def on(self, platform: str) -> Sequence[Account]:
        return [each for each in self.accounts if each.platform == platform]
