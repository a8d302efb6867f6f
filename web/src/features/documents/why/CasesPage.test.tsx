import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { CasesPage } from "./CasesPage";
import type { Case } from "./queries";

const kept: Case = {
  id: "k1",
  question: "Who services the pump?",
  document_id: "d1",
  title: "Boiler manual.pdf",
  passages: [{ start: 100, end: 150 }],
  created_at: "2026-11-20T08:00:00Z",
};

function serve(items: Case[]) {
  const left = [...items];
  server.use(
    http.get("/api/documents/cases", () =>
      HttpResponse.json({ items: left, total: left.length, next: null }),
    ),
    http.delete("/api/documents/cases/:id", ({ params }) => {
      left.splice(
        left.findIndex(({ id }) => id === params.id),
        1,
      );
      return HttpResponse.json({});
    }),
    http.post("/api/documents/cases/check", () =>
      HttpResponse.json({
        text: "1 of 1 cases are found among the first 10 passages.",
        cases: 1,
        items: [{ case: kept, rank: 2, found: true }],
      }),
    ),
  );
}

describe("the test cases", () => {
  it("link to the question and to the place of its answer", async () => {
    serve([kept]);
    renderPage(<CasesPage />);
    const question = await screen.findByRole("link", { name: kept.question });
    expect(question).toHaveAttribute("href", "/documents/why?q=Who+services+the+pump%3F");
    expect(screen.getByRole("link", { name: kept.title })).toHaveAttribute(
      "href",
      "/documents/d1?start=100&end=150",
    );
  });

  it("can be checked all at once", async () => {
    serve([kept]);
    const { user } = renderPage(<CasesPage />);
    await user.click(await screen.findByRole("button", { name: "Check all" }));
    expect(await screen.findByText("Found as number 2")).toBeVisible();
    expect(screen.getByText(/^1 of 1 cases are found/)).toBeVisible();
  });

  it("can be deleted, down to none", async () => {
    serve([kept]);
    const { user } = renderPage(<CasesPage />);
    await user.click(await screen.findByRole("button", { name: /^Delete the test case/ }));
    expect(await screen.findByText("No test cases yet")).toBeVisible();
    await waitFor(() => {
      expect(screen.queryByRole("link", { name: kept.question })).toBeNull();
    });
  });
});
