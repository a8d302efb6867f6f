import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { DocumentPage } from "./DocumentPage";
import { document as sample } from "./samples";
import type { DocumentView } from "@/api/types";

const TEXT = "Chapter 1\nThe pump starts at 20 °C.\nThe warranty covers parts for five years.\nThe end.\n";

interface Spans {
  pages?: object[];
  tables?: { start: number; end: number }[];
  sections?: { title: string; start: number; end: number }[];
}

function serve(over: Partial<DocumentView> = {}, text = TEXT, spans: Spans = {}) {
  server.use(
    http.get("/api/documents/d1", () => HttpResponse.json({ document: sample(over) })),
    http.get("/api/documents/d1/text", ({ request }) => {
      const query = new URL(request.url).searchParams;
      const [start, limit] = [Number(query.get("start")), Number(query.get("limit"))];
      return HttpResponse.json({
        document_id: "d1",
        title: "Boiler manual.txt",
        type: over.type ?? "txt",
        length: text.length,
        start,
        text: text.slice(start, start + limit),
        pages: [],
        tables: [],
        sections: [],
        ...spans,
      });
    }),
  );
}

const open = (query = "") =>
  renderPage(<DocumentPage />, { at: `/documents/d1${query}`, path: "/documents/:documentId" });

describe("the document page", () => {
  beforeEach(() => {
    URL.createObjectURL = () => "blob:picture";
    URL.revokeObjectURL = () => undefined;
  });

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
    serve({ status: "failed", searchable: false, error: "This file is damaged." });
    open();
    expect(await screen.findByRole("alert")).toHaveTextContent("This file is damaged.");
  });

  it("says that the text of a document is still being read", async () => {
    serve({ status: "reading", searchable: false, progress: 0.3 });
    open();
    expect(await screen.findByText("Still being read")).toBeVisible();
  });

  it("shows the text while it is read anew, and says when that failed", async () => {
    serve({ status: "failed", searchable: true, error: "This file is damaged." });
    open();
    expect(await screen.findByText(/The warranty covers/)).toBeVisible();
    expect(screen.getByRole("complementary", { name: "About this document" })).toHaveTextContent(
      "could not be read again, so this is what was read before. This file is damaged.",
    );
  });

  it("says what was left out", async () => {
    serve({ notices: ["Pages 3 and 7 hold no text.", "Macros were ignored.", "Two links were left out."] });
    const { user } = open();
    const notices = await screen.findByRole("complementary", { name: "About this document" });
    expect(notices).toHaveTextContent("Pages 3 and 7 hold no text.");
    expect(notices).not.toHaveTextContent("Two links");
    await user.click(screen.getByRole("button", { name: "1 more" }));
    expect(notices).toHaveTextContent("Two links");
  });

  it("draws a sheet as a table under its name, with the cited row marked", async () => {
    const text = "| town | people |\n| Harrow | 1,200 |\n| Elland | 90 |\n";
    const start = text.indexOf("| Elland");
    const whole = { start: 0, end: text.length };
    serve({ type: "xlsx" }, text, { pages: [{ page: 1, name: "Towns", ...whole }], tables: [whole] });
    open(`?start=${String(start)}&end=${String(start + 15)}`);
    const row = await screen.findByRole("row", { name: "Elland 90" });
    expect(row).toHaveAttribute("data-marked");
    expect(screen.getByRole("columnheader", { name: "people" })).toBeVisible();
    expect(screen.getByRole("heading", { name: "Towns" })).toBeVisible();
    expect(screen.getByText("Harrow").tagName).toBe("TD");
  });

  it("shows a picture with the text that was read in it", async () => {
    const file = http.get("/api/files/f1", () => HttpResponse.arrayBuffer(new ArrayBuffer(4)));
    server.use(file);
    serve({ type: "image", title: "sign.png" });
    open("?start=14&end=18");
    expect(await screen.findByRole("img", { name: "sign.png" })).toHaveAttribute("src", "blob:picture");
    expect((await screen.findByText("pump")).tagName).toBe("MARK");
  });

  it("plays a recording from the time mark that is pressed", async () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
    server.use(http.get("/api/files/f1", () => HttpResponse.arrayBuffer(new ArrayBuffer(4))));
    const text = "Good morning.\nThe pump is loud.\n";
    const sections = [
      { title: "0:00", start: 0, end: 14 },
      { title: "1:05", start: 14, end: text.length },
    ];
    serve({ type: "audio", title: "talk.mp3" }, text, { sections });
    const { user } = open();
    const player = await screen.findByLabelText<HTMLAudioElement>("Recording talk.mp3");
    await user.click(await screen.findByRole("button", { name: "Play from 1:05" }));
    expect(player.currentTime).toBe(65);
    expect(play).toHaveBeenCalled();
  });

  it("lists what came in an archive", async () => {
    serve({ type: "zip", title: "letters.zip" });
    const member = sample({ id: "d2", title: "letters.zip › march/1.pdf", archive: "d1" });
    server.use(
      http.get("/api/documents", () => HttpResponse.json({ items: [member], total: 1, next: null })),
    );
    open();
    const link = await screen.findByRole("link", { name: "march/1.pdf" });
    expect(link).toHaveAttribute("href", "/documents/d2");
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
