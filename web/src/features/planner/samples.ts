/** For tests. */
import type { CalendarEvent, Note, Reminder, Task } from "./types";

let next = 1;
const id = (kind: string) => `${kind}${String(next++)}`;
const made = { created_at: "2026-11-20T08:00:00Z", updated_at: "2026-11-20T08:00:00Z" };

export const task = (over: Partial<Task> = {}): Task => ({
  id: id("t"),
  title: "Buy milk",
  description: "",
  due: null,
  priority: "medium",
  status: "open",
  tags: [],
  recurrence: null,
  ...made,
  ...over,
});

export const note = (over: Partial<Note> = {}): Note => ({
  id: id("n"),
  title: "Wifi at the cabin",
  content: "The password is on the fridge.",
  tags: [],
  ...made,
  ...over,
});

export const reminder = (over: Partial<Reminder> = {}): Reminder => ({
  id: id("r"),
  title: "Call Ana",
  description: "",
  time: "2026-11-22T08:00:00Z",
  recurrence: null,
  status: "scheduled",
  notification_method: "web",
  receipts: [],
  delivered_at: null,
  ...over,
});

export const event = (over: Partial<CalendarEvent> = {}): CalendarEvent => ({
  id: id("e"),
  title: "Team meeting",
  description: "",
  start: "2026-11-21T13:00:00Z",
  end: "2026-11-21T14:00:00Z",
  location: "",
  attendees: [],
  calendar_id: "default",
  status: "confirmed",
  ...over,
});
