"""Tasks, notes, reminders and a calendar."""

from agent_core.contract import Call, CapabilityPackage, Host, Result, Risk, capability
from capabilities.planner import arguments as a
from capabilities.planner import phrases
from capabilities.planner import schemas as s
from capabilities.planner.day import Day
from capabilities.planner.delivery import Delivery
from capabilities.planner.editing import Undoer
from capabilities.planner.events import EventEditor, Events
from capabilities.planner.free_time import PlannerSettings
from capabilities.planner.notes import NoteEditor, Notes
from capabilities.planner.records import EventRecord, NoteRecord, ReminderRecord, TaskRecord
from capabilities.planner.reminders import ReminderEditor, Reminders
from capabilities.planner.repository import EventRepository, NoteRepository, ReminderRepository, TaskRepository
from capabilities.planner.tasks import TaskEditor, Tasks

READ, WRITE = Risk.READ, Risk.WRITE
QUICK = 0.1  # seconds


class Planner(CapabilityPackage):
    name = "planner"
    description = "Tasks, notes, reminders and a calendar."

    async def open(self, host: Host) -> None:
        hours = host.settings(PlannerSettings)
        tasks = TaskRepository(host.collection("tasks"), TaskRecord)
        notes = NoteRepository(host.collection("notes"), NoteRecord)
        reminders = ReminderRepository(host.collection("reminders"), ReminderRecord)
        events = EventRepository(host.collection("events"), EventRecord)
        for repository in (tasks, notes, reminders, events):
            await repository.prepare()
        self._editors: dict[str, Undoer] = {
            "task": (task_editor := TaskEditor(host, tasks)),
            "note": (note_editor := NoteEditor(host, notes)),
            "reminder": (reminder_editor := ReminderEditor(host, reminders)),
            "event": (event_editor := EventEditor(host, events)),
        }
        self._delivery = Delivery(host, reminders, reminder_editor)
        self._tasks, self._notes = Tasks(task_editor, tasks), Notes(note_editor, notes)
        self._reminders = Reminders(reminder_editor, reminders, self._delivery.wake, host.channels)
        self._events = Events(event_editor, events)
        self._day = Day(self._tasks, self._reminders, self._events, hours)
        host.spawn("planner.reminders", self._delivery.run())

    async def undo(self, call: Call, result: s.Changed) -> Result:
        """Take back what the call with this result changed. Raises Conflict when it changed again since."""
        if result.change is None:
            return Result(text="Nothing had been changed, so there is nothing to take back.")
        taken_back = await self._editors[result.change.kind].undo(call, result.change)
        self._delivery.wake(call.now)  # it may have brought a reminder back
        return taken_back

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.CREATE_TASK)
    async def create_task(self, call: Call, arguments: a.CreateTask) -> s.TaskResult:
        """Add something to do to the person's task list, with a due time, a priority or a repetition where given."""
        return await self._tasks.create(call, arguments)

    @capability(risk=READ, seconds=QUICK, examples=phrases.LIST_TASKS)
    async def list_tasks(self, call: Call, arguments: a.ListTasks) -> s.TaskList:
        """Show the person's tasks, by status, words or due time."""
        return await self._tasks.list(call, arguments)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.UPDATE_TASK)
    async def update_task(self, call: Call, arguments: a.UpdateTask) -> s.TaskResult:
        """Change the title, description, due time, priority or labels of a task."""
        return await self._tasks.update(call, arguments)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.SET_TASK_STATUS)
    async def set_task_status(self, call: Call, arguments: a.SetTaskStatus) -> s.TaskResult:
        """Set a task to open again, or to done."""
        return await self._tasks.set_status(call, arguments.task, arguments.status)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.COMPLETE_TASK)
    async def complete_task(self, call: Call, arguments: a.OneTask) -> s.TaskResult:
        """Mark a task as done; one that repeats moves on to its next due time."""
        return await self._tasks.complete(call, arguments.task)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.DELETE_TASK)
    async def delete_task(self, call: Call, arguments: a.OneTask) -> s.TaskResult:
        """Remove a task from the list."""
        return await self._tasks.delete(call, arguments.task)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.CREATE_NOTE)
    async def create_note(self, call: Call, arguments: a.CreateNote) -> s.NoteResult:
        """Write down a text that the person wants to keep."""
        return await self._notes.create(call, arguments)

    @capability(risk=READ, seconds=QUICK, examples=phrases.SEARCH_NOTES)
    async def search_notes(self, call: Call, arguments: a.SearchNotes) -> s.NoteList:
        """Find notes by words in them."""
        return await self._notes.search(call, arguments.query, arguments.limit)

    @capability(risk=READ, seconds=QUICK, examples=phrases.LIST_NOTES)
    async def list_notes(self, call: Call, arguments: a.ListNotes) -> s.NoteList:
        """Show the person's notes, the last changed first."""
        return await self._notes.search(call, arguments.query, arguments.limit)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.UPDATE_NOTE)
    async def update_note(self, call: Call, arguments: a.UpdateNote) -> s.NoteResult:
        """Change the heading, text or labels of a note."""
        return await self._notes.update(call, arguments)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.DELETE_NOTE)
    async def delete_note(self, call: Call, arguments: a.OneNote) -> s.NoteResult:
        """Remove a note."""
        return await self._notes.delete(call, arguments.note)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.SET_REMINDER)
    async def set_reminder(self, call: Call, arguments: a.SetReminder) -> s.ReminderResult:
        """Remind the person of something at a time, once or repeatedly."""
        return await self._reminders.set(call, arguments)

    @capability(risk=READ, seconds=QUICK, examples=phrases.LIST_REMINDERS)
    async def list_reminders(self, call: Call, arguments: a.ListReminders) -> s.ReminderList:
        """Show the person's reminders."""
        return await self._reminders.list(call, arguments)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.SNOOZE_REMINDER)
    async def snooze_reminder(self, call: Call, arguments: a.SnoozeReminder) -> s.ReminderResult:
        """Put a reminder off by some minutes."""
        return await self._reminders.snooze(call, arguments.reminder, arguments.minutes)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.CANCEL_REMINDER)
    async def cancel_reminder(self, call: Call, arguments: a.OneReminder) -> s.ReminderResult:
        """Call a reminder off, so that it is not shown."""
        return await self._reminders.cancel(call, arguments.reminder)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.SCHEDULE_EVENT)
    async def schedule_event(self, call: Call, arguments: a.ScheduleEvent) -> s.EventResult:
        """Put a meeting, appointment or other event into the calendar and say what it overlaps with."""
        return await self._events.schedule(call, arguments)

    @capability(risk=READ, seconds=QUICK, examples=phrases.LIST_EVENTS)
    async def list_events(self, call: Call, arguments: a.ListEvents) -> s.EventList:
        """Show the events of the calendar between two times; the coming week when none are given."""
        return await self._events.list(call, arguments)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.MOVE_EVENT)
    async def move_event(self, call: Call, arguments: a.MoveEvent) -> s.EventResult:
        """Move an event to another time; it lasts as long as before."""
        return await self._events.move(call, arguments)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.UPDATE_EVENT)
    async def update_event(self, call: Call, arguments: a.UpdateEvent) -> s.EventResult:
        """Change the title, place, people, times or description of an event."""
        return await self._events.update(call, arguments)

    @capability(risk=WRITE, undo="undo", seconds=QUICK, examples=phrases.CANCEL_EVENT)
    async def cancel_event(self, call: Call, arguments: a.OneEvent) -> s.EventResult:
        """Call an event off and take it out of the calendar."""
        return await self._events.cancel(call, arguments.event)

    @capability(risk=READ, seconds=QUICK, examples=phrases.FIND_OPTIMAL_TIME)
    async def find_optimal_time(self, call: Call, arguments: a.FindOptimalTime) -> s.FreeTime:
        """Suggest the best free times of a length, within working hours and clear of the calendar."""
        return await self._day.find_optimal_time(call, arguments)

    @capability(risk=READ, seconds=QUICK, examples=phrases.AGENDA)
    async def agenda(self, call: Call, arguments: a.AgendaOf) -> s.Agenda:
        """Show what a day holds: events, tasks that are due, reminders."""
        return await self._day.agenda(call, arguments.day)
