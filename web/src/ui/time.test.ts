import { describe, expect, it } from "vitest";

import {
  addDays,
  dayKey,
  formatDay,
  formatExact,
  formatRelative,
  formatTime,
  formatWhen,
  instantOf,
  wallTime,
  weekStart,
  type Clock,
} from "./time";

const berlin: Clock = { zone: "Europe/Berlin", now: new Date("2026-11-21T10:00:00Z"), locale: "en-GB" };

describe("days in the person's zone", () => {
  it("puts one instant on different days in different zones", () => {
    expect(dayKey("2026-11-21T23:30:00Z", "Europe/Berlin")).toBe("2026-11-22");
    expect(dayKey("2026-11-21T23:30:00Z", "America/New_York")).toBe("2026-11-21");
  });

  it("names near days, and dates the others", () => {
    expect(formatDay("2026-11-21T20:00:00Z", berlin)).toBe("Today");
    expect(formatDay("2026-11-21T23:30:00Z", berlin)).toBe("Tomorrow");
    expect(formatDay("2026-11-20T12:00:00Z", berlin)).toBe("Yesterday");
    expect(formatDay("2026-11-25T12:00:00Z", berlin)).toBe("Wednesday");
    expect(formatDay("2026-12-04T12:00:00Z", berlin)).toBe("Fri 4 Dec");
    expect(formatDay("2027-01-04T12:00:00Z", berlin)).toBe("Mon 4 Jan 2027");
  });

  it("starts the week on Monday", () => {
    expect(weekStart("2026-11-22")).toBe("2026-11-16");
    expect(weekStart("2026-11-23")).toBe("2026-11-23");
  });

  it("counts calendar days across a clock change", () => {
    expect(addDays("2026-10-24", 2)).toBe("2026-10-26");
  });
});

describe("wall-clock times", () => {
  it("become instants by the rules of the zone", () => {
    expect(instantOf("2026-11-22", "09:00", "Europe/Berlin")).toBe("2026-11-22T08:00:00Z");
    expect(instantOf("2026-07-01", "09:00", "Europe/Berlin")).toBe("2026-07-01T07:00:00Z");
  });

  it("move forward when the clocks skip them", () => {
    const skipped = instantOf("2026-03-29", "02:30", "Europe/Berlin");
    expect(wallTime(skipped, "Europe/Berlin")).toBe("03:30");
  });

  it("are written for a person", () => {
    expect(formatTime("2026-11-22T08:00:00Z", berlin)).toBe("09:00");
    expect(formatWhen("2026-11-22T08:00:00Z", berlin)).toBe("Tomorrow, 09:00");
    expect(formatExact("2026-11-22T08:00:00Z", berlin)).toBe("Sunday 22 November 2026, 09:00 CET");
  });
});

describe("relative times", () => {
  it.each([
    ["2026-11-21T10:20:00Z", "in 20 minutes"],
    ["2026-11-21T10:00:20Z", "in less than a minute"],
    ["2026-11-21T09:59:50Z", "just now"],
    ["2026-11-21T08:00:00Z", "2 hours ago"],
    ["2026-11-24T10:00:00Z", "in 3 days"],
    ["2026-12-05T10:00:00Z", "in 2 weeks"],
  ])("%s is %s", (iso, words) => {
    expect(formatRelative(iso, berlin)).toBe(words);
  });
});
