/** A run's events, whatever happens to the connection: it is opened again where it broke off until the run has ended. */
import { authorized } from "./client";
import { backoff, connection, pause } from "./connection";
import { ApiError, errorOf, OfflineError } from "./errors";
import { readMessages } from "./sse";
import type { RunEvent } from "./types";

export interface OutgoingMessage {
  message: string;
  conversation_id?: string | undefined;
  attachments: string[];
  /** The configured agent that is asked; without it the context chooses. */
  agent_id?: string | undefined;
  /** The same key is the same message: what makes sending it again after a lost connection safe. */
  idempotency_key: string;
}

interface Position {
  runId: string | null;
  lastId: string | null;
}

export interface StreamOptions {
  signal: AbortSignal;
  /** The server has the message under this id; it may still wait for its turn. */
  onAccepted?: (runId: string) => void;
  /** Milliseconds before try number n; tests shorten it. */
  wait?: (attempt: number) => number;
}

const TRIES_TO_SEND = 4; // while no event has come; a run that is known is followed for as long as it takes

/** Send a message and yield the events of its run. Raises ApiError or OfflineError when it was not accepted. */
export function startRun(message: OutgoingMessage, options: StreamOptions): AsyncGenerator<RunEvent> {
  return events({ runId: null, lastId: null }, message, options);
}

/** Yield the events of a run that exists, from its start or from what was `seen` of it. */
export function followRun(runId: string, options: StreamOptions, seen = -1): AsyncGenerator<RunEvent> {
  return events({ runId, lastId: seen < 0 ? null : `${runId}/${String(seen)}` }, null, options);
}

async function* events(
  at: Position,
  message: OutgoingMessage | null,
  { signal, wait = backoff, onAccepted }: StreamOptions,
): AsyncGenerator<RunEvent> {
  for (let tries = 0; !signal.aborted; tries += 1) {
    let waiting = false; // what follows a wait belongs to the next attempt; where nothing follows, the person is asked
    try {
      for await (const event of connectionEvents(at, message, signal, onAccepted)) {
        tries = 0;
        waiting = event.type === "run.waiting";
        yield event;
        if (event.type === "run.finished") return;
      }
      if (waiting) return;
    } catch (error) {
      if (isAborted(signal)) return;
      if (!passing(error) || (at.runId === null && tries + 1 >= TRIES_TO_SEND)) throw error;
    }
    await pause(wait(tries), signal);
  }
}

/** The events of one connection; `at` moves along with them. */
async function* connectionEvents(
  at: Position,
  message: OutgoingMessage | null,
  signal: AbortSignal,
  onAccepted?: (runId: string) => void,
) {
  const response = await open(at, message, signal);
  if (!response.ok || !response.body) throw await errorOf(response);
  at.runId ??= response.headers.get("X-Run-Id");
  if (at.runId !== null) onAccepted?.(at.runId);
  for await (const { id, data } of readMessages(response.body)) {
    at.lastId = id;
    at.runId ??= id.split("/")[0] ?? null;
    yield JSON.parse(data) as RunEvent;
  }
}

function open(
  { runId, lastId }: Position,
  message: OutgoingMessage | null,
  signal: AbortSignal,
): Promise<Response> {
  const headers = { Accept: "text/event-stream", ...(lastId ? { "Last-Event-ID": lastId } : {}) };
  if (runId === null) return authorized("/api/chat", { method: "POST", body: message, headers, signal });
  return authorized(`/api/runs/${runId}/events`, { headers, signal });
}

function passing(error: unknown): boolean {
  if (error instanceof ApiError) return error.status >= 500 || error.status === 429;
  if (!(error instanceof OfflineError)) connection.missed(); // the body broke off: the next request will tell
  return true;
}

// In a function of its own, because the compiler believes that what it read before an await is still true.
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
