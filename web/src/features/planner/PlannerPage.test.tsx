import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLive } from "@/testing/push";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { fakePlanner } from "./fakePlanner";
import { PlannerPage } from "./PlannerPage";
import { event, note, reminder, task } from "./samples";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T10:00:00Z") }); // Saturday, 11:00 in Zagreb
});
afterEach(() => {
  vi.useRealTimers();
});

const open = (tab: string) => renderPage(<PlannerPage />, { at: `/planner?tab=${tab}` });

describe("today", () => {
  it("shows what is late, then the day in the order of its times, then the days after", async () => {
    fakePlanner(server, {
      tasks: [
        task({ title: "Tax return", due: "2026-11-20T08:00:00Z" }),
        task({ title: "Milk", due: "2026-11-21T16:00:00Z" }),
      ],
      reminders: [reminder({ title: "Call Ana", time: "2026-11-22T08:00:00Z" })],
      events: [event({ title: "Team meeting", location: "Room 4" })],
    });
    open("today");
    const late = await screen.findByRole("region", { name: "Late tasks" });
    expect(late).toHaveTextContent("Tax return");
    const today = screen.getByRole("region", { name: "Saturday 21 November 2026" });
    expect(
      within(today)
        .getAllByRole("listitem")
        .map((row) => row.textContent),
    ).toEqual([
      expect.stringMatching(/14:00 – 15:00.*Event:Team meeting Room 4/),
      expect.stringMatching(/17:00.*Milk/),
    ]);
    expect(screen.getByRole("region", { name: "Sunday 22 November 2026" })).toHaveTextContent(
      /09:00.*Reminder:.*Call Ana/,
    );
  });

  it("shows the first tasks without a date, and leads to all of them", async () => {
    fakePlanner(server, {
      tasks: Array.from({ length: 7 }, (_, number) => task({ title: `Thing ${number}` })),
    });
    const { user } = open("today");
    const undated = await screen.findByRole("region", { name: "Tasks without a date" });
    expect(within(undated).getAllByRole("listitem")).toHaveLength(5);
    await user.click(within(undated).getByRole("button", { name: "All 7 in Tasks" }));
    expect(await screen.findByRole("tab", { name: "Tasks", selected: true })).toBeVisible();
    expect(await screen.findByRole("button", { name: "Thing 6" })).toBeVisible();
  });

  it("says that the day is free", async () => {
    fakePlanner(server, {});
    open("today");
    expect(await screen.findByText("Nothing more today.")).toBeVisible();
  });

  it("shows what was added elsewhere as soon as the server says so", async () => {
    fakePlanner(server, {});
    open("today");
    await screen.findByText("Nothing more today.");
    const { push, stop } = await openLive();
    fakePlanner(server, { tasks: [task({ id: "t9", title: "Milk", due: "2026-11-21T16:00:00Z" })] });
    push("planner", { kind: "task", id: "t9", change: "created" });
    expect(await screen.findByRole("button", { name: "Milk" })).toBeVisible();
    stop();
  });

  it("shows an error and tries again", async () => {
    fakePlanner(server, {});
    server.use(
      http.get(
        "/api/reminders",
        () => HttpResponse.json({ error: "unavailable", detail: "The database is down." }, { status: 400 }),
        { once: true },
      ),
    );
    const { user } = open("today");
    expect(await screen.findByRole("alert")).toHaveTextContent("The database is down.");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Nothing more today.")).toBeVisible();
  });
});

describe("the reminders", () => {
  it("say when, how long until then, and how they repeat", async () => {
    fakePlanner(server, {
      reminders: [
        reminder({
          title: "Stretch",
          time: "2026-11-21T10:20:00Z",
          recurrence: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        }),
        reminder({ title: "Bread", status: "delivered", delivered_at: "2026-11-21T08:00:00Z" }),
      ],
    });
    open("reminders");
    expect(await screen.findByRole("region", { name: "Upcoming reminders" })).toHaveTextContent(
      /Stretch.*Today, 11:20.*in 20 minutes.*Every weekday/,
    );
    expect(await screen.findByRole("region", { name: "Delivered reminders" })).toHaveTextContent(
      /Bread.*Delivered Today, 09:00.*2 hours ago/,
    );
  });

  it("ask for a time when none was written", async () => {
    const { calls } = fakePlanner(server, {});
    const { user } = open("reminders");
    await user.type(await screen.findByRole("textbox", { name: "New reminder" }), "Call Ana{Enter}");
    const dialog = await screen.findByRole("dialog", { name: "New reminder" });
    await user.click(within(dialog).getByRole("button", { name: "Tomorrow" }));
    await user.selectOptions(within(dialog).getByLabelText("Repeat"), "Every Sunday");
    await user.click(within(dialog).getByRole("button", { name: "Remind me" }));
    expect(await screen.findByRole("region", { name: "Upcoming reminders" })).toHaveTextContent("Call Ana");
    expect(calls[0]?.body).toMatchObject({
      title: "Call Ana",
      time: "2026-11-22T08:00:00Z",
      recurrence: "FREQ=WEEKLY;BYDAY=SU",
    });
  });

  it("refuse a time that is past", async () => {
    const { calls } = fakePlanner(server, {});
    const { user } = open("reminders");
    await user.type(await screen.findByRole("textbox", { name: "New reminder" }), "Call Ana{Enter}");
    const dialog = await screen.findByRole("dialog", { name: "New reminder" });
    await user.click(within(dialog).getByRole("button", { name: "Today" })); // 09:00, and it is 11:00
    await user.click(within(dialog).getByRole("button", { name: "Remind me" }));
    expect(within(dialog).getByRole("alert")).toHaveTextContent("already past");
    expect(calls).toEqual([]);
  });

  it("are snoozed and cancelled", async () => {
    const { calls } = fakePlanner(server, { reminders: [reminder({ id: "r7", title: "Call Ana" })] });
    const { user } = open("reminders");
    await user.click(await screen.findByRole("button", { name: "Actions for Call Ana" }));
    await user.click(await screen.findByRole("menuitem", { name: "Snooze: 1 hour later" }));
    expect(await screen.findByText("“Call Ana” comes again in an hour.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Actions for Call Ana" }));
    await user.click(await screen.findByRole("menuitem", { name: "Cancel reminder" }));
    expect(await screen.findByText("The reminder “Call Ana” was cancelled.")).toBeVisible();
    expect(calls).toEqual([
      { method: "POST", path: "/api/reminders/r7/snooze", body: { minutes: 60 } },
      { method: "DELETE", path: "/api/reminders/r7", body: null },
    ]);
  });
});

describe("the notes", () => {
  it("are searched by words in any order", async () => {
    fakePlanner(server, { notes: [note(), note({ title: "Birthday", content: "a boat trip" })] });
    const { user } = open("notes");
    await user.type(await screen.findByRole("searchbox", { name: "Search the notes" }), "fridge wifi");
    expect(await screen.findByRole("button", { name: /Wifi at the cabin/ })).toBeVisible();
    expect(screen.queryByRole("button", { name: /Birthday/ })).not.toBeInTheDocument();
  });

  it("take their first line as a title", async () => {
    const { calls } = fakePlanner(server, {});
    const { user } = open("notes");
    await user.click(await screen.findByRole("button", { name: "New note" }));
    await user.type(screen.getByLabelText("Note"), "The key{Enter}is under the mat.");
    await user.click(screen.getByRole("button", { name: "Add note" }));
    expect(await screen.findByRole("button", { name: /The key/ })).toBeVisible();
    expect(calls[0]?.body).toEqual({ title: "The key", content: "The key\nis under the mat.", tags: [] });
  });
});

describe("the calendar", () => {
  it("shows the week of the person's zone and opens an event", async () => {
    fakePlanner(server, { events: [event({ location: "Room 4" })] });
    const { user } = open("calendar");
    expect(await screen.findByText("16 – 22 November 2026")).toBeVisible();
    const saturday = await screen.findByRole("region", { name: "Saturday 21 November 2026" });
    await user.click(within(saturday).getByRole("button", { name: /Team meeting 14:00 – 15:00 Room 4/ }));
    expect(await screen.findByRole("dialog", { name: "Edit event" })).toBeVisible();
    expect(screen.getByLabelText("Start: time")).toHaveValue("14:00");
  });

  it("moves an event and keeps its length", async () => {
    const { calls } = fakePlanner(server, { events: [event({ id: "e7" })] });
    const { user } = open("calendar");
    await user.click(await screen.findByRole("button", { name: /Team meeting/ }));
    const time = screen.getByLabelText("Start: time");
    await user.clear(time);
    await user.type(time, "16:00");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByRole("button", { name: /16:00 – 17:00/ })).toBeVisible();
    expect(calls[0]).toMatchObject({
      path: "/api/events/e7",
      body: { start: "2026-11-21T15:00:00Z", end: "2026-11-21T16:00:00Z" },
    });
  });

  it("puts an event at a free time that the server found", async () => {
    const { calls } = fakePlanner(server, {});
    const slot = {
      start: "2026-11-21T12:00:00Z",
      end: "2026-11-21T12:45:00Z",
      score: 0.9,
      reason: "after lunch",
    };
    server.use(http.post("/api/events/find-time", () => HttpResponse.json({ slots: [slot] })));
    const { user } = open("calendar");
    await user.click(await screen.findByRole("button", { name: "Find a time" }));
    await user.click(screen.getByRole("button", { name: "Search" }));
    await user.click(await screen.findByRole("button", { name: /Today, 13:00 – 13:45.*after lunch/ }));
    await user.type(await screen.findByLabelText("Title"), "Review");
    await user.click(screen.getByRole("button", { name: "Add event" }));
    expect(await screen.findByRole("button", { name: /Review 13:00 – 13:45/ })).toBeVisible();
    expect(calls[0]?.body).toMatchObject({ start: slot.start, end: slot.end });
  });
});
