import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { DocumentView } from "@/api/types";
import { wholeStream, finished, started } from "@/testing/events";
import { renderPage } from "@/testing/render";
import { config } from "@/testing/samples";
import { server } from "@/testing/server";
import { ChatPage } from "../ChatPage";
import { TurnStoreProvider } from "../runs/TurnStoreContext";
import { statusOf } from "./UploadChip";
import { refusal } from "./useUploads";
import type { Upload } from "./useUploads";

const pdf = new File(["%PDF-1.4"], "Lease.pdf", { type: "application/pdf" });
const document: DocumentView = {
  id: "d1",
  file_id: "f1",
  title: "Lease.pdf",
  type: "pdf",
  size: 8,
  status: "ready",
  progress: 1,
  pages: 3,
  chunks: 5,
  tags: [],
  notices: [],
  searchable: true,
  stage: "",
  error: null,
  created_at: "2026-11-21T10:00:00Z",
};
const upload: Upload = {
  key: "k",
  name: "Lease.pdf",
  size: 2_400_000,
  state: "stored",
  fraction: 1,
  fileId: "f1",
  document,
  error: null,
};

function show() {
  return renderPage(
    <TurnStoreProvider>
      <ChatPage
        title="Chat"
        conversationId={undefined}
        onStarted={() => undefined}
        onOpenCitation={() => undefined}
        onExplain={() => undefined}
      />
    </TurnStoreProvider>,
  );
}

describe("a file for the next message", () => {
  it("is uploaded, read and sent along", async () => {
    let sent: unknown;
    server.use(
      http.post("/api/upload", () =>
        HttpResponse.json(
          {
            files: [
              { name: "Lease.pdf", file: { id: "f1", name: "Lease.pdf", size: 8, sha256: "0" }, document },
            ],
          },
          { status: 202 },
        ),
      ),
      http.post("/api/chat", async ({ request }) => {
        sent = await request.json();
        return wholeStream([started(), finished()]);
      }),
      http.get("/api/conversations/c1/messages", () => HttpResponse.json({ items: [], next: null })),
    );
    const { user } = show();
    await user.upload(screen.getByLabelText("Files to attach"), pdf);
    expect(await screen.findByText("Ready · 3 pages")).toBeInTheDocument();
    await user.type(screen.getByRole("textbox"), "When does it end?{Enter}");
    expect(await screen.findByRole("list", { name: "Attached files" })).toHaveTextContent("Lease.pdf");
    expect(sent).toMatchObject({ attachments: ["f1"] });
    expect(screen.queryByRole("list", { name: "Files for the next message" })).not.toBeInTheDocument();
  });

  it("that the server refuses says why, and can be taken away", async () => {
    const error = { code: "invalid_input", message: "This PDF is protected by a password." };
    server.use(
      http.post("/api/upload", () =>
        HttpResponse.json({ files: [{ name: "Lease.pdf", error }] }, { status: 202 }),
      ),
    );
    const { user } = show();
    await user.upload(screen.getByLabelText("Files to attach"), pdf);
    expect(await screen.findByRole("alert")).toHaveTextContent("protected by a password");
    await user.click(screen.getByRole("button", { name: "Remove Lease.pdf" }));
    expect(screen.queryByText("Lease.pdf")).not.toBeInTheDocument();
  });

  it("says the limits on the button before anything is chosen", async () => {
    show();
    expect(
      await screen.findByRole("button", { name: /Attach files: PDF, Word.*, up to 50 MB each/ }),
    ).toBeInTheDocument();
  });

  it.each([
    [{ name: "a.pdf", size: 0 }, /empty/],
    [{ name: "a.pdf", size: 51 * 1024 * 1024 }, /larger than 50 MB/],
    [{ name: "a.exe", size: 9 }, /cannot be read.*PDF/],
  ])("%o is refused before it is sent", (file, words) => {
    expect(refusal(file, config)).toMatch(words);
  });

  it("of a known type is not refused, whatever the case of its ending", () => {
    expect(refusal({ name: "SCAN.PDF", size: 9 }, config)).toBeNull();
  });

  it.each<[Partial<Upload>, string]>([
    [{ state: "uploading", fraction: 0.4 }, "Uploading"],
    [{ state: "uploading", fraction: 1 }, "Storing"],
    [{ document: { ...document, status: "queued" } }, "Waiting to be read"],
    [{ document: { ...document, status: "reading" } }, "Reading"],
    [{ document: { ...document, status: "indexing" } }, "Indexing"],
    [{ document: { ...document, status: "failed", error: "No text in it." } }, "No text in it."],
    [{ document: null }, "2.4 MB"],
  ])("%o reads %s", (change, words) => {
    expect(statusOf({ ...upload, ...change }).words).toBe(words);
  });
});
