"""Looking at time as a whole: the agenda of a day, and where there is room."""

from datetime import datetime, timedelta

from agent_core.contract import Call
from agent_core.errors import InvalidInput
from capabilities.planner import events, reminders, tasks
from capabilities.planner.arguments import FindOptimalTime
from capabilities.planner.free_time import PlannerSettings, Wish, suggest
from capabilities.planner.moments import day_of, meant, spoken, spoken_day, spoken_span, stamp
from capabilities.planner.records import origin_of
from capabilities.planner.schemas import Agenda, FreeTime

LONGEST_SEARCH = timedelta(days=62)
WEEK = timedelta(days=7)


class Day:
    def __init__(
        self, tasks: tasks.Tasks, reminders: reminders.Reminders, events: events.Events, hours: PlannerSettings
    ) -> None:
        self._tasks = tasks
        self._reminders = reminders
        self._events = events
        self._hours = hours

    async def agenda(self, call: Call, moment: datetime | None) -> Agenda:
        start, end = day_of(meant(call, moment) if moment else call.now, call.zone)
        planned = await self._events.between(call, start, end)
        due = await self._tasks.due_between(call, start, end)
        overdue = await self._tasks.due_between(call, None, start)
        coming = await self._reminders.between(call, start, end)
        lines = [
            *(f"Event: {events.line(event, call)}" for event in planned),
            *(f"Task: {tasks.line(task, call)}" for task in due),
            *(f"Reminder: {reminders.line(reminder, call)}" for reminder in coming),
        ]
        return Agenda(
            day=start,
            tasks=[tasks.view(task) for task in due],
            overdue=[tasks.view(task) for task in overdue],
            events=[events.view(event) for event in planned],
            reminders=[reminders.view(reminder) for reminder in coming],
            text=_said(spoken_day(start.astimezone(call.zone)), lines, len(overdue)),
            origin=origin_of(*planned, *due, *overdue, *coming),
        )

    async def find_optimal_time(self, call: Call, wanted: FindOptimalTime) -> FreeTime:
        wish = self._wish(call, wanted)
        taken = await self._events.between(call, wish.earliest, wish.latest, calendar_id=wanted.calendar_id)
        slots = suggest(wish, [(event.start, event.end) for event in taken], self._hours)
        lines = [f"- {spoken_span(slot.start, slot.end, call.zone)}: {slot.reason}" for slot in slots]
        text = "\n".join([f"The best times for {wanted.duration_minutes} minutes:", *lines])
        best = slots[0].start if slots else None
        return FreeTime(
            slots=slots, best_start=best, text=text if slots else self._none(call, wish), origin=origin_of(*taken)
        )

    def _wish(self, call: Call, wanted: FindOptimalTime) -> Wish:
        now = stamp(call.now)
        earliest = max(now, meant(call, wanted.earliest_time)) if wanted.earliest_time else now
        latest = meant(call, wanted.latest_time) if wanted.latest_time else earliest + WEEK
        duration = timedelta(minutes=wanted.duration_minutes)
        if latest < earliest + duration:
            raise InvalidInput(f"Up to {spoken(latest, call.zone)} there is no room for that: give a later end.")
        if latest - earliest > LONGEST_SEARCH:
            raise InvalidInput(f"Look at {LONGEST_SEARCH.days} days at most: give an earlier end.")
        return Wish(duration=duration, earliest=earliest, latest=latest, priority=wanted.priority, zone=call.zone)

    def _none(self, call: Call, wish: Wish) -> str:
        span = spoken_span(wish.earliest, wish.latest, call.zone)
        hours = f"{self._hours.work_start:%H:%M}–{self._hours.work_end:%H:%M}, {self._hours.work_days}"
        return f"There is no free time that long, {span}, within working hours ({hours}). Try a shorter or later one."


def _said(day: str, lines: list[str], overdue: int) -> str:
    late = f" {overdue} {'task is' if overdue == 1 else 'tasks are'} overdue." if overdue else ""
    if not lines:
        return f"Nothing is planned for {day}.{late}"
    return "\n".join([f"{day}:{late}", *(f"- {line}" for line in lines)])
