"""What interfaces need for a person's own say over their data."""

from dataclasses import dataclass
from datetime import UTC, datetime

from agent_core.assistant import Assistant
from agent_core.memory.facts import Facts
from agent_core.memory.rules import RuleBook
from agent_core.privacy.erasure import Erasure
from agent_core.privacy.export import Export
from agent_core.privacy.places import Places
from agent_core.privacy.retention import Retention
from agent_core.registry import Registry
from agent_core.settings import Settings
from agent_core.storage.database import Database
from agent_core.storage.files import FileStore


@dataclass(frozen=True, kw_only=True)
class Privacy:
    facts: Facts
    rules: RuleBook
    kept: Places
    export: Export
    erasure: Erasure
    retention: Retention


def privacy_of(
    settings: Settings, database: Database, registry: Registry, files: FileStore, facts: Facts, rules: RuleBook,
    assistant: Assistant,
) -> Privacy:  # fmt: skip
    return Privacy(
        facts=facts,
        rules=rules,
        kept=Places(database),
        export=Export(database, registry, files),
        erasure=Erasure(database, registry, files, assistant.stop_all),
        retention=Retention(
            database, rules, facts, assistant.delete_conversation, lambda: datetime.now(UTC),
            most_days=settings.keep_conversations_days,
        ),
    )  # fmt: skip
