import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { renderPage } from "@/testing/render";
import { ana } from "@/testing/samples";
import { server } from "@/testing/server";
import { LimitsPage } from "./LimitsPage";
import type { Limit } from "./types";

const none = { tokens_per_day: null, cost_micros_per_day: null };
const limits: Limit[] = [
  { scope: "everyone", ...none },
  { scope: "person", ...none, tokens_per_day: 10_000 },
  { scope: "agent:a1", ...none, cost_micros_per_day: 500_000 },
];

function serve() {
  const sent: { at: string; method: string; body: unknown }[] = [];
  const keep = async ({ request }: { request: Request }) => {
    const text = await request.text();
    sent.push({
      at: decodeURIComponent(new URL(request.url).pathname),
      method: request.method,
      body: text ? JSON.parse(text) : null,
    });
    return request.method === "DELETE" ? new HttpResponse(null, { status: 204 }) : HttpResponse.json({});
  };
  server.use(
    http.get("/api/limits", () => HttpResponse.json({ items: limits })),
    http.put("/api/limits/:scope", keep),
    http.delete("/api/limits/:scope", keep),
    http.get("/api/users", () => HttpResponse.json({ items: [ana, { ...ana, id: "u2", name: "Marko" }] })),
    http.get("/api/agents", () => HttpResponse.json({ items: [{ id: "a1", name: "Study coach" }] })),
    http.get("/api/usage/people", () =>
      HttpResponse.json({
        items: [{ user_id: "u1", name: "Ana Horvat", tokens: 9000, cost_micros: 4200, calls: 3 }],
      }),
    ),
  );
  return sent;
}

describe("the limits", () => {
  it("name everybody, each person and single ones", async () => {
    serve();
    renderPage(<LimitsPage />);
    const list = await screen.findByRole("list", { name: "Limits" });
    expect(await within(list).findByText("Study coach")).toBeVisible();
    const rows = within(list).getAllByRole("listitem");
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/Everybody together.*No limit/),
      expect.stringMatching(/Each person.*10,000 tokens a day/),
      expect.stringMatching(/Study coach.*\$0.50 a day/),
    ]);
  });

  it("stand beside what people used today", async () => {
    serve();
    renderPage(<LimitsPage />);
    const row = within(await screen.findByRole("table", { name: "People today" })).getByRole("row", {
      name: /Ana Horvat/,
    });
    expect(row).toHaveTextContent("$0.00429,0003");
    expect(await within(row).findByRole("meter")).toHaveAttribute("aria-valuenow", "90");
  });

  it("are set for one person, in tokens and dollars", async () => {
    const sent = serve();
    const { user } = renderPage(<LimitsPage />);
    await user.click(await screen.findByRole("button", { name: "Add limit" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add a limit" }));
    const scope = dialog.getByLabelText("For");
    await within(scope).findByRole("option", { name: "Marko" });
    expect(within(scope).queryByRole("option", { name: "Study coach" })).not.toBeInTheDocument();
    await user.selectOptions(scope, "Marko");
    await user.type(dialog.getByLabelText("US dollars a day"), "1.5");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/The limit was saved/)).toBeVisible();
    const body = { tokens_per_day: null, cost_micros_per_day: 1_500_000 };
    expect(sent).toEqual([{ at: "/api/limits/user:u2", method: "PUT", body }]);
  });

  it("are removed, and brought back", async () => {
    const sent = serve();
    const { user } = renderPage(<LimitsPage />);
    await user.click(await screen.findByRole("button", { name: "Remove: Study coach" }));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => {
      expect(sent.map(({ method, at }) => `${method} ${at}`)).toEqual([
        "DELETE /api/limits/agent:a1",
        "PUT /api/limits/agent:a1",
      ]);
    });
  });
});
