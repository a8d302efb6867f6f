import { describe, expect, it } from "vitest";
import { createParser, readMessages } from "./sse";

const wire =
  'id: r1/1\nevent: token\ndata: {"text":"čaj"}\n\n: still here\n\nid: r1/2\ndata: one\ndata: two\n\n';
const messages = [
  { id: "r1/1", event: "token", data: '{"text":"čaj"}' },
  { id: "r1/2", event: "message", data: "one\ntwo" },
];

function feed(chunks: string[]) {
  const parse = createParser();
  return chunks.flatMap((chunk) => parse(chunk));
}

function streamOf(chunks: Uint8Array[]) {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      chunks.forEach((chunk) => {
        controller.enqueue(chunk);
      });
      controller.close();
    },
  });
}

describe("the event parser", () => {
  it.each([
    ["in one piece", [wire]],
    ["a character at a time", [...wire]],
    ["with CRLF split between chunks", [...wire.replaceAll("\n", "\r\n")]],
  ])("reads the same messages %s", (_, chunks) => {
    expect(feed(chunks)).toEqual(messages);
  });

  it("gives nothing for a message that is not finished", () => {
    expect(feed(["id: r1/1\ndata: half"])).toEqual([]);
  });

  it("puts characters together that were cut between network chunks", async () => {
    const bytes = [...new TextEncoder().encode(wire)].map((byte) => Uint8Array.of(byte));
    const read = [];
    for await (const message of readMessages(streamOf(bytes))) read.push(message);
    expect(read).toEqual(messages);
  });

  it("raises when the server falls silent", async () => {
    const silent = new ReadableStream<Uint8Array>();
    await expect(readMessages(silent, 5).next()).rejects.toThrow("silent");
  });
});
