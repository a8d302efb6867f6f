import { describe, expect, it } from "vitest";

import { layoutWeek, type Span } from "./calendarLayout";

const ZONE = "Europe/Berlin";
const event = (id: string, start: string, end: string): Span => ({ id, start, end });
const onDay = (events: Span[], day: string) =>
  (layoutWeek(events, "2026-11-16", 7, ZONE).timed.get(day) ?? []).map(
    ({ event: { id }, from, to, column, columns }) => ({ id, from, to, column, columns }),
  );

describe("layoutWeek", () => {
  it("places an event by the wall clock of the person's zone", () => {
    const events = [event("a", "2026-11-18T08:00:00Z", "2026-11-18T09:30:00Z")];
    expect(onDay(events, "2026-11-18")).toEqual([{ id: "a", from: 540, to: 630, column: 0, columns: 1 }]);
  });

  it("shares the width between events that overlap, and only between those", () => {
    const events = [
      event("a", "2026-11-18T08:00:00Z", "2026-11-18T10:00:00Z"),
      event("b", "2026-11-18T08:30:00Z", "2026-11-18T09:00:00Z"),
      event("c", "2026-11-18T09:00:00Z", "2026-11-18T09:30:00Z"),
      event("d", "2026-11-18T10:00:00Z", "2026-11-18T11:00:00Z"),
    ];
    expect(onDay(events, "2026-11-18").map(({ id, column, columns }) => [id, column, columns])).toEqual([
      ["a", 0, 2],
      ["b", 1, 2],
      ["c", 1, 2],
      ["d", 0, 1],
    ]);
  });

  it("splits an event at midnight", () => {
    const events = [event("late", "2026-11-18T21:00:00Z", "2026-11-19T01:00:00Z")];
    const week = layoutWeek(events, "2026-11-16", 7, ZONE);
    expect(week.timed.get("2026-11-18")).toMatchObject([{ from: 1320, to: 1440, continuesAfter: true }]);
    expect(week.timed.get("2026-11-19")).toMatchObject([{ from: 0, to: 120, continuesBefore: true }]);
  });

  it("leaves nothing on the next day of an event that ends at midnight", () => {
    const events = [event("late", "2026-11-18T21:00:00Z", "2026-11-18T23:00:00Z")];
    const week = layoutWeek(events, "2026-11-16", 7, ZONE);
    expect(week.timed.get("2026-11-18")).toMatchObject([{ to: 1440, continuesAfter: false }]);
    expect(week.timed.get("2026-11-19")).toEqual([]);
  });

  it("gives a very short event a height that can be read and pressed", () => {
    const [segment] = onDay([event("a", "2026-11-18T08:00:00Z", "2026-11-18T08:05:00Z")], "2026-11-18");
    expect(segment).toMatchObject({ from: 540, to: 564 });
  });

  it("stacks whole-day events in rows above the grid, cut to the week", () => {
    const events = [
      event("trip", "2026-11-13T23:00:00Z", "2026-11-17T23:00:00Z"),
      event("fair", "2026-11-16T23:00:00Z", "2026-11-18T23:00:00Z"),
      event("rest", "2026-11-19T23:00:00Z", "2026-11-25T23:00:00Z"),
    ];
    const week = layoutWeek(events, "2026-11-16", 7, ZONE);
    expect(week.allDay.map(({ event: { id }, first, last, row }) => [id, first, last, row])).toEqual([
      ["trip", 0, 1, 0],
      ["fair", 1, 2, 1],
      ["rest", 4, 6, 0],
    ]);
    expect([...week.timed.values()].flat()).toEqual([]);
  });

  it("keeps a day on which the clocks change 24 wall hours tall", () => {
    const events = [event("a", "2026-10-25T08:00:00Z", "2026-10-25T09:00:00Z")];
    const week = layoutWeek(events, "2026-10-19", 7, ZONE);
    expect(week.timed.get("2026-10-25")).toMatchObject([{ from: 540, to: 600 }]);
  });
});
