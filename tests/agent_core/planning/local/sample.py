"""Packages of the shapes the planner meets: declared, never executed here."""

from datetime import datetime
from typing import ClassVar, Literal

from pydantic import BaseModel, Field

from agent_core.contract import Call, CapabilityPackage, Result, Risk, capability

Priority = Literal["low", "medium", "high"]


class CreateTask(BaseModel):
    title: str = Field(description="what to do")
    description: str = ""
    due: datetime | None = None
    priority: Priority = "medium"
    tags: list[str] = []
    recurrence: str | None = None


class ListTasks(BaseModel):
    status: Literal["open", "done", "all"] = "open"
    query: str = ""
    due_before: datetime | None = None


class UpdateTask(BaseModel):
    task: str = Field(description="which task")
    title: str | None = None
    due: datetime | None = None
    priority: Priority | None = None


class OneTask(BaseModel):
    task: str = Field(description="which task")


class CreateNote(BaseModel):
    title: str = ""
    content: str = Field(description="the text to keep")
    tags: list[str] = []


class SearchNotes(BaseModel):
    query: str = Field(description="words in the note")


class OneNote(BaseModel):
    note: str = Field(description="which note")


class SetReminder(BaseModel):
    title: str = Field(description="what to be reminded of")
    description: str = ""
    time: datetime = Field(description="when to be reminded")
    recurrence: str | None = None


class ListReminders(BaseModel):
    status: Literal["scheduled", "delivered", "cancelled", "all"] = "scheduled"


class SnoozeReminder(BaseModel):
    reminder: str = Field(description="which reminder")
    minutes: int = Field(description="how many minutes later")


class OneReminder(BaseModel):
    reminder: str = Field(description="which reminder")


class ScheduleEvent(BaseModel):
    title: str = Field(description="what takes place")
    description: str = ""
    start: datetime = Field(description="when it begins")
    end: datetime | None = None
    location: str = ""
    attendees: list[str] = []


class ListEvents(BaseModel):
    start: datetime | None = None
    end: datetime | None = None


class MoveEvent(BaseModel):
    event: str = Field(description="which event")
    start: datetime = Field(description="when it begins now")


class OneEvent(BaseModel):
    event: str = Field(description="which event")


class FindOptimalTime(BaseModel):
    duration_minutes: int = Field(description="how long it takes, in minutes")
    earliest_time: datetime | None = None
    latest_time: datetime | None = None
    priority: Priority = "medium"


class AgendaOf(BaseModel):
    day: datetime | None = None


class TaskView(BaseModel):
    id: str
    title: str


class NoteView(BaseModel):
    id: str
    title: str


class ReminderView(BaseModel):
    id: str
    title: str
    time: datetime


class EventView(BaseModel):
    id: str
    title: str
    start: datetime


class TaskResult(Result):
    task: TaskView
    task_id: str


class NoteResult(Result):
    note: NoteView
    note_id: str


class ReminderResult(Result):
    reminder: ReminderView
    reminder_id: str


class EventResult(Result):
    event: EventView
    event_id: str


class TaskList(Result):
    items: list[TaskView]


class NoteList(Result):
    items: list[NoteView]


class ReminderList(Result):
    items: list[ReminderView]


class EventList(Result):
    items: list[EventView]


class Planner(CapabilityPackage):
    name: ClassVar[str] = "planner"
    description: ClassVar[str] = "Tasks, notes, reminders and a calendar."

    @capability(
        risk=Risk.WRITE,
        examples=(
            "add {title} to my tasks",
            "add {title} to my to-do list",
            "put {title} on my todo list",
            "add a task to {title}",
            "create a task to {title} due {due}",
            "create a task called {title} with {priority} priority",
            "make a task for {title}",
            "new task: {title}",
            "todo: {title}",
            "add an urgent task: {title}",
        ),
    )
    async def create_task(self, call: Call, arguments: CreateTask) -> TaskResult:
        """Create a task."""
        raise NotImplementedError

    @capability(
        risk=Risk.READ,
        examples=(
            "show my tasks",
            "list my {status} tasks",
            "what is on my to-do list",
            "what tasks are due before {due_before}",
            "which tasks have I done",
            "what do I have to do",
            "do I have any tasks about {query}",
            "what is left to do",
            "find tasks about {query}",
        ),
    )
    async def list_tasks(self, call: Call, arguments: ListTasks) -> TaskList:
        """List your tasks."""
        raise NotImplementedError

    @capability(
        risk=Risk.WRITE,
        examples=(
            "change the due date of {task} to {due}",
            "set the priority of {task} to {priority}",
            "rename the task {task} to {title}",
            "rename {task} to {title}",
            "move the task {task} to {due}",
            "make the task {task} {priority} priority",
            "mark {task} as {priority} priority",
            "postpone the task {task} to {due}",
        ),
    )
    async def update_task(self, call: Call, arguments: UpdateTask) -> TaskResult:
        """Change a task."""
        raise NotImplementedError

    @capability(
        risk=Risk.WRITE,
        examples=(
            "mark {task} as done",
            "complete the task {task}",
            "tick off {task}",
            "I finished the task {task}",
            "I am done with the {task} task",
            "{task} is done",
            "check off {task}",
        ),
    )
    async def complete_task(self, call: Call, arguments: OneTask) -> TaskResult:
        """Mark a task as done."""
        raise NotImplementedError

    @capability(
        risk=Risk.WRITE,
        examples=(
            "delete the task {task}",
            "remove {task} from my tasks",
            "remove {task} from my to-do list",
            "delete the {task} task",
            "get rid of the task {task}",
            "delete the task about {task}",
            "delete {task}",
        ),
    )
    async def delete_task(self, call: Call, arguments: OneTask) -> TaskResult:
        """Delete a task."""
        raise NotImplementedError

    @capability(
        risk=Risk.WRITE,
        examples=(
            "take a note: {content}",
            "take a note that {content}",
            "note that {content}",
            "note down {content}",
            "make a note that {content}",
            "write down that {content}",
            "create a note titled {title} with {content}",
            "save a note called {title}: {content}",
            "new note: {content}",
            "note to self: {content}",
            "write a note about {content}",
            "jot down {content}",
            "save {content} as a note",
            "remember that {content}",
        ),
    )
    async def create_note(self, call: Call, arguments: CreateNote) -> NoteResult:
        """Write a note."""
        raise NotImplementedError

    @capability(
        risk=Risk.READ,
        examples=(
            "find my note about {query}",
            "search my notes for {query}",
            "what did I note about {query}",
            "what did I write down about {query}",
            "show my notes about {query}",
            "look for notes on {query}",
            "do I have a note about {query}",
        ),
    )
    async def search_notes(self, call: Call, arguments: SearchNotes) -> NoteList:
        """Search your notes."""
        raise NotImplementedError

    @capability(
        risk=Risk.WRITE,
        examples=(
            "delete the note about {note}",
            "remove the note {note}",
            "delete my {note} note",
            "throw away the note about {note}",
            "get rid of the note about {note}",
            "delete {note}",
        ),
    )
    async def delete_note(self, call: Call, arguments: OneNote) -> NoteResult:
        """Delete a note."""
        raise NotImplementedError

    @capability(
        risk=Risk.WRITE,
        examples=(
            "remind me to {title} {time}",
            "remind me {time} to {title}",
            "remind me about {title} {time}",
            "remind me that {title} {time}",
            "set a reminder for {time} to {title}",
            "set a reminder to {title}",
            "do not let me forget to {title} {time}",
            "I need a reminder {time} for {title}",
            "reminder: {title} {time}",
            "alert me {time} to {title}",
            "ping me {time} about {title}",
            "I want to be reminded of {title} {recurrence}",
        ),
    )
    async def set_reminder(self, call: Call, arguments: SetReminder) -> ReminderResult:
        """Set a reminder."""
        raise NotImplementedError

    @capability(
        risk=Risk.READ,
        examples=(
            "show my reminders",
            "list all reminders",
            "what reminders do I have",
            "do I have any reminders",
            "which reminders are pending",
            "what did I ask you to remind me of",
        ),
    )
    async def list_reminders(self, call: Call, arguments: ListReminders) -> ReminderList:
        """List your reminders."""
        raise NotImplementedError

    @capability(
        risk=Risk.WRITE,
        examples=(
            "snooze the reminder {reminder} for {minutes}",
            "snooze the {reminder} reminder by {minutes}",
            "snooze {reminder} for {minutes}",
            "push the reminder about {reminder} back {minutes}",
            "remind me again in {minutes}",
            "postpone the reminder {reminder} by {minutes}",
        ),
    )
    async def snooze_reminder(self, call: Call, arguments: SnoozeReminder) -> ReminderResult:
        """Put a reminder off."""
        raise NotImplementedError

    @capability(
        risk=Risk.WRITE,
        examples=(
            "cancel the reminder about {reminder}",
            "cancel the reminder to {reminder}",
            "cancel my {reminder} reminder",
            "delete the reminder {reminder}",
            "delete my {reminder} reminder",
            "turn off the reminder to {reminder}",
            "do not remind me about {reminder} any more",
            "forget the reminder for {reminder}",
        ),
    )
    async def cancel_reminder(self, call: Call, arguments: OneReminder) -> ReminderResult:
        """Cancel a reminder."""
        raise NotImplementedError

    @capability(
        risk=Risk.WRITE,
        examples=(
            "schedule a meeting with {attendees} {start}",
            "schedule {title} {start}",
            "put {title} in my calendar {start}",
            "put {title} on my calendar for {start}",
            "add {title} to my calendar {start}",
            "create an event called {title} {start} in {location}",
            "book a meeting with {attendees} {start}",
            "set up a call with {attendees} {start}",
            "arrange a meeting about {title} {start}",
            "new event: {title} {start}",
            "new appointment: {title} {start}",
        ),
    )
    async def schedule_event(self, call: Call, arguments: ScheduleEvent) -> EventResult:
        """Put an event in your calendar."""
        raise NotImplementedError

    @capability(
        risk=Risk.READ,
        examples=(
            "list my events",
            "show my calendar for {start}",
            "what meetings do I have {start}",
            "which appointments do I have {start}",
            "what events are coming up",
            "am I free {start}",
        ),
    )
    async def list_events(self, call: Call, arguments: ListEvents) -> EventList:
        """List your events."""
        raise NotImplementedError

    @capability(
        risk=Risk.WRITE,
        examples=(
            "move the meeting {event} to {start}",
            "move {event} to {start}",
            "reschedule {event} to {start}",
            "postpone the event {event} to {start}",
            "shift my appointment {event} to {start}",
        ),
    )
    async def move_event(self, call: Call, arguments: MoveEvent) -> EventResult:
        """Move an event to another time."""
        raise NotImplementedError

    @capability(
        risk=Risk.WRITE,
        examples=(
            "cancel the event {event}",
            "cancel my appointment {event}",
            "cancel the meeting with {event}",
            "cancel {event}",
            "call off {event}",
            "remove {event} from my calendar",
            "delete the event {event}",
        ),
    )
    async def cancel_event(self, call: Call, arguments: OneEvent) -> EventResult:
        """Cancel an event."""
        raise NotImplementedError

    @capability(
        risk=Risk.READ,
        examples=(
            "find a free slot of {duration_minutes}",
            "find {duration_minutes} for a meeting",
            "find me {duration_minutes} for a review",
            "when do I have {duration_minutes} free",
            "find the best time for a {duration_minutes} meeting",
            "when would be a good time for a {duration_minutes} call",
        ),
    )
    async def find_optimal_time(self, call: Call, arguments: FindOptimalTime) -> Result:
        """Find a free time in your calendar."""
        raise NotImplementedError

    @capability(
        risk=Risk.READ,
        examples=(
            "what is on {day}",
            "what does my day look like {day}",
            "show my agenda for {day}",
            "agenda for {day}",
            "what is my schedule for {day}",
            "what do I have {day}",
            "is anything planned {day}",
        ),
    )
    async def agenda(self, call: Call, arguments: AgendaOf) -> Result:
        """Show what a day holds."""
        raise NotImplementedError


class Question(BaseModel):
    question: str = Field(description="what to find out")
    document: str = Field("", description="which document; empty: all")


class Search(BaseModel):
    query: str = Field(description="what to look for")
    num_results: int = 5


class Nothing(BaseModel):
    pass


class NewDocument(BaseModel):
    file_id: str = Field(description="id of an uploaded file")


class OneDocument(BaseModel):
    document: str = Field(description="which document")


class DocumentView(BaseModel):
    id: str
    title: str


class DocumentList(Result):
    items: list[DocumentView]


class DocumentResult(Result):
    document: DocumentView


class Knowledge(CapabilityPackage):
    name: ClassVar[str] = "knowledge"
    description: ClassVar[str] = "Your documents."

    @capability(risk=Risk.WRITE, examples=("read this document", "add this file to my documents"))
    async def process_document(self, call: Call, arguments: NewDocument) -> DocumentResult:
        """Take an uploaded file into your documents."""
        raise NotImplementedError

    @capability(
        risk=Risk.READ,
        answers_questions=True,
        examples=(
            "what does the contract say about {question}",
            "according to the report, {question}",
            "what do my documents say about {question}",
        ),
    )
    async def answer_question(self, call: Call, arguments: Question) -> Result:
        """Answer a question from your documents."""
        raise NotImplementedError

    @capability(
        risk=Risk.READ,
        examples=(
            "search my documents for {query}",
            "search the knowledge base for {query}",
            "find passages about {query}",
            "find {query} in my documents",
            "look up {query} in my files",
            "show the top {num_results} passages about {query}",
        ),
    )
    async def search_knowledge(self, call: Call, arguments: Search) -> Result:
        """Search your documents."""
        raise NotImplementedError

    @capability(
        risk=Risk.READ,
        examples=(
            "list my documents",
            "show all documents",
            "what files have I uploaded",
            "which documents do you have",
        ),
    )
    async def list_documents(self, call: Call, arguments: Nothing) -> DocumentList:
        """List your documents."""
        raise NotImplementedError

    @capability(
        risk=Risk.WRITE,
        examples=(
            "delete the document {document}",
            "remove {document} from my documents",
            "delete the file {document}",
        ),
    )
    async def delete_document(self, call: Call, arguments: OneDocument) -> DocumentResult:
        """Delete a document."""
        raise NotImplementedError

    @capability(
        risk=Risk.READ,
        examples=(
            "summarise {document}",
            "summarise the document {document}",
            "give me a summary of {document}",
            "tl;dr of {document}",
        ),
    )
    async def summarise_document(self, call: Call, arguments: OneDocument) -> Result:
        """Summarise a document."""
        raise NotImplementedError


class Roll(BaseModel):
    count: int = Field(default=1, description="how many dice")
    sides: int = Field(default=6, description="how many sides each has")


class Dice(CapabilityPackage):
    """A third party's package."""

    name: ClassVar[str] = "dice"
    description: ClassVar[str] = "Dice."

    @capability(risk=Risk.READ, examples=("roll {count} dice with {sides} sides", "roll a die", "throw {count} dice"))
    async def roll(self, call: Call, arguments: Roll) -> Result:
        """Roll dice."""
        raise NotImplementedError
