import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { DocumentView } from "@/api/types";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { DetailsPage } from "./DetailsPage";
import { document } from "./samples";

const TOTAL = 23;
const passage = (number: number) => ({
  number,
  page: number,
  section: number === 1 ? "1 Safety" : null,
  start: number * 100,
  end: number * 100 + 80,
  text: `Words of passage ${String(number)}.`,
});

function serve(shown: DocumentView) {
  server.use(
    http.get("/api/documents/d1", () => HttpResponse.json({ document: shown })),
    http.get("/api/documents/d1/chunks", ({ request }) => {
      const query = new URL(request.url).searchParams;
      const [skip, limit] = [Number(query.get("cursor") ?? 0), Number(query.get("limit"))];
      const items = Array.from({ length: TOTAL }, (_, index) => passage(index + 1)).slice(skip, skip + limit);
      const next = skip + limit < TOTAL ? String(skip + limit) : null;
      return HttpResponse.json({
        document_id: "d1",
        title: shown.title,
        items,
        total: TOTAL,
        next,
        text: "",
      });
    }),
  );
}

const show = () =>
  renderPage(<DetailsPage />, { at: "/documents/d1/details", path: "/documents/:documentId/details" });

describe("the details of a document", () => {
  it("say what it is, and all that was left out", async () => {
    serve(document({ type: "pptx", pages: 6, notices: ["One.", "Two.", "Three."] }));
    show();
    expect(await screen.findByText("PowerPoint")).toBeVisible();
    expect(screen.getByText("6 slides")).toBeVisible();
    expect(within(screen.getByRole("list", { name: "Notices" })).getAllByRole("listitem")).toHaveLength(3);
  });

  it("list its passages in order, each with a way to its place", async () => {
    serve(document({ type: "pdf", chunks: TOTAL }));
    const { user } = show();
    const list = await screen.findByRole("list", { name: "Passages" });
    expect(within(list).getAllByRole("listitem")[0]).toHaveTextContent(
      /1.*page 1.*1 Safety.*Words of passage 1\./,
    );
    expect(screen.getByRole("link", { name: "Show passage 2" })).toHaveAttribute(
      "href",
      "/documents/d1?start=200&end=280&page=2",
    );
    expect(screen.getByText("20 of 23")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Show more" }));
    expect(await screen.findByText("Words of passage 23.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Show more" })).not.toBeInTheDocument();
  });

  it("keep a change of the tags at once, and take it back when that does not work", async () => {
    serve(document({ tags: ["house"] }));
    const sent: unknown[] = [];
    server.use(
      http.patch("/api/documents/d1", async ({ request }) => {
        sent.push(await request.json());
        return sent.length === 1
          ? HttpResponse.json({ document: document({ tags: ["house", "tax"] }) })
          : HttpResponse.json({ error: "conflict", detail: "It is being changed." }, { status: 409 });
      }),
    );
    const { user } = show();
    await user.type(await screen.findByRole("textbox", { name: "Tags" }), "tax{Enter}");
    await waitFor(() => {
      expect(sent).toEqual([{ tags: ["house", "tax"] }]);
    });
    await user.click(screen.getByRole("button", { name: "Remove the tag house" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("It is being changed.");
    expect(screen.getByRole("button", { name: "Remove the tag house" })).toBeVisible();
  });

  it("say that there are no passages yet, or why there are none", async () => {
    serve(
      document({
        status: "reading",
        searchable: false,
        chunks: 0,
        stage: "Reading page 1 of 3",
        progress: 0.1,
      }),
    );
    show();
    expect(await screen.findByText("They appear here when it has been read.")).toBeVisible();
    expect(screen.getAllByText("Reading page 1 of 3")[0]).toBeVisible();
  });

  it("show the text that was read before while it is read again", async () => {
    serve(document({ status: "indexing", stage: "Indexing: 1 of 9 passages", progress: 0.7 }));
    show();
    expect(await screen.findByText("Words of passage 1.")).toBeVisible();
  });

  it("lead back to the list when it was deleted", async () => {
    serve(document());
    server.use(
      http.post("/api/documents/delete", () => HttpResponse.json({ items: [], total: 1, text: "" })),
    );
    const { user, router } = show();
    await user.click(await screen.findByRole("button", { name: "Delete" }));
    await waitFor(() => {
      expect(router.state.location.pathname).toBe("/documents");
    });
    expect(screen.getByText("“Boiler manual.txt” was deleted.")).toBeVisible();
  });
});
