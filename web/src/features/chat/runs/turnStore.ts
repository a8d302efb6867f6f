/**
 * The turns this tab has sent or follows. They live outside the components, so that an answer goes on while one looks at
 * another page, and so that a new chat keeps its turn when it gets its address.
 */
import { request } from "@/api/client";
import { ApiError } from "@/api/errors";
import { followRun, startRun } from "@/api/stream";
import type { ApprovalView, RunEvent, RunView } from "@/api/types";
import { newKey } from "../model/key";
import { learned } from "../model/approvals";
import { reduce } from "../model/reduce";
import { isEnded, isOpen, newTurn, turnOfRun } from "../model/turn";
import type { Turn } from "../model/turn";

export interface Outgoing {
  text: string;
  attachments: string[];
  conversationId: string | null;
  agentId?: string | undefined;
  /** "voice": it was spoken. */
  interface?: "web" | "voice";
}

interface Entry {
  turn: Turn;
  agentId: string | undefined;
  abort: AbortController;
  /** Its events are being read. */
  busy: boolean;
  /** It was heard that it goes on while the end of its last attempt was still being read. */
  goesOn: boolean;
  /** Stop was pressed before the run had an id. */
  stopping: boolean;
}

export class TurnStore {
  private entries = new Map<string, Entry>();
  private listeners = new Set<() => void>();
  private shown: readonly Turn[] = [];

  constructor(private readonly onSettled: (turn: Turn) => void = () => undefined) {}

  get = (): readonly Turn[] => this.shown;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Send a message; returns the key of its turn. */
  send({ agentId, ...message }: Outgoing): string {
    const key = newKey();
    this.post(newTurn({ ...message, key, at: new Date().toISOString() }), agentId);
    return key;
  }

  /** Send a message that could not be sent once more, as the same message. */
  resend(key: string): void {
    const entry = this.entries.get(key);
    if (entry?.turn.status === "unsent")
      this.post({ ...entry.turn, status: "sending", error: null }, entry.agentId);
  }

  /** Attach to a run that is going on, unless this tab follows it already. */
  follow = (run: RunView): void => {
    const entry = this.of(run.id) ?? this.enter(turnOfRun(run));
    if (!isEnded(entry.turn)) this.read(entry, run.id);
  };

  /** A run that waited, as it is after an answer: it goes on, or still waits for another one. */
  answered(run: RunView): void {
    const entry = this.of(run.id);
    if (entry) this.update(entry, { ...entry.turn, approvals: learned(entry.turn.approvals, run.approvals) });
    const now = turnOfRun(run);
    if (isOpen(now)) this.follow(run);
    else if (entry && isEnded(now) && !isEnded(entry.turn) && !entry.busy)
      this.update(entry, { ...now, key: entry.turn.key, attempt: entry.turn.attempt });
  }

  /** A question, or the answer to one, that was heard of. */
  heard({ run_id, ...approval }: ApprovalView): void {
    const entry = this.of(run_id);
    if (!entry) return;
    this.update(entry, {
      ...entry.turn,
      approvals: learned(entry.turn.approvals, [{ run_id, ...approval }]),
    });
  }

  /** Another door answered: what this tab shows of the run goes on. */
  resumed(runId: string): void {
    const entry = this.of(runId);
    if (entry?.turn.status === "waiting") this.read(entry, runId);
  }

  /** The conversation was taken back to before these runs. */
  forget(runIds: ReadonlySet<string>): void {
    for (const [key, { turn, abort }] of this.entries) {
      if (!turn.runId || !runIds.has(turn.runId)) continue;
      abort.abort();
      this.entries.delete(key);
    }
    this.changed();
  }

  /** Cancel the run; its stream then tells the end. Raises what the request raises. */
  async stop(key: string): Promise<void> {
    const entry = this.entries.get(key);
    if (!entry || isEnded(entry.turn)) return;
    if (entry.turn.runId) this.answered(await cancel(entry.turn.runId));
    else entry.stopping = true;
  }

  /** Let go of everything; the runs themselves go on at the server. */
  clear(): void {
    this.entries.forEach(({ abort }) => {
      abort.abort();
    });
    this.entries.clear();
    this.changed();
  }

  private of(runId: string): Entry | undefined {
    return [...this.entries.values()].find(({ turn }) => turn.runId === runId);
  }

  private post(turn: Turn, agentId: string | undefined): void {
    const entry = this.enter(turn, agentId);
    const message = {
      message: turn.text,
      conversation_id: turn.conversationId ?? undefined,
      attachments: turn.attachments,
      agent_id: agentId,
      interface: turn.interface,
      idempotency_key: turn.key,
    };
    const onAccepted = (runId: string) => {
      if (entry.turn.status === "sending") this.update(entry, { ...entry.turn, runId, status: "accepted" });
    };
    void this.consume(entry, startRun(message, { signal: entry.abort.signal, onAccepted }));
  }

  /** Read the events that were not seen yet. */
  private read(entry: Entry, runId: string): void {
    if (entry.busy) entry.goesOn = true;
    else void this.consume(entry, followRun(runId, { signal: entry.abort.signal }, entry.turn.seq));
  }

  private enter(turn: Turn, agentId?: string): Entry {
    const entry = {
      turn,
      agentId,
      abort: new AbortController(),
      busy: false,
      goesOn: false,
      stopping: false,
    };
    this.entries.set(turn.key, entry);
    this.changed();
    return entry;
  }

  private async consume(entry: Entry, events: AsyncGenerator<RunEvent>): Promise<void> {
    entry.busy = true;
    entry.goesOn = false;
    try {
      for await (const event of events) {
        this.update(entry, reduce(entry.turn, event));
        if (event.type === "run.started" && entry.stopping) await cancel(event.run_id);
      }
    } catch (error) {
      this.update(entry, broken(entry.turn, error));
    }
    entry.busy = false;
    if (entry.goesOn && entry.turn.runId && entry.turn.status === "waiting")
      this.read(entry, entry.turn.runId);
    else if (!isOpen(entry.turn)) this.onSettled(entry.turn);
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

export function cancel(runId: string): Promise<RunView> {
  return request<RunView>(`/api/runs/${runId}/cancel`, { method: "POST" });
}

function broken(turn: Turn, error: unknown): Turn {
  const message = error instanceof Error ? error.message : "Something went wrong.";
  const told = { code: error instanceof ApiError ? error.code : "offline", message };
  return { ...turn, status: turn.runId ? "failed" : "unsent", error: told };
}
