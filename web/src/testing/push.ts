import { ws } from "msw";
import { vi } from "vitest";
import { live } from "@/api/live";
import type { LiveTopics } from "@/api/types";
import { server } from "./server";

const socket = ws.link("ws://localhost:3000/ws");

/** Opens the live socket; `push` is what the server says. Call `stop` at the end of the test. */
export async function openLive() {
  let send: ((text: string) => void) | undefined;
  server.use(
    socket.addEventListener("connection", ({ client }) => {
      client.addEventListener("message", () => {
        send = (text) => {
          client.send(text);
        };
      });
    }),
  );
  const stop = live.start();
  await vi.waitFor(() => {
    if (!send) throw new Error("The page has not signed in to the live socket.");
  });
  return {
    stop,
    push: <T extends keyof LiveTopics>(topic: T, payload: LiveTopics[T]) =>
      send?.(JSON.stringify({ topic, payload })),
  };
}
