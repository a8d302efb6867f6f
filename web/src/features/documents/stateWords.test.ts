import { describe, expect, it } from "vitest";
import { document } from "./samples";
import { doingOf, membersInWords } from "./stateWords";

const members = (total: number, ready: number, failed = 0) => ({
  total,
  ready,
  failed,
  waiting: total - ready - failed,
});

describe("doingOf", () => {
  it("says the server's words, with how far it is", () => {
    const reading = document({ status: "reading", progress: 0.3, stage: "Reading page 30 of 100" });
    expect(doingOf(reading)).toEqual({ words: "Reading page 30 of 100", fraction: 0.3 });
  });

  it("shows no bar for what waits its turn", () => {
    expect(doingOf(document({ status: "queued", progress: 0 }))).toEqual({
      words: "Waiting",
      fraction: null,
    });
  });

  it("counts the files of an archive that was unpacked", () => {
    expect(doingOf(document({ type: "zip", members: members(4, 1, 1) }))).toEqual({
      words: "2 of 4 files read",
      fraction: 0.5,
    });
  });

  it("is nothing for what is done", () => {
    expect(doingOf(document())).toBeNull();
    expect(doingOf(document({ type: "zip", members: members(4, 4) }))).toBeNull();
    expect(doingOf(document({ status: "failed", error: "Damaged." }))).toBeNull();
  });
});

describe("membersInWords", () => {
  it.each([
    [members(4, 4), "4 files"],
    [members(1, 1), "1 file"],
    [members(14, 12, 2), "14 files: 12 ready, 2 failed"],
    [members(3, 1, 0), "3 files: 1 ready, 2 being read"],
  ])("%o is %s", (counts, words) => {
    expect(membersInWords(document({ members: counts }))).toBe(words);
  });
});
