import { fireEvent, screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { ActivityPage } from "./ActivityPage";
import { effect, fakeEffects, report } from "./samples";

const sent = effect({
  id: "r2:s1",
  title: "Send the mail to Iva",
  capability: "mail.send",
  undo: "impossible",
  at: "2026-11-21T09:30:00Z",
});
const earlier = effect({ id: "r3:s1", title: "Add a note", at: "2026-11-21T07:00:00Z" });

async function openDialog() {
  server.use(...fakeEffects([effect(), sent, earlier]).handlers);
  const { user } = renderPage(<ActivityPage />);
  await user.click(await screen.findByRole("button", { name: "Undo everything since…" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.change(dialog.getByLabelText("Since the day"), { target: { value: "2026-11-21" } });
  fireEvent.change(dialog.getByLabelText("At"), { target: { value: "10:00" } }); // 09:00 in UTC
  return { user, dialog };
}

describe("undoing everything since a moment", () => {
  it("first shows what can and what cannot be taken back", async () => {
    const { dialog } = await openDialog();
    const preview = await dialog.findByRole("region", { name: "What will happen" });
    expect(await dialog.findByText("1 action will be taken back")).toBeVisible();
    expect(dialog.getByText("1 action cannot be taken back and stays")).toBeVisible();
    expect(preview).toHaveTextContent("Send the mail to Iva");
    expect(preview).not.toHaveTextContent("Add a note");
  });

  it("then does it, and says what became of each", async () => {
    let asked: unknown;
    server.use(
      http.post("/api/undo", async ({ request }) => {
        asked = await request.json();
        return HttpResponse.json(report());
      }),
    );
    const { user, dialog } = await openDialog();
    await user.click(await dialog.findByRole("button", { name: "Undo 1 action" }));
    expect(await screen.findByText("One action was taken back.")).toBeVisible();
    expect(screen.getByRole("list", { name: "Outcomes" })).toHaveTextContent("taken back");
    expect(asked).toEqual({ since: "2026-11-21T09:00:00Z" });
  });

  it("has nothing to do where nothing was done", async () => {
    const { dialog } = await openDialog();
    fireEvent.change(dialog.getByLabelText("At"), { target: { value: "23:00" } });
    expect(await dialog.findByText(/Nothing was done since then/)).toBeVisible();
    expect(dialog.getByRole("button", { name: "Undo" })).toBeDisabled();
    fireEvent.change(dialog.getByLabelText("At"), { target: { value: "" } });
    expect(await dialog.findByText("Choose a day and a time.")).toBeVisible();
  });
});
