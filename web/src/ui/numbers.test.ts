import { describe, expect, it } from "vitest";
import { counted, formatCost, formatCount, formatSeconds } from "./numbers";

describe("amounts", () => {
  it("of money keep the digits that say something", () => {
    expect([0, 12, 4200, 500_000, 1_250_000, 1_234_500_000].map(formatCost)).toEqual([
      "$0",
      "under $0.0001",
      "$0.0042",
      "$0.50",
      "$1.25",
      "$1,234.50",
    ]);
  });

  it("of tokens are exact below a million", () => {
    expect([999, 12_480, 1_240_000].map(formatCount)).toEqual(["999", "12,480", "1.2M"]);
    expect([counted(1, "call"), counted(0, "call"), counted(2, "reply", "replies")]).toEqual([
      "1 call",
      "0 calls",
      "2 replies",
    ]);
  });

  it("of time grow their unit", () => {
    expect([0.42, 12.4, 59.7, 125].map(formatSeconds)).toEqual(["0.4 s", "12 s", "1 min", "2 min 5 s"]);
  });
});
