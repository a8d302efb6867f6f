/** The live socket: what the server pushes, by topic. It signs in with its first message and reconnects by itself. */
import { backoff, connection } from "./connection";
import { session } from "./session";
import type { LiveTopics } from "./types";

export type Topic = keyof LiveTopics;
type Handler<T extends Topic> = (payload: LiveTopics[T]) => void;

const NOT_AUTHENTICATED = 4401;
const QUIET_LOSSES = 1; // a single drop is mended before anybody needs to read about it

const handlers = new Map<Topic, Set<Handler<Topic>>>();
const reconnected = new Set<() => void>();
let socket: WebSocket | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let losses = 0;
let wanted = false;

export const live = {
  /** Call `handler` for every message of `topic`; returns the way to stop. */
  on<T extends Topic>(topic: T, handler: Handler<T>): () => void {
    const set = handlers.get(topic) ?? new Set();
    handlers.set(topic, set);
    set.add(handler as Handler<Topic>);
    return () => set.delete(handler as Handler<Topic>);
  },

  /** Called when the socket is back after a gap: what was pushed meanwhile is lost, so read again. */
  onReconnect(handler: () => void): () => void {
    reconnected.add(handler);
    return () => reconnected.delete(handler);
  },

  start(): () => void {
    wanted = true;
    void connect();
    window.addEventListener("online", connectNow);
    return () => {
      wanted = false;
      losses = 0;
      window.removeEventListener("online", connectNow);
      clearTimeout(timer);
      socket?.close();
      socket = null;
      connection.socket(true);
    };
  },
};

function connectNow(): void {
  clearTimeout(timer);
  if (!socket) void connect();
}

async function connect(): Promise<void> {
  const token = await session.token().catch(() => null);
  if (!wanted || socket) return;
  if (!token) {
    if (session.get().status === "signed-in") retry();
    return;
  }
  const url = new URL("/ws", window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const opened = new WebSocket(url);
  socket = opened;
  opened.addEventListener("open", () => {
    opened.send(JSON.stringify({ type: "auth", token }));
  });
  opened.addEventListener("message", (event) => {
    welcome(); // the first message says that the token was taken
    deliver(String(event.data));
  });
  opened.addEventListener("close", (event) => {
    if (socket === opened) void lost(event.code);
  });
}

function welcome(): void {
  if (losses === 0) return;
  losses = 0;
  connection.socket(true);
  reconnected.forEach((handler) => {
    handler();
  });
}

async function lost(code: number): Promise<void> {
  socket = null;
  if (!wanted) return;
  if (code === NOT_AUTHENTICATED) await session.refresh().catch(() => false);
  retry();
}

function retry(): void {
  losses += 1;
  if (losses > QUIET_LOSSES) connection.socket(false);
  clearTimeout(timer);
  timer = setTimeout(() => void connect(), backoff(losses - 1));
}

function deliver(text: string): void {
  const message = parse(text);
  if (!message) return;
  handlers.get(message.topic)?.forEach((handler) => {
    handler(message.payload);
  });
}

function parse(text: string): { topic: Topic; payload: LiveTopics[Topic] } | null {
  try {
    const message: unknown = JSON.parse(text);
    const known =
      typeof message === "object" && message !== null && "topic" in message && "payload" in message;
    return known ? (message as { topic: Topic; payload: LiveTopics[Topic] }) : null;
  } catch {
    return null;
  }
}
