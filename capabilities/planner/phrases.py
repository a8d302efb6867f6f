"""What people say when they mean a function; `{field}` marks where an argument stands."""

CREATE_TASK = (
    "add {title} to my tasks",
    "add a task to {title}",
    "create a task: {title}",
    "create a {priority} priority task to {title} due {due}",
    "put {title} on my to-do list",
    "new task {title} by {due}",
    "I need to {title} by {due}",
    "todo: {title}",
    "new todo: {title}",
    "put {title} on my list",
    "add {title} to my list with the tag {tags}",
    "add a task to {title} {recurrence}",
    "remember to {title}",
    "remember to {title} {due}",
)
LIST_TASKS = (
    "show my tasks",
    "what do I have to do?",
    "what's on my to-do list?",
    "list my {status} tasks",
    "which tasks are due before {due_before}?",
    "do I have any tasks about {query}?",
    "what is left to do?",
    "do I have open tasks?",
    "are there any tasks left?",
    "how many tasks do I have?",
    "what do I need to get done before {due_before}?",
    "is anything due before {due_before}?",
)
UPDATE_TASK = (
    "change the due date of {task} to {due}",
    "rename the task {task} to {title}",
    "make {task} {priority} priority",
    "postpone the task {task} to {due}",
    "tag the task {task} with {tags}",
    "set the description of {task} to {description}",
    "set the priority of {task} to {priority}",
)
SET_TASK_STATUS = (
    "reopen the task {task}",
    "set the task {task} to {status}",
    "mark {task} as not done",
    "put {task} back on my list",
    "{task} is not finished after all",
)
COMPLETE_TASK = (
    "mark {task} as done",
    "complete the task {task}",
    "I finished {task}",
    "I have done {task}",
    "tick off {task}",
    "check {task} off my list",
    "{task} is done",
)
DELETE_TASK = (
    "delete the task {task}",
    "remove {task} from my tasks",
    "take {task} off my to-do list",
    "forget about the task {task}",
    "drop the task {task}",
    "get rid of the task {task}",
)
CREATE_NOTE = (
    "note that {content}",
    "note: {content}",
    "take a note: {content}",
    "make a note called {title}: {content}",
    "write down {content}",
    "save a note: {content}",
    "jot down that {content}",
    "note to self: {content}",
)
SEARCH_NOTES = (
    "search my notes for {query}",
    "find my note about {query}",
    "show my notes about {query}",
    "what did I write down about {query}?",
    "do I have a note on {query}?",
    "look up {query} in my notes",
    "what did I note about {query}?",
)
LIST_NOTES = ("show my notes", "list all my notes", "what notes do I have?", "open my notes")
UPDATE_NOTE = (
    "change the note {note} to {content}",
    "rename the note {note} to {title}",
    "replace the text of the note {note} with {content}",
    "tag the note {note} with {tags}",
    "edit my note {note}: {content}",
)
DELETE_NOTE = (
    "delete the note {note}",
    "remove my note about {note}",
    "throw away the note {note}",
    "erase the note on {note}",
)
SET_REMINDER = (
    "remind me to {title} {time}",
    "remind me {time} to {title}",
    "set a reminder for {time} to {title}",
    "remind me about {title} at {time}",
    "set a reminder to {title} {recurrence} at {time}",
    "remind me {recurrence} at {time} to {title}",
    "don't let me forget to {title} {time}",
    "ping me {time} about {title}",
    "alert me at {time}: {title}",
)
LIST_REMINDERS = (
    "show my reminders",
    "what reminders do I have?",
    "list my {status} reminders",
    "which reminders are coming up?",
    "what will you remind me of?",
    "do I have any reminders?",
    "what did I ask you to remind me of?",
    "are there any reminders?",
    "how many reminders do I have?",
    "did I set a reminder?",
)
SNOOZE_REMINDER = (
    "snooze the reminder {reminder}",
    "snooze {reminder} for {minutes} minutes",
    "remind me again about {reminder} in {minutes} minutes",
    "push the reminder {reminder} back by {minutes} minutes",
    "delay the reminder to {reminder} by {minutes} minutes",
)
CANCEL_REMINDER = (
    "cancel the reminder {reminder}",
    "cancel the reminder to {reminder}",
    "delete my reminder about {reminder}",
    "stop reminding me to {reminder}",
    "turn off the reminder {reminder}",
)
SCHEDULE_EVENT = (
    "schedule {title} {start}",
    "schedule a meeting with {attendees} on {start}",
    "put {title} in my calendar for {start}",
    "book {title} from {start} to {end}",
    "add an appointment {title} on {start} at {location}",
    "set up a call with {attendees} {start}",
    "plan {title} on {start} until {end}",
    "create an event {title} {start} in {location}",
    "block {start} for {title}",
)
LIST_EVENTS = (
    "show my calendar",
    "what meetings do I have between {start} and {end}?",
    "which events are coming up?",
    "list my appointments from {start} to {end}",
    "what is in my calendar this week?",
    "when is my next appointment?",
    "list my events",
    "do I have any appointments between {start} and {end}?",
    "do I have a meeting on {start}?",
    "how many meetings do I have on {start}?",
    "what is next on my calendar?",
)
MOVE_EVENT = (
    "move {event} to {start}",
    "reschedule {event} to {start}",
    "shift the meeting {event} to {start}",
    "postpone the appointment {event} to {start}",
    "bring {event} forward to {start}",
)
UPDATE_EVENT = (
    "change the location of {event} to {location}",
    "rename the event {event} to {title}",
    "the meeting {event} takes place in {location}",
    "make {event} end at {end}",
    "set the attendees of {event} to {attendees}",
)
CANCEL_EVENT = (
    "cancel the meeting {event}",
    "cancel my appointment {event}",
    "remove {event} from my calendar",
    "call off {event}",
    "delete the event {event}",
    "take {event} off my calendar",
)
FIND_OPTIMAL_TIME = (
    "find a time for {duration_minutes} minutes",
    "when do I have {duration_minutes} minutes free before {latest_time}?",
    "find the best time for a {duration_minutes} minute meeting between {earliest_time} and {latest_time}",
    "when could I fit in {duration_minutes} minutes?",
    "when can I squeeze in {duration_minutes} minutes?",
    "find {duration_minutes} free minutes before {latest_time}",
    "find me a free slot of {duration_minutes} minutes after {earliest_time}",
    "suggest a time for a {priority} priority meeting of {duration_minutes} minutes",
    "when would be a good time for a {duration_minutes} minute call?",
)
AGENDA = (
    "what's on my agenda {day}?",
    "what does my day look like?",
    "how does {day} look?",
    "what is happening {day}?",
    "what do I have on {day}?",
    "show my agenda for {day}",
    "what is planned for {day}?",
    "am I busy on {day}?",
    "what's on {day}?",
    "is anything planned {day}?",
    "agenda for {day}",
    "am I free on {day}?",
    "is {day} free?",
    "am I available on {day}?",
    "do I have anything on {day}?",
    "have I got anything on {day}?",
    "do I have plans for {day}?",
    "is there anything on {day}?",
)
