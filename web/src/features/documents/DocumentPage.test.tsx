import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { DocumentPage } from "./DocumentPage";
import { document as sample } from "./samples";
import type { DocumentView } from "@/api/types";

const TEXT = "Chapter 1\nThe pump starts at 20 °C.\nThe warranty covers parts for five years.\nThe end.\n";

function serve(over: Partial<DocumentView> = {}, text = TEXT) {
  server.use(
    http.get("/api/documents/d1", () => HttpResponse.json({ document: sample(over) })),
    http.get("/api/documents/d1/text", ({ request }) => {
      const query = new URL(request.url).searchParams;
      const [start, limit] = [Number(query.get("start")), Number(query.get("limit"))];
      return HttpResponse.json({
        document_id: "d1",
        title: "Boiler manual.txt",
        type: "txt",
        length: text.length,
        start,
        text: text.slice(start, start + limit),
        pages: [],
      });
    }),
  );
}

const open = (query = "") =>
  renderPage(<DocumentPage />, { at: `/documents/d1${query}`, path: "/documents/:documentId" });

describe("the document page", () => {
  it("shows the text with the cited passage marked", async () => {
    serve();
    const start = TEXT.indexOf("The warranty");
    open(`?start=${String(start)}&end=${String(start + 41)}`);
    const mark = await screen.findByText("The warranty covers parts for five years.");
    expect(mark.tagName).toBe("MARK");
    expect(screen.getByRole("region", { name: "Text of Boiler manual.txt" })).toHaveTextContent("The end.");
  });

  it("marks nothing when no passage is asked for", async () => {
    serve();
    const { container } = open();
    expect(await screen.findByText(/The warranty covers/)).toBeVisible();
    expect(container.querySelector("mark")).toBeNull();
  });

  it("draws only whole lines at the border of two parts of a long text", async () => {
    serve({}, "One line of a long text.\n".repeat(1_000));
    open();
    const blocks = await screen.findAllByText(/One line of a long text/);
    for (const block of blocks) expect(block.textContent).toMatch(/^One line[^]*text\.\n$/);
  });

  it("says that a document is not there", async () => {
    const detail = "There is no such document.";
    server.use(
      http.get("/api/documents/d1", () => HttpResponse.json({ error: "not_found", detail }, { status: 404 })),
    );
    open();
    expect(await screen.findByRole("alert")).toHaveTextContent(detail);
  });

  it("gives the reason of a document that could not be read", async () => {
    serve({ status: "failed", error: "This file is damaged." });
    open();
    expect(await screen.findByRole("alert")).toHaveTextContent("This file is damaged.");
  });

  it("says that the text of a document is still being read", async () => {
    serve({ status: "reading", progress: 0.3 });
    open();
    expect(await screen.findByText("Still being read")).toBeVisible();
  });

  it("offers the text when the file of a PDF cannot be had", async () => {
    serve({ type: "pdf" });
    const detail = "There is no such file.";
    server.use(
      http.get("/api/files/f1", () => HttpResponse.json({ error: "not_found", detail }, { status: 404 })),
    );
    const { user } = open();
    expect(await screen.findByRole("alert")).toHaveTextContent(detail);
    await user.click(screen.getByRole("button", { name: "Show the text" }));
    expect(await screen.findByText(/The warranty covers/)).toBeVisible();
  });
});
