/** Server-sent events from a fetch response, because EventSource can neither POST nor send an Authorization header. */

export interface SseMessage {
  id: string;
  event: string;
  data: string;
}

const SILENCE = 45_000; // ms; the server sends a heartbeat every 15 s, so this long without a byte is a dead connection

/** Feed it text as it arrives; it returns the messages completed by that text. */
export function createParser(): (chunk: string) => SseMessage[] {
  let rest = "";
  let message = { id: "", event: "message", data: [] as string[] };

  const take = (line: string): SseMessage | null => {
    if (line === "") {
      const { id, event, data } = message;
      message = { id, event: "message", data: [] };
      return data.length > 0 ? { id, event, data: data.join("\n") } : null;
    }
    const [, field, value = ""] = /^([^:]*)(?::[ ]?(.*))?$/.exec(line) ?? [];
    if (field === "data") message.data.push(value);
    else if (field === "event") message.event = value;
    else if (field === "id") message.id = value;
    return null;
  };

  return (chunk) => {
    const text = rest + chunk;
    const whole = text.endsWith("\r") ? text.slice(0, -1) : text; // "\r" may be half of "\r\n"
    const lines = whole.split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? "") + text.slice(whole.length);
    return lines.map(take).filter((found) => found !== null);
  };
}

/** The messages of a response's body until it ends. Raises what the connection raises, and on a long silence. */
export async function* readMessages(
  body: ReadableStream<Uint8Array>,
  silence = SILENCE,
): AsyncGenerator<SseMessage> {
  const parse = createParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await within(silence, reader.read());
      if (done) return;
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error("The stream fell silent."));
    }, ms);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
