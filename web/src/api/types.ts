/** The names of the API's shapes as the app uses them. */
export type Role = "user" | "admin" | "service";

export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
  zone: string;
  language: string;
  created_at: string;
}

export interface Session {
  access_token: string;
  expires_in: number;
  refresh_token?: string | null;
  person: Person;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface PublicConfig {
  version: string;
  max_upload_mb: number;
  max_message_chars: number;
  accepted_types: string[];
  model: boolean;
}

export interface Citation {
  document_id: string;
  title: string;
  page?: number | null;
  section?: string | null;
  start: number;
  end: number;
  quote: string;
  score?: number;
}

export interface StepView {
  id: string;
  capability: string;
  title: string;
  arguments: Record<string, unknown>;
  depends_on: string[];
  risk: "read" | "write" | "send";
  seconds: number;
}

export interface StepResultView {
  step_id: string;
  capability: string;
  status: "done" | "failed" | "skipped" | "refused" | "asked";
  text: string;
  data: Record<string, unknown>;
  error: Record<string, string> | null;
  started_at: string;
  finished_at: string;
}

export interface AnswerView {
  text: string;
  citations: Citation[];
  source: "local" | "model";
  notice: string;
  choices: string[][];
}

export type RunStatus = "accepted" | "running" | "completed" | "failed" | "cancelled";

export interface RunError {
  code: string;
  message: string;
}

export interface RunView {
  id: string;
  conversation_id: string;
  status: RunStatus;
  interface: string;
  text: string;
  attachments: string[];
  accepted_at: string;
  finished_at: string | null;
  plan: StepView[];
  results: StepResultView[];
  answer: AnswerView | null;
  error: RunError | null;
}

export interface ConversationView {
  id: string;
  title: string;
  active: boolean;
  interfaces_used: string[];
  created_at: string;
  updated_at: string;
  running_run_id: string | null;
  snippet: string | null;
}

export interface FileInfo {
  id: string;
  name: string;
  size: number;
  sha256: string;
}

export interface DocumentView {
  id: string;
  file_id: string;
  title: string;
  type: string;
  size: number;
  status: "queued" | "reading" | "indexing" | "ready" | "failed";
  progress: number;
  pages: number | null;
  chunks: number;
  tags: string[];
  error: string | null;
  created_at: string;
}

export interface UploadedFile {
  name: string;
  file: FileInfo | null;
  document: DocumentView | null;
  error: RunError | null;
}

export interface NotificationView {
  id: string;
  title: string;
  text: string;
  link: string;
  created_at: string;
  read_at: string | null;
}

interface At {
  seq: number;
}

export type RunEvent = At &
  (
    | { type: "run.started"; run_id: string; conversation_id: string; attempt: number }
    | { type: "plan.ready"; steps: StepView[]; source: "local" | "model" }
    | { type: "step.started"; step_id: string; at: string }
    | { type: "step.progress"; step_id: string; text: string; fraction: number | null }
    | { type: "step.finished"; result: StepResultView }
    | { type: "token"; text: string }
    | { type: "notice"; text: string }
    | { type: "answer"; answer: AnswerView }
    | {
        type: "run.finished";
        status: "completed" | "failed" | "cancelled";
        error: Record<string, string> | null;
      }
  );

/** Topic → payload of what /ws pushes. */
export interface LiveTopics {
  notification: Omit<NotificationView, "read_at">;
  document: DocumentView;
  planner: { kind: "task" | "note" | "reminder" | "event"; id: string; change: string };
  run: { run_id: string; conversation_id: string; status: RunStatus };
  conversation: ConversationView;
}

/** Every answer that is not a success. */
export interface ErrorBody {
  error: string;
  detail: string;
  request_id: string;
  details: { field: string; message: string }[];
}
