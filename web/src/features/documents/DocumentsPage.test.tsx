import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { DocumentView } from "@/api/types";
import { openLive } from "@/testing/push";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { DocumentsPage } from "./DocumentsPage";
import type { DocumentList } from "./listQueries";
import { document as sample, listOf, usage } from "./samples";

function serve(documents: DocumentView[], over: Partial<DocumentList> = {}) {
  server.use(http.get("/api/documents", () => HttpResponse.json(listOf(documents, over))));
}

const file = (name: string, text = "words") => new File([text], name, { type: "text/plain" });

describe("the documents page", () => {
  it("lists the documents with what they are and how far they are read", async () => {
    serve([
      sample({ tags: ["house"], pages: 24 }),
      sample({ id: "d2", title: "Lease.pdf", status: "indexing", progress: 0.6 }),
    ]);
    renderPage(<DocumentsPage />);
    const list = await screen.findByRole("list", { name: "Documents" });
    const [manual, lease] = within(list)
      .getAllByRole("link")
      .map((link) => link.closest("li"));
    expect(manual).toHaveTextContent(/Text.*24 pages.*92 passages.*45 kB/);
    expect(manual).toHaveTextContent("house");
    expect(within(lease ?? document.body).getByRole("progressbar")).toHaveAttribute("value", "0.6");
  });

  it("says why a document failed", async () => {
    serve([
      sample({ status: "failed", searchable: false, type: "", error: "It is protected with a password." }),
    ]);
    renderPage(<DocumentsPage />);
    expect(await screen.findByText("It is protected with a password.")).toBeVisible();
    expect(screen.getByText("Could not be read.")).toBeVisible();
  });

  it("reads a failed one again when asked to", async () => {
    serve([sample({ status: "failed", error: "The reading took longer than 120 seconds." })]);
    let asked = 0;
    server.use(
      http.post("/api/documents/d1/reindex", () => {
        asked += 1;
        serve([sample({ status: "queued", stage: "Waiting" })]);
        return HttpResponse.json({ document: sample({ status: "queued" }) });
      }),
    );
    const { user } = renderPage(<DocumentsPage />);
    await user.click(await screen.findByRole("button", { name: "Try again: Boiler manual.txt" }));
    expect(await screen.findByText("Waiting")).toBeVisible();
    expect(asked).toBe(1);
  });

  it("says that the old text can be searched while it is read again, and after that failed", async () => {
    serve([
      sample({ status: "reading", stage: "Reading page 3 of 9", progress: 0.3, searchable: true }),
      sample({ id: "d2", title: "Lease.pdf", status: "failed", error: "It is damaged.", searchable: true }),
    ]);
    renderPage(<DocumentsPage />);
    const list = await screen.findByRole("list", { name: "Documents" });
    const [reading, failed] = within(list).getAllByRole("listitem");
    expect(reading).toHaveTextContent("Reading page 3 of 9");
    expect(reading).toHaveTextContent("What was read before can be searched meanwhile.");
    expect(failed).toHaveTextContent(/Could not be read again.*It is damaged.*can still be searched/);
  });

  it("says what was left out", async () => {
    serve([sample({ notices: ["Pages 3 and 7 hold no text", "Macros were ignored", "One more"] })]);
    renderPage(<DocumentsPage />);
    const notices = await screen.findByRole("list", { name: "Notices" });
    expect(notices).toHaveTextContent(/Pages 3 and 7 hold no text.*Macros were ignored.*and 1 more/);
  });

  it("warns when the space is almost full, and says how much of it is used", async () => {
    serve([sample()], { usage: usage({ documents: 4_600 }) });
    renderPage(<DocumentsPage />);
    expect(await screen.findByText(/almost full: 4,600 of 5,000 documents/)).toBeVisible();
    expect(screen.getByRole("meter", { name: "Space used" })).toHaveAttribute("aria-valuenow", "92");
  });

  it("invites to upload when there is none", async () => {
    serve([]);
    renderPage(<DocumentsPage />);
    expect(await screen.findByText("No documents yet")).toBeVisible();
    expect(screen.getAllByRole("button", { name: "Upload" })).not.toHaveLength(0);
  });

  it("shows an error and tries again", async () => {
    server.use(
      http.get("/api/documents", () =>
        HttpResponse.json({ error: "unavailable", detail: "The index is down." }, { status: 400 }),
      ),
    );
    const { user } = renderPage(<DocumentsPage />);
    expect(await screen.findByRole("alert")).toHaveTextContent("The index is down.");
    serve([sample()]);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("link", { name: "Boiler manual.txt" })).toBeVisible();
  });

  it("follows the reading of a document as the server pushes it", async () => {
    serve([sample({ status: "reading", progress: 0.1 })]);
    renderPage(<DocumentsPage />);
    const bar = await screen.findByRole("progressbar");
    const { push, stop } = await openLive();
    push("document", sample({ status: "reading", progress: 0.5 }));
    await waitFor(() => {
      expect(bar).toHaveAttribute("value", "0.5");
    });
    push("document", sample());
    await waitFor(() => {
      expect(screen.queryByRole("progressbar")).not.toBeInTheDocument();
    });
    stop();
  });

  it("uploads what is dropped, and refuses at once what cannot be read", async () => {
    serve([]);
    let sent = 0;
    server.use(
      http.post("/api/upload", async ({ request }) => {
        sent += (await request.formData()).getAll("files").length;
        serve([sample({ title: "notes.txt" })]);
        return HttpResponse.json(
          { files: [{ name: "notes.txt", file: null, document: sample(), created: true, error: null }] },
          { status: 202 },
        );
      }),
    );
    renderPage(<DocumentsPage />);
    const empty = await screen.findByText("No documents yet");
    fireEvent.drop(empty, {
      dataTransfer: { types: ["Files"], files: [file("notes.txt"), file("setup.exe")] },
    });
    expect(await screen.findByRole("alert")).toHaveTextContent(".exe files cannot be read");
    expect(await screen.findByRole("link", { name: "notes.txt" })).toBeVisible();
    expect(sent).toBe(1);
  });

  it("keeps a failed upload, with its reason, until it is tried again", async () => {
    serve([]);
    server.use(
      http.post(
        "/api/upload",
        () => HttpResponse.json({ error: "too_large", detail: "Your space is full." }, { status: 413 }),
        {
          once: true,
        },
      ),
    );
    const { user } = renderPage(<DocumentsPage />);
    await user.upload(await screen.findByLabelText("Choose files"), file("notes.txt"));
    expect(await screen.findByRole("alert")).toHaveTextContent("Your space is full.");
    server.use(
      http.post("/api/upload", () =>
        HttpResponse.json({ files: [{ name: "notes.txt", document: sample(), created: true, error: null }] }),
      ),
    );
    await user.click(screen.getByRole("button", { name: "Try notes.txt again" }));
    await waitFor(() => {
      expect(screen.queryByRole("list", { name: "Uploads" })).not.toBeInTheDocument();
    });
  });

  it("renames and tags", async () => {
    serve([sample()]);
    let change: unknown;
    server.use(
      http.patch("/api/documents/d1", async ({ request }) => {
        change = await request.json();
        serve([sample({ title: "Heating.txt", tags: ["house"] })]);
        return HttpResponse.json({ document: sample({ title: "Heating.txt", tags: ["house"] }) });
      }),
    );
    const { user } = renderPage(<DocumentsPage />);
    await user.click(await screen.findByRole("button", { name: "Actions for Boiler manual.txt" }));
    await user.click(await screen.findByRole("menuitem", { name: "Rename and tag" }));
    const title = await screen.findByLabelText("Title");
    await user.clear(title);
    await user.type(title, "Heating.txt");
    await user.type(screen.getByLabelText("Tags"), "house{Enter}");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByRole("link", { name: "Heating.txt" })).toBeVisible();
    expect(change).toEqual({ title: "Heating.txt", tags: ["house"] });
  });

  it("says under which name an upload was there already", async () => {
    serve([sample()]);
    server.use(
      http.post("/api/upload", () =>
        HttpResponse.json({ files: [{ name: "copy.txt", document: sample(), created: false, error: null }] }),
      ),
    );
    const { user } = renderPage(<DocumentsPage />);
    await user.upload(await screen.findByLabelText("Choose files"), file("copy.txt"));
    const uploads = await screen.findByRole("list", { name: "Uploads" });
    expect(await within(uploads).findByText(/Was there already/)).toHaveTextContent("Boiler manual.txt");
    await user.click(screen.getByRole("button", { name: "Dismiss copy.txt" }));
    expect(screen.queryByRole("list", { name: "Uploads" })).not.toBeInTheDocument();
  });

  it("finds passages, marks the words and leads to the place", async () => {
    serve([sample()]);
    const quote = "The warranty covers parts for five years.";
    server.use(
      http.post("/api/documents/search", () =>
        HttpResponse.json({
          citations: [
            {
              document_id: "d1",
              title: "Boiler manual.txt",
              page: 12,
              section: null,
              score: 0.8,
              start: 40,
              end: 81,
              quote,
            },
          ],
        }),
      ),
    );
    const { user } = renderPage(<DocumentsPage />);
    await user.type(screen.getByRole("searchbox"), "warranty");
    const hit = await screen.findByRole("link", { name: /five years/ });
    expect(hit).toHaveAttribute("href", "/documents/d1?start=40&end=81&page=12");
    expect(within(hit).getByText("warranty").tagName).toBe("MARK");
    expect(screen.getByRole("link", { name: "Why not found?" })).toHaveAttribute(
      "href",
      "/documents/why?q=warranty",
    );
  });
});
