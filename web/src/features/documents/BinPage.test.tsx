import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { BinPage } from "./BinPage";
import type { Deleted } from "./binQueries";
import { document } from "./samples";

const deleted = (over: Partial<Deleted> = {}): Deleted => ({
  ...document(),
  deleted_at: new Date(Date.now() - 2 * 3_600_000).toISOString(),
  restorable_until: new Date(Date.now() + 22 * 3_600_000).toISOString(),
  ...over,
});

function serve(items: Deleted[]) {
  server.use(
    http.get("/api/documents/deleted", () =>
      HttpResponse.json({
        items,
        total: items.length,
        next: null,
        text: "",
        citations: [],
        origin: "trusted",
      }),
    ),
  );
}

describe("the bin", () => {
  it("says since when and until when something can be brought back", async () => {
    serve([deleted()]);
    renderPage(<BinPage />);
    const list = await screen.findByRole("list", { name: "Deleted documents" });
    expect(list).toHaveTextContent(/Boiler manual.txt.*Text.*deleted 2 hours ago.*Can be brought back until/);
  });

  it("brings a document back", async () => {
    serve([deleted()]);
    let asked: unknown;
    server.use(
      http.post("/api/documents/restore", async ({ request }) => {
        asked = await request.json();
        serve([]);
        return HttpResponse.json({ items: [document({ status: "queued" })], total: 1, text: "" });
      }),
    );
    const { user } = renderPage(<BinPage />);
    await user.click(await screen.findByRole("button", { name: "Bring back Boiler manual.txt" }));
    expect(await screen.findByText("The bin is empty")).toBeVisible();
    expect(screen.getByText("“Boiler manual.txt” is back, and is being read again.")).toBeVisible();
    expect(asked).toEqual({ documents: ["d1"] });
  });

  it("says why one cannot be brought back, and keeps it in sight", async () => {
    serve([deleted()]);
    server.use(
      http.post("/api/documents/restore", () =>
        HttpResponse.json({ error: "too_large", detail: "Your space is full." }, { status: 400 }),
      ),
    );
    const { user } = renderPage(<BinPage />);
    await user.click(await screen.findByRole("button", { name: "Bring back Boiler manual.txt" }));
    expect(await screen.findByText("Your space is full.")).toBeVisible();
    expect(screen.getByText("Boiler manual.txt")).toBeVisible();
  });

  it("shows an archive, and not beside it the files that went with it", async () => {
    serve([
      deleted({ id: "z", title: "letters.zip", type: "zip" }),
      deleted({ id: "m", title: "letters.zip › march.txt", archive: "z" }),
      deleted({ id: "n", title: "other.zip › april.txt", archive: "still there" }),
    ]);
    renderPage(<BinPage />);
    await waitFor(() => {
      expect(screen.getAllByRole("button", { name: /^Bring back/ })).toHaveLength(2);
    });
    expect(screen.getByText("other.zip › april.txt")).toBeVisible();
    expect(screen.queryByText("letters.zip › march.txt")).not.toBeInTheDocument();
  });
});
