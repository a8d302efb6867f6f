import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { addDays, dayKey } from "@/ui/time";
import type { UsageView } from "./types";
import { UsagePage } from "./UsagePage";

const today = dayKey(new Date(), "Europe/Zagreb");
const amounts = { calls: 4, input_tokens: 9000, output_tokens: 1000, cost_micros: 12_500 };
const usage: UsageView = {
  today: {
    tokens: 9_000,
    cost_micros: 12_500,
    calls: 4,
    limit_tokens: 10_000,
    limit_cost_micros: null,
    renews_at: "2026-11-21T23:00:00Z",
  },
  days: [
    { ...amounts, date: today },
    { ...amounts, date: addDays(today, -3) },
  ],
  models: [{ ...amounts, model: "gpt-4o-mini" }],
  prompts: [{ ...amounts, prompt: "plan/3" }],
};

function serve(answer: UsageView) {
  server.use(http.get("/api/usage", () => HttpResponse.json(answer)));
}

describe("the usage", () => {
  it("shows today against the limits, and when they begin anew in the person's zone", async () => {
    serve(usage);
    renderPage(<UsagePage />);
    const meter = await screen.findByRole("meter", { name: "Tokens used today" });
    expect(meter).toHaveAttribute("aria-valuenow", "90");
    expect(screen.getByText("1,000 left")).toBeVisible();
    expect(screen.getByText("No limit")).toBeVisible();
    expect(screen.getByText(/Your limits renew/)).toHaveTextContent("00:00");
  });

  it("says that all goes on without a model when a limit is used up", async () => {
    serve({ ...usage, today: { ...usage.today, tokens: 10_400 } });
    renderPage(<UsagePage />);
    expect(await screen.findByText(/Used up. The assistant goes on without a model/)).toBeVisible();
  });

  it("has a chart by day with a table behind it", async () => {
    serve(usage);
    const { user } = renderPage(<UsagePage />);
    expect(await screen.findByRole("img", { name: "Last 30 days: 20,000 tokens" })).toBeVisible();
    await user.click(screen.getByRole("radio", { name: "Cost" }));
    expect(screen.getByRole("img", { name: "Last 30 days: $0.025" })).toBeVisible();
    await user.click(screen.getByText("Show as a table"));
    const table = within(screen.getByRole("table", { name: "Use in the last 30 days" }));
    expect(table.getAllByRole("row")).toHaveLength(3);
  });

  it("splits by model and by prompt version", async () => {
    serve(usage);
    renderPage(<UsagePage />);
    const models = within(await screen.findByRole("table", { name: "Use by model" }));
    expect(models.getByRole("row", { name: /gpt-4o-mini/ })).toHaveTextContent("$0.012549,0001,000");
    expect(screen.getByRole("rowheader", { name: "plan/3" })).toBeVisible();
  });

  it("explains that nothing was needed where no model was used", async () => {
    const none = { ...usage.today, tokens: 0, cost_micros: 0, calls: 0, limit_tokens: null };
    serve({ today: none, days: [], models: [], prompts: [] });
    renderPage(<UsagePage />);
    expect(await screen.findByText(/No model is set up, and none is needed/)).toBeVisible();
  });
});
