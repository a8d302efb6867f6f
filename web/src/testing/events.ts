import { HttpResponse } from "msw";
import type { RunEvent } from "@/api/types";

type Unnumbered = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, "seq"> : never) : never;

const HEADERS = { "Content-Type": "text/event-stream" };

function encode(event: Unnumbered, seq: number, runId: string): string {
  return `id: ${runId}/${String(seq)}\nevent: ${event.type}\ndata: ${JSON.stringify({ ...event, seq })}\n\n`;
}

export const started = (attempt = 1, run_id = "r1", conversation_id = "c1"): Unnumbered => ({
  type: "run.started",
  run_id,
  conversation_id,
  attempt,
});
export const token = (text: string): Unnumbered => ({ type: "token", text });
export const finished = (): Unnumbered => ({ type: "run.finished", status: "completed", error: null });

/** A run's stream that is there at once, whole. */
export function wholeStream(events: Unnumbered[], runId = "r1"): HttpResponse<string> {
  return new HttpResponse(events.map((event, n) => encode(event, n + 1, runId)).join(""), {
    headers: HEADERS,
  });
}

/** A run's stream that a test feeds event by event; its numbers go on after `seq`. */
export function openStream(runId = "r1", seq = 0) {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
  });
  return {
    response: new HttpResponse(body, { headers: HEADERS }),
    push(...events: Unnumbered[]) {
      for (const event of events) controller?.enqueue(encoder.encode(encode(event, (seq += 1), runId)));
    },
    close() {
      controller?.close();
    },
  };
}
