import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { fakePlanner } from "./fakePlanner";
import { task } from "./samples";
import { TasksTab } from "./TasksTab";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T10:00:00Z") }); // 11:00 in Zagreb
});
afterEach(() => {
  vi.useRealTimers();
});

const titles = () =>
  within(screen.getByRole("list", { name: "Open tasks" }))
    .getAllByRole("checkbox")
    .map((box) => box.getAttribute("aria-label"));

describe("the tasks", () => {
  it("are sorted by due time, told in the person's zone, and late ones are named so", async () => {
    fakePlanner(server, {
      tasks: [
        task({ title: "Someday" }),
        task({ title: "Water the plants", due: "2026-11-22T08:00:00Z", recurrence: "FREQ=WEEKLY;BYDAY=SU" }),
        task({ title: "Tax return", due: "2026-11-20T16:00:00Z", priority: "high" }),
      ],
    });
    renderPage(<TasksTab />);
    await screen.findByRole("list", { name: "Open tasks" });
    expect(titles()).toEqual(["Complete Tax return", "Complete Water the plants", "Complete Someday"]);
    const [late, plants] = screen.getAllByRole("listitem");
    expect(late).toHaveTextContent(/Late: Yesterday, 17:00.*High priority/);
    expect(plants).toHaveTextContent(/Tomorrow, 09:00.*Every Sunday/);
  });

  it("takes the due time out of the title", async () => {
    const { calls } = fakePlanner(server, {});
    const { user } = renderPage(<TasksTab />);
    await user.type(screen.getByRole("textbox", { name: "New task" }), "Pay the rent tomorrow at 10");
    expect(await screen.findByText("Tomorrow, 10:00")).toBeVisible();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("checkbox", { name: "Complete Pay the rent" })).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ title: "Pay the rent", due: "2026-11-22T09:00:00Z" });
    expect(screen.getByRole("textbox", { name: "New task" })).toHaveValue("");
  });

  it("leaves the words alone when the date found in them is taken away", async () => {
    const { calls } = fakePlanner(server, {});
    const { user } = renderPage(<TasksTab />);
    await user.type(screen.getByRole("textbox", { name: "New task" }), "Read Friday by Defoe");
    await user.click(await screen.findByRole("button", { name: "Remove the date" }));
    await user.click(screen.getByRole("button", { name: "Add" }));
    await screen.findByRole("checkbox", { name: "Complete Read Friday by Defoe" });
    expect(calls[0]?.body).toEqual({ title: "Read Friday by Defoe", due: null });
  });

  it("are completed at once, and come back with Undo", async () => {
    const milk = task({ title: "Buy milk" });
    const { calls } = fakePlanner(server, { tasks: [milk] });
    const { user } = renderPage(<TasksTab />);
    await user.click(await screen.findByRole("checkbox", { name: "Complete Buy milk" }));
    expect(await screen.findByText("“Buy milk” is done.")).toBeVisible();
    expect(await screen.findByText("Nothing to do")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("checkbox", { name: "Complete Buy milk" })).not.toBeChecked();
    expect(calls.map(({ body }) => body)).toEqual([{ status: "done" }, { status: "open" }]);
  });

  it("stay, with the reason, when the server refuses", async () => {
    fakePlanner(server, { tasks: [task({ title: "Buy milk" })] });
    server.use(
      http.put("/api/tasks/:id/status", () =>
        HttpResponse.json({ error: "conflict", detail: "It was changed elsewhere." }, { status: 409 }),
      ),
    );
    const { user } = renderPage(<TasksTab />);
    await user.click(await screen.findByRole("checkbox", { name: "Complete Buy milk" }));
    expect(await screen.findByText("It was changed elsewhere.")).toBeVisible();
    expect(await screen.findByRole("checkbox", { name: "Complete Buy milk" })).toBeInTheDocument();
  });

  it("are deleted with a way back", async () => {
    const { calls } = fakePlanner(server, { tasks: [task({ title: "Buy milk", tags: ["errands"] })] });
    const { user } = renderPage(<TasksTab />);
    await user.click(await screen.findByRole("button", { name: "Actions for Buy milk" }));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("checkbox", { name: "Complete Buy milk" })).toBeInTheDocument();
    expect(calls.map(({ method }) => method)).toEqual(["DELETE", "POST"]);
    expect(calls[1]?.body).toMatchObject({ title: "Buy milk", tags: ["errands"] });
  });

  it("are edited in a dialog, times on the person's own clock", async () => {
    const { calls } = fakePlanner(server, {
      tasks: [task({ title: "Buy milk", due: "2026-11-22T08:00:00Z" })],
    });
    const { user } = renderPage(<TasksTab />);
    await user.click(await screen.findByRole("button", { name: "Buy milk" }));
    const dialog = await screen.findByRole("dialog", { name: "Edit task" });
    const time = within(dialog).getByLabelText("Due: time");
    expect(time).toHaveValue("09:00");
    await user.clear(time);
    await user.type(time, "14:30");
    await user.click(within(dialog).getByRole("radio", { name: "High" }));
    await user.click(within(dialog).getByRole("button", { name: "Save" }));
    await waitFor(() => {
      expect(dialog).not.toBeInTheDocument();
    });
    expect(calls[0]?.body).toMatchObject({
      title: "Buy milk",
      due: "2026-11-22T13:30:00Z",
      priority: "high",
    });
  });

  it("that are done can be opened again", async () => {
    fakePlanner(server, { tasks: [task({ title: "Sent slides", status: "done" })] });
    const { user } = renderPage(<TasksTab />);
    await user.click(await screen.findByRole("radio", { name: "Done" }));
    await user.click(await screen.findByRole("checkbox", { name: "Reopen Sent slides" }));
    expect(await screen.findByText("“Sent slides” is open again.")).toBeVisible();
  });
});
