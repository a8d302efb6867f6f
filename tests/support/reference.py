"""Writes the parts of the documentation that the code says already: `uv run python -m tests.support.reference`.

They are `.env.example` and `docs/errors.md`; a test fails when they differ from what this would write.
"""

import inspect
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from agent_core import errors
from agent_core.errors import AgentError
from agent_core.settings import Settings
from agent_core.voice.settings import VoiceSettings
from capabilities.activity.schemas import ActivitySettings
from capabilities.communication.schemas import CommunicationSettings
from capabilities.knowledge.schemas import KnowledgeSettings
from capabilities.planner.free_time import PlannerSettings
from gateway.errors import STATUS
from interfaces.email.settings import EmailSettings
from interfaces.slack.settings import SlackSettings
from interfaces.telegram.settings import TelegramSettings
from interfaces.whatsapp.settings import WhatsAppSettings

ROOT = Path(__file__).parents[2]
SETTINGS: dict[str, type[BaseModel]] = {
    "": Settings,
    "ACTIVITY_": ActivitySettings,
    "VOICE_": VoiceSettings,
    "COMMUNICATION_": CommunicationSettings,
    "KNOWLEDGE_": KnowledgeSettings,
    "PLANNER_": PlannerSettings,
    "EMAIL_": EmailSettings,
    "SLACK_": SlackSettings,
    "TELEGRAM_": TelegramSettings,
    "WHATSAPP_": WhatsAppSettings,
}
ENVIRONMENT_HEAD = """\
# Every setting of the assistant. All have a working default: copy this file to .env and uncomment what you change.
# A package's settings carry its name. Written by `python -m tests.support.reference`.
"""
COMPOSE_ONLY = """
# Only for docker compose: passwords of the database and of Grafana.
#MONGO_PASSWORD=
#GRAFANA_PASSWORD=
"""
ERRORS_HEAD = """\
# Errors

Every error has a stable code. Over HTTP its body is `{"error": code, "detail": sentence, "request_id": id}`: the code
is for a program, the sentence for a person. Written by `python -m tests.support.reference`.

| code | HTTP | meaning |
|---|---|---|
"""


def environment() -> str:
    lines = [f"# {text}\n#{name}={default}" for name, text, default in settings()]
    return ENVIRONMENT_HEAD + "\n" + "\n".join(lines) + "\n" + COMPOSE_ONLY


def settings() -> Iterator[tuple[str, str, str]]:
    """Name, description and default of each."""
    for prefix, model in SETTINGS.items():
        for name, field in model.model_fields.items():
            default = "" if field.default in (PydanticUndefined, None) else str(field.default)
            yield f"AGENTIC_{prefix}{name.upper()}", field.description or "", default.replace(str(Path.home()), "~")


def error_table() -> str:
    rows = (f"| `{kind.code}` | {STATUS.get(kind, 500)} | {meaning(kind)} |" for kind in kinds())
    return ERRORS_HEAD + "\n".join(rows) + "\n"


def kinds() -> Iterator[type[AgentError]]:
    for _, found in inspect.getmembers(errors, inspect.isclass):
        if issubclass(found, AgentError) and found is not AgentError:
            yield found


def meaning(kind: type[AgentError]) -> str:
    return (inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " ")


FILES = {".env.example": environment, "docs/errors.md": error_table}

if __name__ == "__main__":
    for file, text in FILES.items():
        (ROOT / file).write_text(text())
