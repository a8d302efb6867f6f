import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it } from "vitest";
import { anasSession } from "@/testing/samples";
import { server } from "@/testing/server";
import { session } from "./session";
import { followRun, startRun } from "./stream";
import type { RunEvent } from "./types";

const started = { type: "run.started", seq: 1, run_id: "r1", conversation_id: "c1", attempt: 1 };
const token = { type: "token", seq: 2, text: "Hello" };
const finished = { type: "run.finished", seq: 3, status: "completed", error: null };
const message = { message: "hi", attachments: [], idempotency_key: "k1" };

function stream(events: { type: string; seq: number }[]) {
  const text = events.map((each) => `id: r1/${String(each.seq)}\ndata: ${JSON.stringify(each)}\n\n`).join("");
  return new HttpResponse(text, { headers: { "Content-Type": "text/event-stream" } });
}

async function collect(events: AsyncGenerator<RunEvent>) {
  const types: string[] = [];
  for await (const event of events) types.push(event.type);
  return types;
}

const options = () => ({ signal: new AbortController().signal, wait: () => 1 });

describe("a run's stream", () => {
  beforeEach(() => {
    session.accept(anasSession);
  });

  it("yields the events up to the last one", async () => {
    server.use(http.post("/api/chat", () => stream([started, token, finished])));
    expect(await collect(startRun(message, options()))).toEqual(["run.started", "token", "run.finished"]);
  });

  it("goes on after the last event it has seen when the connection breaks off", async () => {
    const asked: (string | null)[] = [];
    server.use(
      http.post("/api/chat", () => stream([started, token])),
      http.get("/api/runs/r1/events", ({ request }) => {
        asked.push(request.headers.get("Last-Event-ID"));
        return asked.length === 1 ? HttpResponse.error() : stream([finished]);
      }),
    );
    expect(await collect(startRun(message, options()))).toEqual(["run.started", "token", "run.finished"]);
    expect(asked).toEqual(["r1/2", "r1/2"]);
  });

  it("sends a message again under the same key when the first try was lost", async () => {
    const keys: unknown[] = [];
    server.use(
      http.post("/api/chat", async ({ request }) => {
        keys.push(((await request.json()) as { idempotency_key: string }).idempotency_key);
        return keys.length === 1 ? HttpResponse.error() : stream([started, finished]);
      }),
    );
    await collect(startRun(message, options()));
    expect(keys).toEqual(["k1", "k1"]);
  });

  it("gives up sending after a few tries", async () => {
    server.use(http.post("/api/chat", () => HttpResponse.error()));
    await expect(collect(startRun(message, options()))).rejects.toThrow("cannot be reached");
  });

  it("does not repeat what the server refuses", async () => {
    let tries = 0;
    server.use(
      http.post("/api/chat", () => {
        tries += 1;
        return HttpResponse.json(
          { error: "too_large", detail: "Too long.", request_id: "q" },
          { status: 413 },
        );
      }),
    );
    await expect(collect(startRun(message, options()))).rejects.toMatchObject({
      code: "too_large",
      message: "Too long.",
    });
    expect(tries).toBe(1);
  });

  it("ends quietly when the reader goes away", async () => {
    const leaving = new AbortController();
    server.use(http.get("/api/runs/r1/events", () => stream([started])));
    const events = followRun("r1", { signal: leaving.signal, wait: () => 1 });
    expect((await events.next()).value).toMatchObject({ type: "run.started" });
    leaving.abort();
    expect((await events.next()).done).toBe(true);
  });
});
