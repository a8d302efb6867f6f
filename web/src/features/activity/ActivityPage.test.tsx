import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { ActivityPage } from "./ActivityPage";
import { effect, fakeEffects, report } from "./samples";

function serveEffects(...given: Parameters<typeof fakeEffects>) {
  const { asked, handlers } = fakeEffects(...given);
  server.use(...handlers);
  return asked;
}

const document = effect({
  id: "r2:s1",
  capability: "knowledge.delete_document",
  title: "Remove the old manual",
  status: "failed",
  undo: "impossible",
  at: "2026-11-20T22:30:00Z",
});

describe("the activity", () => {
  it("groups what was done by the person's days, with its state", async () => {
    serveEffects([effect(), document, effect({ id: "r3:s1", at: "2026-11-20T09:00:00Z", status: "intent" })]);
    renderPage(<ActivityPage />);
    const headings = await screen.findAllByRole("heading", { level: 2 });
    expect(headings).toHaveLength(3 - 1); // 22:30 in UTC is the next day in Zagreb
    expect(screen.getByText("Remove the old manual").closest("li")).toHaveTextContent(
      /failed.*23:30.*knowledge/,
    );
    expect(screen.getByText("not finished", { selector: "li *" })).toBeVisible();
  });

  it("shows a receipt with the exact arguments on demand", async () => {
    serveEffects([effect()]);
    const { user } = renderPage(<ActivityPage />);
    const toggle = await screen.findByRole("button", { name: /^Details: Add/ });
    expect(screen.queryByText("r1:s1")).not.toBeInTheDocument();
    await user.click(toggle);
    expect(toggle).toHaveAttribute("aria-expanded", "true");
    expect(screen.getByText("r1:s1")).toBeVisible();
    expect(screen.getByRole("region", { name: "Exact arguments" })).toHaveTextContent(
      '"title": "Buying milk"',
    );
    expect(screen.getByRole("link", { name: /Conversation of: Add/ })).toHaveAttribute("href", "/c/c1");
  });

  it("filters by package and state, kept in the address", async () => {
    serveEffects([effect(), document]);
    const { user, router } = renderPage(<ActivityPage />);
    await screen.findByText("Remove the old manual");
    await user.selectOptions(screen.getByLabelText("Package"), "planner");
    await waitFor(() => {
      expect(screen.queryByText("Remove the old manual")).not.toBeInTheDocument();
    });
    await user.selectOptions(screen.getByLabelText("State"), "failed");
    expect(await screen.findByText("Nothing fits these filters")).toBeVisible();
    expect(router.state.location.search).toBe("?status=failed&package=planner");
    await user.click(screen.getByRole("button", { name: "Show everything" }));
    expect(await screen.findByText("Remove the old manual")).toBeVisible();
  });

  it("asks for a span from midnight of the person's zone", async () => {
    const asked = serveEffects([]);
    const { user } = renderPage(<ActivityPage />);
    expect(await screen.findByText("Nothing was done yet")).toBeVisible();
    await user.selectOptions(screen.getByLabelText("Time"), "Today");
    await waitFor(() => {
      expect(asked.at(-1)?.get("since")).toMatch(/T2[23]:00:00Z$/); // Zagreb is ahead of UTC
    });
  });

  it("reads on by itself until something fits the filters", async () => {
    serveEffects([effect(), effect({ id: "r5:s1" }), document], 1);
    renderPage(<ActivityPage />, { at: "/?status=failed" });
    expect(await screen.findByText("Remove the old manual")).toBeVisible();
  });

  it("shows older ones page by page", async () => {
    serveEffects([effect(), document], 1);
    const { user } = renderPage(<ActivityPage />);
    await user.click(await screen.findByRole("button", { name: "Show older" }));
    expect(await screen.findByText("Remove the old manual")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Show older" })).not.toBeInTheDocument();
  });

  it("says what became of an undo, also when the thing was changed since", async () => {
    serveEffects([effect()]);
    const asked: string[] = [];
    const text = "The task was changed after that, so it was left as it is.";
    server.use(
      http.post("/api/effects/:id/undo", ({ params }) => {
        asked.push(String(params.id));
        return HttpResponse.json(report({ status: "conflict", text }));
      }),
    );
    const { user } = renderPage(<ActivityPage />);
    await user.click(await screen.findByRole("button", { name: /^Undo: Add/ }));
    const outcome = await screen.findByRole("list", { name: "What became of the undo" });
    expect(outcome).toHaveTextContent(`changed since, left as it is${text}`);
    expect(asked).toEqual(["r1:s1"]);
  });

  it("offers no undo where there is none", async () => {
    serveEffects([document]);
    renderPage(<ActivityPage />);
    await screen.findByText("Remove the old manual");
    expect(screen.queryByRole("button", { name: /^Undo: / })).not.toBeInTheDocument();
  });

  it("puts what waits for the person's word on top", async () => {
    serveEffects([effect()]);
    const approval = {
      id: "r9.s1",
      run_id: "r9",
      conversation_id: "c9",
      kind: "step",
      title: "Send the mail to Iva",
      reasons: ["It reaches somebody else."],
      expires_at: "2026-11-22T10:00:00Z",
    };
    server.use(http.get("/api/approvals", () => HttpResponse.json({ items: [approval] })));
    renderPage(<ActivityPage />);
    const pending = within(await screen.findByRole("region", { name: "Waiting for your word" }));
    expect(pending.getByText(/It reaches somebody else/)).toBeVisible();
    expect(pending.getByRole("link", { name: /Answer.*Send the mail to Iva/ })).toHaveAttribute(
      "href",
      "/c/c9",
    );
  });

  it("can be read again after a failure", async () => {
    serveEffects([effect()]);
    const failed = () =>
      HttpResponse.json({ error: "unavailable", detail: "The database is away." }, { status: 503 });
    server.use(http.get("/api/effects", failed, { once: true }));
    const { user } = renderPage(<ActivityPage />);
    expect(await screen.findByText("The database is away.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText(/buying milk/)).toBeVisible();
  });
});
