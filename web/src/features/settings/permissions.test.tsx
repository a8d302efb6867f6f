import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { Grants } from "./Grants";
import type { Grant } from "./permissionQueries";
import { PlanReviewChoice } from "./PlanReviewChoice";

function serveGrants() {
  let grants: Grant[] = [{ capability: "mail.send", decision: "allow", at: "2026-11-20T10:00:00Z" }];
  const fn = (name: string, risk: string) => ({ name, description: "", parameters: {}, risk });
  server.use(
    http.get("/api/grants", () => HttpResponse.json({ items: grants })),
    http.put("/api/grants/:name", async ({ request, params }) => {
      const { decision } = (await request.json()) as Grant;
      const made = { capability: String(params.name), decision, at: "2026-11-21T10:00:00Z" };
      grants = [...grants.filter(({ capability }) => capability !== made.capability), made];
      return HttpResponse.json(made);
    }),
    http.delete("/api/grants/:name", ({ params }) => {
      grants = grants.filter(({ capability }) => capability !== params.name);
      return new HttpResponse(null, { status: 204 });
    }),
    http.get("/api/capabilities", () =>
      HttpResponse.json({
        packages: [
          { name: "mail", description: "", functions: [fn("mail.send", "send"), fn("mail.read", "read")] },
          { name: "planner", description: "", functions: [fn("planner.create_task", "write")] },
        ],
        broken: [],
      }),
    ),
  );
}

describe("standing answers", () => {
  it("can be changed and taken away", async () => {
    serveGrants();
    const { user } = renderPage(<Grants />);
    const answer = await screen.findByLabelText("Answer for mail: send");
    expect(answer).toHaveValue("allow");
    await user.selectOptions(answer, "Never do it");
    await waitFor(() => {
      expect(screen.getByLabelText("Answer for mail: send")).toHaveValue("deny");
    });
    await user.click(screen.getByRole("button", { name: "Remove the answer for mail: send" }));
    expect(await screen.findByText(/No standing answers/)).toBeVisible();
  });

  it("are given only for what writes or sends, and not twice", async () => {
    serveGrants();
    const { user } = renderPage(<Grants />);
    const choice = await screen.findByLabelText("When it wants to");
    expect(
      within(choice)
        .getAllByRole("option")
        .map((option) => option.textContent),
    ).toEqual(["Choose…", "create task"]);
    await user.selectOptions(choice, "create task");
    await user.selectOptions(screen.getByLabelText("Then"), "Ask me each time");
    await user.click(screen.getByRole("button", { name: "Add" }));
    expect(await screen.findByLabelText("Answer for planner: create task")).toHaveValue("ask");
  });
});

describe("seeing plans first", () => {
  it("is chosen, and stays as it was when the server refuses", async () => {
    let kept = "never";
    server.use(
      http.get("/api/preferences", () => HttpResponse.json({ review_plans: kept })),
      http.put("/api/preferences", async ({ request }) => {
        const body = (await request.json()) as { review_plans: string };
        if (body.review_plans === "always")
          return HttpResponse.json(
            { error: "unavailable", detail: "The database is away." },
            { status: 503 },
          );
        kept = body.review_plans;
        return HttpResponse.json(body);
      }),
    );
    const { user } = renderPage(<PlanReviewChoice />);
    await user.click(await screen.findByRole("radio", { name: /When something is written or sent/ }));
    await waitFor(() => {
      expect(kept).toBe("acting");
    });
    await user.click(screen.getByRole("radio", { name: /Always/ }));
    expect(await screen.findByText(/The database is away/)).toBeVisible();
    expect(screen.getByRole("radio", { name: /When something is written or sent/ })).toBeChecked();
  });
});
