"""Tasks, notes, reminders and events: the planner package's functions as REST."""

from gateway.projection import Row

ROWS = (
    Row("GET", "/tasks", "planner.list_tasks"),
    Row("POST", "/tasks", "planner.create_task", status=201),
    Row("PATCH", "/tasks/{id}", "planner.update_task", "task"),
    Row("PUT", "/tasks/{id}/status", "planner.set_task_status", "task"),
    Row("DELETE", "/tasks/{id}", "planner.delete_task", "task"),
    Row("GET", "/notes", "planner.list_notes"),
    Row("POST", "/notes", "planner.create_note", status=201),
    Row("PATCH", "/notes/{id}", "planner.update_note", "note"),
    Row("DELETE", "/notes/{id}", "planner.delete_note", "note"),
    Row("GET", "/reminders", "planner.list_reminders"),
    Row("POST", "/reminders", "planner.set_reminder", status=201),
    Row("POST", "/reminders/{id}/snooze", "planner.snooze_reminder", "reminder"),
    Row("DELETE", "/reminders/{id}", "planner.cancel_reminder", "reminder"),
    Row("GET", "/events", "planner.list_events"),
    Row("POST", "/events", "planner.schedule_event", status=201),
    Row("PATCH", "/events/{id}", "planner.update_event", "event"),
    Row("DELETE", "/events/{id}", "planner.cancel_event", "event"),
    Row("GET", "/agenda", "planner.agenda"),
    Row("POST", "/events/find-time", "planner.find_optimal_time"),
)
