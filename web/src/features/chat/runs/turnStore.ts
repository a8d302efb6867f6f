/**
 * The turns this tab has sent or follows. They live outside the components, so that an answer goes on while one looks at
 * another page, and so that a new chat keeps its turn when it gets its address.
 */
import { request } from "@/api/client";
import { ApiError } from "@/api/errors";
import { followRun, startRun } from "@/api/stream";
import type { RunEvent, RunView } from "@/api/types";
import { newKey } from "../model/key";
import { reduce } from "../model/reduce";
import { isOpen, newTurn, turnOfRun } from "../model/turn";
import type { Turn } from "../model/turn";

export interface Outgoing {
  text: string;
  attachments: string[];
  conversationId: string | null;
}

interface Entry {
  turn: Turn;
  abort: AbortController;
  /** Stop was pressed before the run had an id. */
  stopping: boolean;
}

export class TurnStore {
  private entries = new Map<string, Entry>();
  private listeners = new Set<() => void>();
  private shown: readonly Turn[] = [];

  constructor(private readonly onFinished: (turn: Turn) => void = () => undefined) {}

  get = (): readonly Turn[] => this.shown;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Send a message; returns the key of its turn. */
  send(message: Outgoing): string {
    const key = newKey();
    this.post(newTurn({ ...message, key, at: new Date().toISOString() }));
    return key;
  }

  /** Send a message that could not be sent once more, as the same message. */
  resend(key: string): void {
    const turn = this.entries.get(key)?.turn;
    if (turn?.status === "unsent") this.post({ ...turn, status: "sending", error: null });
  }

  /** Attach to a run that is going on, unless this tab follows it already. */
  follow = (run: RunView): void => {
    if (this.shown.some((turn) => turn.runId === run.id)) return;
    const entry = this.enter(turnOfRun(run));
    void this.consume(entry, followRun(run.id, { signal: entry.abort.signal }));
  };

  /** Cancel the run; its stream then tells the end. Raises what the request raises. */
  async stop(key: string): Promise<void> {
    const entry = this.entries.get(key);
    if (!entry || !isOpen(entry.turn)) return;
    entry.stopping = true;
    if (entry.turn.runId) await cancel(entry.turn.runId);
  }

  /** Let go of everything; the runs themselves go on at the server. */
  clear(): void {
    this.entries.forEach(({ abort }) => {
      abort.abort();
    });
    this.entries.clear();
    this.changed();
  }

  private post(turn: Turn): void {
    const entry = this.enter(turn);
    const message = {
      message: turn.text,
      conversation_id: turn.conversationId ?? undefined,
      attachments: turn.attachments,
      idempotency_key: turn.key,
    };
    void this.consume(entry, startRun(message, { signal: entry.abort.signal }));
  }

  private enter(turn: Turn): Entry {
    const entry = { turn, abort: new AbortController(), stopping: false };
    this.entries.set(turn.key, entry);
    this.changed();
    return entry;
  }

  private async consume(entry: Entry, events: AsyncGenerator<RunEvent>): Promise<void> {
    try {
      for await (const event of events) {
        this.update(entry, reduce(entry.turn, event));
        if (event.type === "run.started" && entry.stopping) await cancel(event.run_id);
      }
    } catch (error) {
      this.update(entry, broken(entry.turn, error));
    }
    if (!isOpen(entry.turn)) this.onFinished(entry.turn);
  }

  private update(entry: Entry, turn: Turn): void {
    entry.turn = turn;
    this.changed();
  }

  private changed(): void {
    this.shown = [...this.entries.values()].map(({ turn }) => turn);
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}

async function cancel(runId: string): Promise<void> {
  await request(`/api/runs/${runId}/cancel`, { method: "POST" });
}

function broken(turn: Turn, error: unknown): Turn {
  const message = error instanceof Error ? error.message : "Something went wrong.";
  const told = { code: error instanceof ApiError ? error.code : "offline", message };
  return { ...turn, status: turn.runId ? "failed" : "unsent", error: told };
}
