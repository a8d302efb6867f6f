import { describe, expect, it } from "vitest";
import type { AnswerView, RunEvent, StepResultView, StepView } from "@/api/types";
import { approval } from "@/testing/chatSamples";
import { reduce } from "./reduce";
import { newTurn, shownText } from "./turn";
import type { Turn } from "./turn";

const empty = newTurn({
  key: "k",
  conversationId: null,
  text: "hi",
  attachments: [],
  at: "2026-11-21T10:00:00Z",
});
const step = (id: string): StepView => ({
  id,
  capability: "planner.create_task",
  title: `Do ${id}`,
  arguments: {},
  depends_on: [],
  risk: "write",
  seconds: 1,
});
const result = (step_id: string, status: StepResultView["status"] = "done"): StepResultView => ({
  step_id,
  capability: "planner.create_task",
  status,
  text: "ok",
  data: {},
  error: null,
  origin: "trusted",
  started_at: "2026-11-21T10:00:01Z",
  finished_at: "2026-11-21T10:00:02Z",
});
const answer = (text: string, notice = ""): AnswerView => ({
  text,
  notice,
  citations: [],
  source: "local",
  choices: [],
  corrections: [],
});
const begin = (seq: number, attempt = 1): RunEvent => ({
  type: "run.started",
  seq,
  run_id: "r1",
  conversation_id: "c1",
  attempt,
});

function play(events: RunEvent[], from: Turn = empty): Turn {
  return events.reduce(reduce, from);
}

const cases: [string, RunEvent[], Partial<Turn>][] = [
  ["a run that starts gets its ids", [begin(1)], { runId: "r1", conversationId: "c1", status: "running" }],
  [
    "tokens add up",
    [begin(1), { type: "token", seq: 2, text: "Hel" }, { type: "token", seq: 3, text: "lo" }],
    { partial: "Hello" },
  ],
  [
    "a token seen twice is added once",
    [begin(1), { type: "token", seq: 2, text: "a" }, { type: "token", seq: 2, text: "a" }],
    { partial: "a" },
  ],
  [
    "a late event is ignored",
    [begin(1), { type: "token", seq: 3, text: "b" }, { type: "token", seq: 2, text: "a" }],
    { partial: "b", seq: 3 },
  ],
  [
    "a higher attempt drops what the earlier one showed",
    [
      begin(1),
      { type: "plan.ready", seq: 2, steps: [step("s1")], source: "local", estimate: null },
      { type: "notice", seq: 3, text: "slow" },
      { type: "token", seq: 4, text: "half" },
      begin(2_000_000, 2),
    ],
    { partial: "", steps: [], notices: [], attempt: 2 },
  ],
  [
    "the same attempt told again keeps what is shown",
    [begin(1), { type: "token", seq: 2, text: "kept" }, begin(3)],
    { partial: "kept" },
  ],
  [
    "tokens that were dropped are gone, and the answer begins again",
    [
      begin(1),
      { type: "token", seq: 2, text: "Wro" },
      { type: "tokens.dropped", seq: 3 },
      { type: "token", seq: 4, text: "Right" },
    ],
    { partial: "Right" },
  ],
  [
    "a run that asks waits with what it asks",
    [begin(1), { type: "run.waiting", seq: 2, approvals: [approval()] }],
    { status: "waiting", approvals: [approval()] },
  ],
  [
    "the attempt after an answer goes on, and still knows what was asked",
    [begin(1), { type: "run.waiting", seq: 2, approvals: [approval()] }, begin(2_000_001, 2)],
    { status: "running", approvals: [approval()], attempt: 2 },
  ],
  [
    "a wait told again after the answer does not ask again",
    [begin(2_000_001, 2), { type: "run.waiting", seq: 5, approvals: [approval()] }],
    { status: "running", approvals: [] },
  ],
  [
    "a plan comes with what it will take",
    [
      begin(1),
      {
        type: "plan.ready",
        seq: 2,
        steps: [],
        source: "local",
        estimate: { seconds: 4, tokens: 0, cost_micros: 0 },
      },
    ],
    { estimate: { seconds: 4, tokens: 0, cost_micros: 0 } },
  ],
  [
    "a plan that was changed takes as long as its steps, and the rest as told before",
    [
      begin(1),
      {
        type: "plan.ready",
        seq: 2,
        steps: [step("s1")],
        source: "local",
        estimate: { seconds: 4, tokens: 50, cost_micros: 7 },
      },
      { type: "plan.ready", seq: 3, steps: [step("s1"), step("s2")], source: "local", estimate: null },
    ],
    { estimate: { seconds: 1, tokens: 50, cost_micros: 7 } },
  ],
  [
    "the answer replaces the tokens",
    [begin(1), { type: "token", seq: 2, text: "Dra" }, { type: "answer", seq: 3, answer: answer("Final") }],
    { partial: "", answer: answer("Final") },
  ],
  [
    "a notice is shown once",
    [begin(1), { type: "notice", seq: 2, text: "n" }, { type: "notice", seq: 3, text: "n" }],
    { notices: ["n"] },
  ],
  [
    "the answer's notice stands for the ones before",
    [begin(1), { type: "notice", seq: 2, text: "a" }, { type: "answer", seq: 3, answer: answer("x", "a b") }],
    { notices: ["a b"] },
  ],
  [
    "a failed run keeps its error and its partial text",
    [
      begin(1),
      { type: "token", seq: 2, text: "so far" },
      { type: "run.finished", seq: 3, status: "failed", error: { code: "error", message: "broke" } },
    ],
    { status: "failed", partial: "so far", error: { code: "error", message: "broke" } },
  ],
];

describe("a turn", () => {
  it.each(cases)("%s", (_, events, expected) => {
    expect(play(events)).toMatchObject(expected);
  });

  it("follows a step from waiting over running to done", () => {
    const planned = play([
      begin(1),
      { type: "plan.ready", seq: 2, steps: [step("s1"), step("s2")], source: "local", estimate: null },
    ]);
    expect(planned.steps.map((each) => each.state)).toEqual(["waiting", "waiting"]);
    const running = play(
      [
        { type: "step.started", seq: 3, step_id: "s1", at: "2026-11-21T10:00:01Z" },
        { type: "step.progress", seq: 4, step_id: "s1", text: "half", fraction: 0.5 },
      ],
      planned,
    );
    expect(running.steps[0]).toMatchObject({ state: "running", progress: { text: "half", fraction: 0.5 } });
    const done = play([{ type: "step.finished", seq: 5, result: result("s1") }], running);
    expect(done.steps.map((each) => each.state)).toEqual(["done", "waiting"]);
    expect(done.steps[0]?.progress).toBeNull();
  });

  it("marks a step that was cut off by the end as skipped", () => {
    const turn = play([
      begin(1),
      { type: "plan.ready", seq: 2, steps: [step("s1")], source: "local", estimate: null },
      { type: "step.started", seq: 3, step_id: "s1", at: "2026-11-21T10:00:01Z" },
      { type: "run.finished", seq: 4, status: "cancelled", error: null },
    ]);
    expect(turn.steps[0]?.state).toBe("skipped");
  });

  it("ignores an event for a step it does not know", () => {
    const turn = play([begin(1), { type: "step.finished", seq: 2, result: result("s9") }]);
    expect(turn.steps).toEqual([]);
  });

  it("shows the stored answer before the streamed text", () => {
    expect(shownText({ ...empty, partial: "streamed" })).toBe("streamed");
    expect(shownText({ ...empty, partial: "streamed", answer: answer("stored") })).toBe("stored");
  });

  it("is not changed in place", () => {
    const before = structuredClone(empty);
    play([begin(1), { type: "token", seq: 2, text: "x" }]);
    expect(empty).toEqual(before);
  });
});
