import { describe, expect, it } from "vitest";
import type { PackageView } from "@/api/capabilities";
import { bodyOf, draftOf } from "./draft";
import { moved } from "./ladder";
import { chosenOf, missingOf, toggled, withPackage } from "./tools";

const planner: PackageView = {
  name: "planner",
  description: "",
  functions: ["planner.create_task", "planner.list_tasks"].map((name) => ({
    name,
    description: "",
    parameters: {},
    risk: "write",
  })),
};

describe("the tools of an agent", () => {
  it("are a whole package by its star, also what it learns later", () => {
    expect(withPackage(["planner.list_tasks", "dice.roll"], "planner", true)).toEqual([
      "dice.roll",
      "planner.*",
    ]);
    expect(withPackage(["planner.*"], "planner", false)).toEqual([]);
    expect(chosenOf(["planner.*"], planner)).toHaveLength(2);
  });

  it("are spelled out when one is taken out of a whole package", () => {
    expect(toggled(["planner.*"], planner, "planner.list_tasks")).toEqual(["planner.create_task"]);
    expect(toggled([], planner, "planner.list_tasks")).toEqual(["planner.list_tasks"]);
  });

  it("may name what is not there any more", () => {
    expect(missingOf(["planner.*", "gone.tool"], [planner])).toEqual(["gone.tool"]);
  });
});

describe("the ladder of models", () => {
  it("stays as it is when there is no place to move to", () => {
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
  });
});

describe("what is sent of an agent", () => {
  it("has limits in millionths of a dollar, or none", () => {
    const draft = { ...draftOf(null), name: " Coach ", dollars: "0.25", tokens: "" };
    expect(bodyOf(draft, false)).toMatchObject({
      name: "Coach",
      cost_micros_per_day: 250_000,
      tokens_per_day: null,
      priority: 0,
    });
  });

  it("leaves out what is fixed of the built-in one", () => {
    const body = bodyOf(draftOf(null), true);
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(["when"]));
    expect(body).not.toHaveProperty("priority");
    expect(body).not.toHaveProperty("enabled");
  });
});
