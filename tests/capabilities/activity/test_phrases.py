"""What people say about groups is understood without a model, beside everything else that can be said."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from agent_core.planning.local.planner import LocalPlanner
from agent_core.planning.port import Request
from capabilities.activity import Activity
from capabilities.knowledge import Knowledge
from capabilities.planner import Planner

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
CAPABILITIES = (*Activity().capabilities(), *Planner().capabilities(), *Knowledge().capabilities())
LAST_WEEK = {"since": "2026-11-09", "until": "2026-11-16"}


SAID: list[tuple[str, str, dict[str, Any]]] = [
    ("activity report of the last week", "group_report", LAST_WEEK),
    ("activity report", "group_report", {}),
    ("how active was the book club last week?", "group_report", {"group": "book club", **LAST_WEEK}),
    ("Email me the activity report of last week.", "send_report", {"by": "email", **LAST_WEEK}),
    ("send the report of last week to my telegram", "send_report", {"by": "telegram", **LAST_WEEK}),
    ("which groups am I in?", "list_groups", {}),
    ("opt me out of the group flat share", "opt_out", {"group": "flat share"}),
    ("keep my activity in book club for 30 days", "take_part", {"group": "book club", "keep_days": 30}),
]


async def test_it_is_understood() -> None:
    planner = LocalPlanner(None)
    for said, function, arguments in SAID:
        request = Request(text=said, now=NOW, capabilities=CAPABILITIES)
        decision = await planner.plan(request, await planner.analyze(request), lambda text: None)
        [step] = decision.steps
        assert (step["capability"], step["arguments"]) == (f"activity.{function}", arguments)
