/** The names of the API's shapes as the app uses them; the shapes themselves are generated from the server's. */
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type Person = Schemas["Person"];
export type Role = Person["role"];
export type Session = Schemas["Session"];
export type PublicConfig = Schemas["PublicConfig"];
export type ErrorBody = Schemas["ErrorBody"];

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export type StepView = Schemas["StepView"];
export type StepResultView = Schemas["StepResultView"];
export type AnswerView = Omit<Schemas["AnswerView"], "citations"> & { citations: Citation[] };
export type ApprovalView = Schemas["ApprovalView"];
export type SourceView = Schemas["SourceView"];
export type Estimate = Schemas["Estimate"];
export type RunView = Omit<Schemas["RunView"], "answer"> & { answer: AnswerView | null };
export type RunStatus = RunView["status"];
export type RunError = Schemas["RunError"];
export type Meaning = Schemas["Meaning"];
export type Entity = Schemas["Entity"];
export type Spent = Schemas["Spent"];
export type RunEvent =
  | Exclude<Schemas["RunEvent"], { type: "answer" }>
  | (Omit<Schemas["AnswerReady"], "answer"> & { answer: AnswerView });

export type ConversationView = Schemas["ConversationView"];
export type FileInfo = Schemas["FileInfo"];
export type UploadedFile = Schemas["Upload"];
export type NotificationView = Schemas["Notification"];

/** A passage: characters `start` to `end` (exclusive) of the extracted text of a document. */
export type Citation = Schemas["Citation"];

export type DocumentView = Schemas["DocumentView"];

/** Topic → payload of what /ws pushes. */
export interface LiveTopics {
  notification: Omit<NotificationView, "read_at">;
  document: DocumentView;
  planner: { kind: "task" | "note" | "reminder" | "event"; id: string; change: string };
  run: { run_id: string; conversation_id: string; status: RunStatus };
  conversation: { id: string; title?: string };
  approval: ApprovalView;
}
