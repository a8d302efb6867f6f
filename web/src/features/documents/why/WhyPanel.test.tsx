import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { document as sample } from "../samples";
import type { Explained } from "./queries";
import { explained } from "./samples";
import { WhyPage } from "./WhyPage";

function serve(over: Partial<Explained> = {}) {
  const asked: unknown[] = [];
  const kept: unknown[] = [];
  const titles = [sample(), sample({ id: "d3", title: "Garden.md" })];
  server.use(
    http.post("/api/documents/explain", async ({ request }) => {
      const body = (await request.json()) as { document: string };
      asked.push(body);
      const about = {
        title: "Garden.md",
        status: "ready",
        passages: 4,
        text: "None of its 4 passages is near.",
      };
      const ranks = { best_rank: null, best_lexical_rank: null, best_vector_rank: null };
      const document = body.document ? { document_id: body.document, ...about, ...ranks } : null;
      return HttpResponse.json(explained({ ...over, document }));
    }),
    http.post("/api/documents/cases", async ({ request }) => {
      kept.push(await request.json());
      return HttpResponse.json({ case: {}, text: "" });
    }),
    http.get("/api/documents", () => HttpResponse.json({ items: titles, total: 2, next: null })),
  );
  return { asked, kept };
}

const open = (query = "") =>
  renderPage(<WhyPage />, { at: `/documents/why?q=Who+services+the+giraffe%3F${query}` });

describe("why not found", () => {
  it("says in plain words what was near, which word is nowhere, and what was not looked into", async () => {
    serve();
    open();
    const short = await screen.findByRole("region", { name: "In short" });
    expect(short).toHaveTextContent("no sentence answers it");
    expect(short).toHaveTextContent("No document has the word “giraffe”.");
    expect(short).toHaveTextContent("1 document could not be searched yet.");
    expect(screen.getByRole("region", { name: "Not looked into" })).toHaveTextContent("could not be read");
    expect(screen.getByText("Just short of an answer")).toBeVisible();
    expect(screen.getByText("It has too few of the question's words.")).toBeVisible();
    const [quote] = screen.getAllByRole("link", { name: /The pump is serviced/ });
    expect(quote).toHaveAttribute("href", "/documents/d1?start=100&end=150&page=12");
  });

  it("shows numbers only when they are asked for", async () => {
    serve();
    const { user } = open();
    await screen.findByRole("region", { name: "In short" });
    expect(screen.queryByText("0.31 of 0.35 needed")).toBeNull();
    await user.click(screen.getByRole("switch", { name: "Numbers" }));
    expect(screen.getByText("0.31 of 0.35 needed")).toBeVisible();
    const ranks = within(screen.getByRole("table", { name: "Ranks and scores of the passages" }));
    expect(ranks.getByRole("cell", { name: "no. 1 (4.20)" })).toBeVisible();
    expect(screen.getByRole("table", { name: "What its support is made of" })).toHaveTextContent("0.97");
  });

  it("keeps the question as a case of the nearest document with one click", async () => {
    const { kept } = serve();
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Keep as a test case" }));
    expect(await screen.findByText(/Kept as a test case/)).toBeVisible();
    expect(kept).toEqual([{ question: "Who services the giraffe?", document: "d1", passages: [] }]);
  });

  it("keeps the very passage that is the answer", async () => {
    const { kept } = serve();
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Keep as a test case with this passage" }));
    expect(await screen.findByRole("link", { name: "All test cases" })).toHaveAttribute(
      "href",
      "/documents/cases",
    );
    expect(kept).toMatchObject([{ document: "d1", passages: [{ start: 100, end: 150 }] }]);
  });

  it("says what became of the document in which it should have been found", async () => {
    const { asked } = serve();
    const { user } = open();
    await user.selectOptions(await screen.findByLabelText("The answer stands in"), "Garden.md");
    expect(await screen.findByText("None of its 4 passages is near.")).toBeVisible();
    expect(asked.at(-1)).toMatchObject({ document: "d3" });
  });

  it("asks within the documents that were searched", async () => {
    const { asked } = serve();
    open("&within=Zoo&type=pdf&tag=a&tag=b");
    await screen.findByRole("region", { name: "In short" });
    expect(asked).toMatchObject([{ filters: { document: "Zoo", type: "pdf", tags: ["a", "b"] } }]);
  });

  it("does not call near what is far", async () => {
    const [sentence] = explained().sentences;
    serve({ sentences: sentence ? [{ ...sentence, support: 0.05 }] : [] });
    open();
    expect(await screen.findByText("Nothing in your documents comes near an answer")).toBeVisible();
    expect(screen.getByText("Far from an answer")).toBeVisible();
  });

  it("says that there is nothing to look in", async () => {
    serve({ verdict: "no_documents", sentences: [], passages: [], words: [], left_out: [] });
    open();
    expect(await screen.findByText("There are no documents to look in yet")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Keep as a test case with this passage" })).toBeNull();
  });
});
