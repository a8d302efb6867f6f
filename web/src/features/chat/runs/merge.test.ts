import { describe, expect, it } from "vitest";
import { run } from "@/testing/chatSamples";
import { newTurn } from "../model/turn";
import type { Turn } from "../model/turn";
import { merge } from "./merge";

const live = (over: Partial<Turn>): Turn => ({
  ...newTurn({ key: "k1", conversationId: "c1", text: "hi", attachments: [], at: "2026-11-21T10:00:00Z" }),
  ...over,
});

describe("the turns of a conversation", () => {
  it("puts a turn that is not stored yet at the end", () => {
    expect(merge([run({ id: "r1" })], [live({})], "c1").map((turn) => turn.key)).toEqual(["r1", "k1"]);
  });

  it("shows the streamed state of a run that is stored as running", () => {
    const turns = merge(
      [run({ id: "r1", status: "running" })],
      [live({ runId: "r1", partial: "Hel" })],
      "c1",
    );
    expect(turns).toMatchObject([{ key: "k1", partial: "Hel" }]);
  });

  it("believes the database when it knows the end of a run that seems to be running here", () => {
    const turns = merge(
      [run({ id: "r1", status: "completed" })],
      [live({ runId: "r1", status: "running" })],
      "c1",
    );
    expect(turns).toMatchObject([{ key: "k1", status: "completed" }]);
  });

  it("leaves out turns of other conversations", () => {
    expect(merge([], [live({ conversationId: "c2" })], "c1")).toEqual([]);
  });
});
