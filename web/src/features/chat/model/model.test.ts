import { describe, expect, it } from "vitest";
import { citation, result, run, step } from "@/testing/chatSamples";
import { citationNumber, sourcesOf, withSources } from "./citations";
import { duration } from "./duration";
import { acted, isUnsupported, planCount, planSummary } from "./summary";
import { turnOfRun } from "./turn";

const two = [step(), step({ id: "s2", title: "Set a reminder", capability: "planner.set_reminder" })];

describe("a plan in one line", () => {
  it("groups what was done", () => {
    const plan = [...two, step({ id: "s3" })];
    const results = plan.map((each) => result({ step_id: each.id }));
    expect(planSummary(turnOfRun(run({ plan, results })))).toBe("Create task ×2, set reminder");
  });

  it("says how many steps did not work", () => {
    const results = [result(), result({ step_id: "s2", status: "failed" })];
    expect(planSummary(turnOfRun(run({ plan: two, results })))).toBe("1 of 2 steps did not work");
  });

  it("names the running step", () => {
    const turn = turnOfRun(run({ status: "running", plan: two, results: [result()] }));
    const steps = turn.steps.map((each, n) => (n === 1 ? { ...each, state: "running" as const } : each));
    expect(planSummary({ ...turn, steps })).toBe("Set a reminder");
    expect(planCount(steps)).toBe("1/2");
  });

  it.each([
    [12, "12 ms"],
    [240, "0.2 s"],
    [13_600, "14 s"],
    [125_000, "2 min 5 s"],
  ])("writes %d ms as %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

describe("what a turn allows", () => {
  it("has acted only where a step that changes something was done", () => {
    const looked = step({ id: "s2", risk: "read" });
    const results = [result(), result({ step_id: "s2" })];
    const turn = turnOfRun(run({ plan: [step(), looked, step({ id: "s3" })], results }));
    expect(acted(turn).map((each) => each.view.id)).toEqual(["s1"]);
  });

  it("is unsupported when the search says so", () => {
    const results = [result({ data: { supported: false } })];
    expect(isUnsupported(turnOfRun(run({ plan: [step()], results })))).toBe(true);
    expect(isUnsupported(turnOfRun(run({ plan: [step()], results: [result()] })))).toBe(false);
  });
});

describe("citations", () => {
  it("are told from other links by their address", () => {
    expect(citationNumber("#cite-2")).toBe(2);
    expect(citationNumber("https://example.org")).toBeNull();
    expect(citationNumber(undefined)).toBeNull();
  });

  it("are grouped by document with their numbers", () => {
    const other = { ...citation, document_id: "d2", title: "Lease" };
    const sources = sourcesOf([citation, other, citation]);
    expect(sources.map((each) => [each.title, each.passages.map((passage) => passage.number)])).toEqual([
      ["Boiler manual.pdf", [1, 3]],
      ["Lease", [2]],
    ]);
  });

  it("come along when an answer is copied", () => {
    expect(withSources("Once a year [1].", [citation])).toBe(
      "Once a year [1].\n\n[1] Boiler manual.pdf, p. 12",
    );
  });
});
