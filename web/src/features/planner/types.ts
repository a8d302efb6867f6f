/** What the planner's routes show and take; the shapes are generated from the server's. */
import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];

export type Task = Schemas["TaskView"];
export type Note = Schemas["NoteView"];
export type Reminder = Schemas["ReminderView"];
export type CalendarEvent = Schemas["EventView"];
export type Slot = Schemas["Slot"];
export type Priority = Task["priority"];

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

export type Kind = keyof Items;
