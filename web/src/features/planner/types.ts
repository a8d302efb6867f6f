/** What the planner's routes show and take. */
export type Kind = "task" | "note" | "reminder" | "event";
export type Priority = "low" | "medium" | "high";

export interface Task {
  id: string;
  title: string;
  description: string;
  due: string | null;
  priority: Priority;
  status: "open" | "done";
  tags: string[];
  recurrence: string | null;
  created_at: string;
  updated_at: string;
}

export interface Note {
  id: string;
  title: string;
  content: string;
  tags: string[];
  created_at: string;
  updated_at: string;
}

export interface Reminder {
  id: string;
  title: string;
  description: string;
  time: string;
  recurrence: string | null;
  status: "scheduled" | "delivered" | "cancelled";
  notification_method: string;
  delivered_at: string | null;
}

export interface CalendarEvent {
  id: string;
  title: string;
  description: string;
  start: string;
  end: string;
  location: string;
  attendees: string[];
  calendar_id: string;
  status: "confirmed" | "cancelled";
}

export interface Slot {
  start: string;
  end: string;
  score: number;
  reason: string;
}

export interface List<T> {
  items: T[];
  total: number;
}

export interface Items {
  task: Task;
  note: Note;
  reminder: Reminder;
  event: CalendarEvent;
}
