"""Calls of capabilities, for tests."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from agent_core.contract import Call

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Madrid"))


def call(**changes: Any) -> Call:
    return replace(Call(user_id="ana", audience="user:ana", key="run:s1", now=NOW), **changes)
