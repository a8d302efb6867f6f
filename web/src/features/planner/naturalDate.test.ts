import { describe, expect, it } from "vitest";
import { formatWhen, type Clock } from "@/ui/time";
import { findDate } from "./naturalDate";

// Saturday, 21 November 2026, 11:00 in Zagreb
const clock: Clock = { zone: "Europe/Zagreb", now: new Date("2026-11-21T10:00:00Z"), locale: "en-GB" };
const read = async (text: string) => {
  const found = await findDate(text, clock);
  return found && [formatWhen(found.instant, clock), found.rest];
};

describe("findDate", () => {
  it.each([
    ["Call Ana tomorrow at 9", "Tomorrow, 09:00", "Call Ana"],
    ["Pay the rent on 1 December", "Tue 1 Dec, 09:00", "Pay the rent"],
    ["Lunch with Marko Friday 12:30", "Friday, 12:30", "Lunch with Marko"],
    ["in 20 minutes take the bread out", "Today, 11:20", "take the bread out"],
    ["Dinner tonight", "Today, 22:00", "Dinner"],
    ["Send the report by Monday", "Monday, 09:00", "Send the report"],
  ])("reads %s", async (text, when, rest) => {
    expect(await read(text)).toEqual([when, rest]);
  });

  it("reads the same words as another instant in another zone", async () => {
    const there = await findDate("tomorrow at 9", { ...clock, zone: "America/New_York" });
    expect(there?.instant).toBe("2026-11-22T14:00:00Z");
  });

  it("keeps the wall-clock hour across a change of the clocks", async () => {
    const before = { ...clock, now: new Date("2027-03-27T10:00:00Z") };
    expect((await findDate("tomorrow at 9", before))?.instant).toBe("2027-03-28T07:00:00Z");
  });

  it("finds nothing in a title without a date", async () => {
    expect(await findDate("Buy milk", clock)).toBeNull();
  });
});
