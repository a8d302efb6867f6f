import { describe, expect, it } from "vitest";
import { agendaOf, orderTasks } from "./agenda";
import { event, reminder, task } from "./samples";

const clock = { zone: "Europe/Zagreb", now: new Date("2026-11-21T10:00:00Z"), locale: "en-GB" };

describe("agendaOf", () => {
  it("puts tasks, reminders and events of a day in one order of time", () => {
    const { days } = agendaOf(
      {
        tasks: [task({ title: "Milk", due: "2026-11-21T16:00:00Z" })],
        reminders: [reminder({ title: "Stretch", time: "2026-11-21T12:00:00Z" })],
        events: [event({ title: "Opera", start: "2026-11-21T19:00:00Z", end: "2026-11-21T22:00:00Z" })],
      },
      clock,
      2,
    );
    expect(days[0]?.entries.map(({ item }) => item.title)).toEqual(["Stretch", "Milk", "Opera"]);
    expect(days[1]?.entries).toEqual([]);
  });

  it("keeps what is late apart", () => {
    const late = task({ title: "Tax", due: "2026-11-21T08:00:00Z" });
    const { overdue, days } = agendaOf({ tasks: [late], reminders: [], events: [] }, clock, 1);
    expect(overdue).toEqual([late]);
    expect(days[0]?.entries).toEqual([]);
  });

  it("shows an event on each day that it touches, but not on one it ends with", () => {
    const trip = event({ start: "2026-11-20T10:00:00Z", end: "2026-11-22T23:00:00Z" });
    const { days } = agendaOf({ tasks: [], reminders: [], events: [trip] }, clock, 3);
    expect(days.map(({ entries }) => entries.length)).toEqual([1, 1, 0]);
  });

  it("puts an evening of the person's day on that day, whatever the day is in UTC", () => {
    const night = reminder({ time: "2026-11-21T23:30:00Z" });
    const { days } = agendaOf({ tasks: [], reminders: [night], events: [] }, clock, 2);
    expect(days.map(({ entries }) => entries.length)).toEqual([0, 1]);
  });

  it("keeps open tasks without a date apart, the most important first", () => {
    const tasks = [
      task({ title: "someday" }),
      task({ title: "soon", priority: "high" }),
      task({ status: "done" }),
    ];
    const { undated, days } = agendaOf({ tasks, reminders: [], events: [] }, clock, 1);
    expect(undated.map(({ title }) => title)).toEqual(["soon", "someday"]);
    expect(days[0]?.entries).toEqual([]);
  });

  it("leaves out what is done or cancelled", () => {
    const { overdue, days } = agendaOf(
      {
        tasks: [task({ status: "done", due: "2026-11-21T08:00:00Z" })],
        reminders: [reminder({ status: "cancelled", time: "2026-11-21T12:00:00Z" })],
        events: [event({ status: "cancelled" })],
      },
      clock,
      1,
    );
    expect([overdue, days[0]?.entries]).toEqual([[], []]);
  });
});

describe("orderTasks", () => {
  it("sorts by due time, then by priority", () => {
    const tasks = [
      task({ title: "someday" }),
      task({ title: "important", priority: "high" }),
      task({ title: "later", due: "2026-11-23T08:00:00Z" }),
      task({ title: "sooner", due: "2026-11-22T08:00:00Z" }),
    ];
    expect(orderTasks(tasks).map(({ title }) => title)).toEqual(["sooner", "later", "important", "someday"]);
  });
});
