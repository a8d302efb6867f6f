"""Tasks: what they say, when they come again."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from agent_core.contract import Call
from capabilities.planner.arguments import CreateTask, ListTasks, UpdateTask
from capabilities.planner.editing import Edited, Editor, given
from capabilities.planner.moments import at_nine, meant, spoken, stamp, zone_called, zone_name
from capabilities.planner.phrasing import counted, listing
from capabilities.planner.records import TaskRecord, origin_of
from capabilities.planner.recurrence import first_from, next_after, normal
from capabilities.planner.repository import TaskRepository
from capabilities.planner.schemas import TaskList, TaskResult, TaskStatus, TaskView

LOOKED_AT = 1000  # tasks that are put in order of their due time
FAR = datetime.max.replace(tzinfo=UTC)
OPEN, ALL = TaskRepository.filter("open"), TaskRepository.filter("all")


class TaskEditor(Editor[TaskRecord]):
    def label(self, record: TaskRecord, call: Call) -> str:
        return line(record, call)


class Tasks:
    def __init__(self, editor: TaskEditor, repository: TaskRepository) -> None:
        self._editor = editor
        self._repository = repository

    async def create(self, call: Call, wanted: CreateTask) -> TaskResult:
        rule, due = normal(wanted.recurrence), meant(call, wanted.due) if wanted.due else None
        if rule:
            due = first_from(rule, due or at_nine(call), call.zone, due or stamp(call.now))
        fields = wanted.model_dump(include={"title", "description", "priority", "tags"})
        when = {"due": due, "anchor": due, "recurrence": rule, "zone": zone_name(call)}
        made = await self._editor.create(call, **fields, **when, status="open")
        return _result(made, f"Task added: {line(made.record, call)}.")

    async def list(self, call: Call, wanted: ListTasks) -> TaskList:
        before = meant(call, wanted.due_before) if wanted.due_before else None
        filter = self._repository.filter(wanted.status, wanted.query, before=before)
        found = await self._repository.find(call.audience, filter, [("updated_at", -1)], LOOKED_AT)
        total = await self._repository.count(call.audience, filter)
        items = in_order(found)[: wanted.limit]
        kind = "task" if wanted.status == "all" else f"{wanted.status} task"
        heading = f"{counted(total, kind)}:" if total else f"There are no {kind}s{' like that' if filter else ''}."
        return TaskList(
            items=[view(task) for task in items],
            total=total,
            text=listing(heading, [line(task, call) for task in items], total),
            origin=origin_of(*items),
        )

    async def update(self, call: Call, wanted: UpdateTask) -> TaskResult:
        said = wanted.model_dump(include={"title", "description", "priority", "tags"}, exclude_none=True)
        if "due" in wanted.model_fields_set:
            said["due"] = said["anchor"] = meant(call, wanted.due) if wanted.due else None
        edited = await self._editor.change(call, lambda: self._find(call, wanted.task), lambda task: given(said))
        return _result(edited, f"Task changed: {line(edited.record, call)}.")

    async def set_status(self, call: Call, reference: str, status: TaskStatus) -> TaskResult:
        if status == "done":
            return await self.complete(call, reference)
        edited = await self._editor.change(
            call, lambda: self._editor.find(call, reference, TaskRepository.filter("done"), OPEN), _opened, "reopened"
        )
        return _result(edited, f"Task open: {line(edited.record, call)}.")

    async def complete(self, call: Call, reference: str) -> TaskResult:
        edited = await self._editor.change(
            call, lambda: self._find(call, reference), lambda task: _completed(task, call), "completed"
        )
        task = edited.record
        if task.status == "done":
            state = "Done" if edited.change else "That was done already"
            return _result(edited, f"{state}: {task.title}.")
        due = spoken(task.due, call.zone) if task.due else "later"
        return _result(edited, f"Done for now: {task.title}. It is due again on {due}.")

    async def delete(self, call: Call, reference: str) -> TaskResult:
        edited = await self._editor.remove(call, lambda: self._find(call, reference))
        return _result(edited, f"Task deleted: {edited.record.title}.")

    async def due_between(self, call: Call, start: datetime | None, end: datetime) -> Sequence[TaskRecord]:
        filter = self._repository.filter("open", since=start, before=end)
        return in_order(await self._repository.find(call.audience, filter, [("due", 1)], LOOKED_AT))

    async def _find(self, call: Call, reference: str) -> TaskRecord:
        return await self._editor.find(call, reference, OPEN, ALL, hint="Ask for your tasks to see them.")


def _opened(task: TaskRecord) -> dict[str, Any]:
    return {"status": "open"}


def _completed(task: TaskRecord, call: Call) -> dict[str, Any]:
    """A task that repeats moves on: past what is due now, and past today's instant."""
    if task.status == "done":
        return {}
    if task.recurrence and task.due and task.anchor:
        after = max(task.due, call.now)
        if due := next_after(task.recurrence, task.anchor, zone_called(task.zone), after):
            return {"due": due}
    return {"status": "done"}


def in_order(tasks: Sequence[TaskRecord]) -> list[TaskRecord]:
    """Open ones first, then by due time; those without one come last."""
    return sorted(tasks, key=lambda task: (task.status == "done", task.due or FAR))


def view(task: TaskRecord) -> TaskView:
    return TaskView.model_validate(task, from_attributes=True)


def line(task: TaskRecord, call: Call) -> str:
    due = f", due {spoken(task.due, call.zone)}" if task.due else ""
    again = ", repeating" if task.recurrence else ""
    priority = "" if task.priority == "medium" else f", {task.priority} priority"
    return f"{task.title}{due}{again}{priority}"


def _result(edited: Edited[TaskRecord], text: str) -> TaskResult:
    return TaskResult(
        text=text, origin=edited.record.origin, change=edited.change, task=view(edited.record), task_id=edited.record.id
    )
