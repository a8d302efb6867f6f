import { ws } from "msw";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { anasSession } from "@/testing/samples";
import { server } from "@/testing/server";
import { live } from "./live";
import { session } from "./session";

const socket = ws.link("ws://localhost:3000/ws");
const document = { id: "d1", title: "Lease" };
let stop: () => void = () => undefined;

describe("the live socket", () => {
  beforeEach(() => {
    session.accept(anasSession);
  });
  afterEach(() => {
    stop();
  });

  it("signs in with its first message and hands out what is pushed, by topic", async () => {
    const first: unknown[] = [];
    server.use(
      socket.addEventListener("connection", ({ client }) => {
        client.addEventListener("message", ({ data }) => {
          first.push(JSON.parse(String(data)));
          client.send(JSON.stringify({ topic: "ready", payload: {} }));
          client.send("not json");
          client.send(JSON.stringify({ topic: "document", payload: document }));
        });
      }),
    );
    const heard = vi.fn();
    const other = vi.fn();
    live.on("document", heard);
    live.on("planner", other);
    stop = live.start();
    await vi.waitFor(() => {
      expect(heard).toHaveBeenCalledWith(document);
    });
    expect(first).toEqual([{ type: "auth", token: "access-1" }]);
    expect(other).not.toHaveBeenCalled();
  });

  it("comes back after a loss and says that something may have been missed", async () => {
    let connections = 0;
    server.use(
      socket.addEventListener("connection", ({ client }) => {
        connections += 1;
        const number = connections;
        client.addEventListener("message", () => {
          client.send(JSON.stringify({ topic: "ready", payload: {} }));
          if (number === 1) client.close(1012);
        });
      }),
    );
    const back = vi.fn();
    live.onReconnect(back);
    stop = live.start();
    await vi.waitFor(
      () => {
        expect(back).toHaveBeenCalledOnce();
      },
      { timeout: 3000 },
    );
    expect(connections).toBe(2);
  });
});
