import { describe, expect, it } from "vitest";
import { fillDays, inWords, roundUp, valueOf } from "./series";

const day = { date: "2026-11-20", calls: 3, input_tokens: 900, output_tokens: 100, cost_micros: 4200 };

describe("the days of use", () => {
  it("are all there, those without use as zeros", () => {
    const days = fillDays([day], "2026-11-21", 3);
    expect(days.map(({ date, calls }) => [date, calls])).toEqual([
      ["2026-11-19", 0],
      ["2026-11-20", 3],
      ["2026-11-21", 0],
    ]);
  });

  it("count in tokens, money or calls", () => {
    expect(inWords(valueOf(day, "tokens"), "tokens")).toBe("1,000 tokens");
    expect(inWords(valueOf(day, "cost"), "cost")).toBe("$0.0042");
    expect(inWords(1, "calls")).toBe("1 call");
  });

  it("have a round number at the top of the chart", () => {
    expect([0, 7, 10, 1001, 4_200].map(roundUp)).toEqual([1, 10, 10, 2000, 5000]);
  });
});
