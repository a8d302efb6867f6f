import { describe, expect, it } from "vitest";

import { recurrenceChoices, recurrenceInWords } from "./recurrence";

describe("recurrenceInWords", () => {
  it.each([
    ["FREQ=DAILY", "Every day"],
    ["FREQ=DAILY;INTERVAL=3", "Every 3 days"],
    ["FREQ=HOURLY;INTERVAL=2", "Every 2 hours"],
    ["RRULE:FREQ=WEEKLY;BYDAY=MO", "Every Monday"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "Every other Monday"],
    ["FREQ=WEEKLY;BYDAY=FR,MO,WE", "Every Monday, Wednesday and Friday"],
    ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday"],
    ["FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "Every weekday"],
    ["FREQ=WEEKLY;INTERVAL=3;BYDAY=SA,SU", "Every 3 weeks on Saturday and Sunday"],
    ["FREQ=WEEKLY", "Every week"],
    ["FREQ=MONTHLY;BYMONTHDAY=1", "Every month on the 1st"],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day"],
    ["FREQ=MONTHLY;BYMONTHDAY=12,22", "Every month on the 12th and 22nd"],
    ["FREQ=MONTHLY;BYDAY=-1FR", "Every month on the last Friday"],
    ["FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "Every month on the second Tuesday"],
    ["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=4", "Every year on 4 March"],
    ["FREQ=DAILY;COUNT=10", "Every day, 10 times"],
    ["FREQ=DAILY;UNTIL=20261203T080000Z", "Every day, until 3 December 2026"],
    ["DTSTART:20261121T090000Z\nRRULE:FREQ=WEEKLY;BYDAY=SA", "Every Saturday"],
  ])("says %s as %s", (rule, words) => {
    expect(recurrenceInWords(rule)).toBe(words);
  });

  it("does not pretend to understand another grammar", () => {
    expect(recurrenceInWords("every blue moon")).toBe("Repeats");
  });
});

describe("recurrenceChoices", () => {
  it("offers rules that fit the first date", () => {
    const labels = recurrenceChoices("2026-11-23").map((choice) => choice.label);
    expect(labels).toEqual([
      "Does not repeat",
      "Every day",
      "Every weekday",
      "Every Monday",
      "Every other Monday",
      "Every month on the 23rd",
      "Every year on 23 November",
    ]);
  });
});
