import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { DocumentView } from "@/api/types";
import { openLive } from "@/testing/push";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { DocumentsPage } from "./DocumentsPage";
import { document as sample, listOf } from "./samples";

const lease = sample({ id: "d2", title: "Lease.pdf", type: "pdf", tags: ["house", "2026"] });
const zip = sample({
  id: "z1",
  title: "letters.zip",
  type: "zip",
  members: { total: 2, ready: 1, failed: 1, waiting: 0 },
});
const march = sample({ id: "m1", title: "letters.zip › 2026/march.txt", archive: "z1" });
const april = sample({ id: "m2", title: "letters.zip › april.pdf", archive: "z1", status: "failed" });

/** Documents as a server keeps them; what it was asked. */
function shelf(documents: DocumentView[]) {
  const asked: { path: string; body: unknown }[] = [];
  let shown = documents;
  const take = (path: string, change: (ids: string[]) => void) =>
    http.post(path, async ({ request }) => {
      const body = (await request.json()) as { documents: string[] };
      asked.push({ path, body });
      change(body.documents);
      return HttpResponse.json({ items: [], total: body.documents.length, text: "", change: "c1" });
    });
  server.use(
    http.get("/api/documents", ({ request }) => {
      const query = new URL(request.url).searchParams;
      const fits = (each: DocumentView) =>
        (query.get("outer") !== "true" || !each.archive) &&
        (!query.get("archive") || each.archive === query.get("archive")) &&
        (!query.get("type") || each.type === query.get("type")) &&
        query.getAll("tag").every((tag) => each.tags.includes(tag));
      const tags = [...new Set(documents.flatMap((each) => each.tags))].sort();
      return HttpResponse.json(listOf(shown.filter(fits), { tags }));
    }),
    take("/api/documents/delete", (ids) => (shown = shown.filter(({ id }) => !ids.includes(id)))),
    take("/api/documents/restore", () => (shown = documents)),
    take("/api/documents/tags", () => undefined),
  );
  return asked;
}

const titles = async () =>
  within(await screen.findByRole("list", { name: "Documents" }))
    .getAllByRole("link")
    .map((link) => link.textContent);

describe("the list of documents", () => {
  it("shows only what fits the filters of the address, and all of it again", async () => {
    shelf([sample(), lease]);
    const { user, router } = renderPage(<DocumentsPage />, { at: "/?type=pdf" });
    expect(await titles()).toEqual(["Lease.pdf"]);
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    await waitFor(async () => {
      expect(await titles()).toHaveLength(2);
    });
    await user.click(screen.getByRole("button", { name: "Tags" }));
    await user.click(await screen.findByRole("checkbox", { name: "house" }));
    await waitFor(async () => {
      expect(await titles()).toEqual(["Lease.pdf"]);
    });
    expect(router.state.location.search).toBe("?tag=house");
  });

  it("says when no document fits", async () => {
    shelf([sample()]);
    const { user } = renderPage(<DocumentsPage />, { at: "/?type=audio" });
    expect(await screen.findByText("No document fits these filters")).toBeVisible();
    await user.selectOptions(screen.getByLabelText("Type"), "All types");
    expect(await titles()).toEqual(["Boiler manual.txt"]);
  });

  it("deletes one at once, and brings it back", async () => {
    const asked = shelf([sample(), lease]);
    const { user } = renderPage(<DocumentsPage />);
    await user.click(await screen.findByRole("button", { name: "Actions for Lease.pdf" }));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    expect(await screen.findByText("“Lease.pdf” was deleted.")).toBeVisible();
    await waitFor(async () => {
      expect(await titles()).toEqual(["Boiler manual.txt"]);
    });
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(async () => {
      expect(await titles()).toHaveLength(2);
    });
    expect(asked.map(({ path, body }) => [path.split("/").at(-1), body])).toEqual([
      ["delete", { documents: ["d2"] }],
      ["restore", { documents: ["d2"] }],
    ]);
  });

  it("deletes all that are ticked with one call", async () => {
    const asked = shelf([sample(), lease, sample({ id: "d3", title: "Roof.txt" })]);
    const { user } = renderPage(<DocumentsPage />);
    await user.click(await screen.findByRole("checkbox", { name: "Select all that are shown" }));
    expect(screen.getByText("3 selected")).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: "Select Lease.pdf" }));
    await user.click(screen.getByRole("button", { name: "Delete" }));
    expect(await screen.findByText("2 documents were deleted.")).toBeVisible();
    expect(asked[0]?.body).toEqual({ documents: ["d1", "d3"] });
    await waitFor(() => {
      expect(screen.queryByText(/selected/)).not.toBeInTheDocument();
    });
  });

  it("tags all that are ticked, and takes back only what it changed", async () => {
    const asked = shelf([sample({ tags: ["house"] }), lease]);
    const { user } = renderPage(<DocumentsPage />);
    await user.click(await screen.findByRole("checkbox", { name: "Select all that are shown" }));
    await user.click(
      within(screen.getByRole("group", { name: "For those selected" })).getByRole("button", { name: "Tags" }),
    );
    const dialog = await screen.findByRole("dialog", { name: "Tags of 2 documents" });
    await user.type(within(dialog).getByLabelText("Add tags"), "tax{Enter}");
    await user.click(within(dialog).getByRole("checkbox", { name: "2026" }));
    await user.click(within(dialog).getByRole("button", { name: "Save" }));
    expect(await screen.findByText("The tags of 2 documents were changed.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => {
      expect(asked.map(({ body }) => body)).toEqual([
        { documents: ["d1", "d2"], add: ["tax"], remove: ["2026"] },
        { documents: ["d1", "d2"], remove: ["tax"] },
        { documents: ["d2"], add: ["2026"] },
      ]);
    });
  });

  it("forgets what is ticked on Escape", async () => {
    shelf([sample()]);
    const { user } = renderPage(<DocumentsPage />);
    await user.click(await screen.findByRole("checkbox", { name: "Select Boiler manual.txt" }));
    expect(screen.getByText("1 selected")).toBeVisible();
    await user.keyboard("{Escape}");
    expect(screen.queryByText("1 selected")).not.toBeInTheDocument();
  });

  it("says why something could not be deleted", async () => {
    shelf([sample()]);
    server.use(
      http.post("/api/documents/delete", () =>
        HttpResponse.json({ error: "unavailable", detail: "The database is down." }, { status: 503 }),
      ),
    );
    const { user } = renderPage(<DocumentsPage />);
    await user.click(await screen.findByRole("checkbox", { name: "Select Boiler manual.txt" }));
    await user.click(screen.getByRole("button", { name: "Delete" }));
    expect(await screen.findByText("The database is down.")).toBeVisible();
    expect(screen.getByText("1 selected")).toBeVisible();
  });

  it("keeps the files of an archive under it", async () => {
    shelf([zip, march, april]);
    const { user } = renderPage(<DocumentsPage />);
    expect(await titles()).toEqual(["letters.zip"]);
    expect(screen.getByText("2 files: 1 ready, 1 failed")).toBeVisible();
    const button = screen.getByRole("button", { name: "Show the files in it" });
    expect(button).toHaveAttribute("aria-expanded", "false");
    await user.click(button);
    const files = await screen.findByRole("list", { name: "Files in letters.zip" });
    expect(await within(files).findByRole("link", { name: "2026/march.txt" })).toBeVisible();
    expect(within(files).getByRole("button", { name: /^Try again/ })).toBeVisible();
  });

  it("counts the files of an archive as the server reads them", async () => {
    shelf([{ ...zip, members: { total: 4, ready: 0, failed: 0, waiting: 4 } }]);
    renderPage(<DocumentsPage />);
    expect(await screen.findByText("0 of 4 files read")).toBeVisible();
    const { push, stop } = await openLive();
    push("document", { ...zip, members: { total: 4, ready: 3, failed: 0, waiting: 1 } });
    expect(await screen.findByText("3 of 4 files read")).toBeVisible();
    stop();
  });
});
