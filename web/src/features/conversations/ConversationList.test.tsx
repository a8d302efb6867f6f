import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ConversationView } from "@/api/types";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { ConversationList } from "./ConversationList";
import { groupByDate } from "./groups";

const conversation = (over: Partial<ConversationView>): ConversationView => ({
  id: "c1",
  title: "Radiators",
  active: true,
  interfaces_used: ["web"],
  created_at: "2026-11-21T08:00:00Z",
  updated_at: "2026-11-21T08:00:00Z",
  running_run_id: null,
  snippet: null,
  ...over,
});
const onLeave = vi.fn();
let stored: ConversationView[];

beforeEach(() => {
  onLeave.mockReset();
  stored = [conversation({}), conversation({ id: "c2", title: "Lease", running_run_id: "r9" })];
  server.use(
    http.get("/api/conversations", ({ request }) => {
      const query = new URL(request.url).searchParams.get("query")?.toLowerCase() ?? "";
      return HttpResponse.json({
        items: stored.filter(({ title }) => title.toLowerCase().includes(query)),
        next: null,
      });
    }),
  );
});

const show = () => renderPage(<ConversationList activeId="c1" onLeave={onLeave} />);

async function choose(user: ReturnType<typeof show>["user"], title: string, action: string) {
  await user.click(await screen.findByRole("button", { name: `Actions for ${title}` }));
  await user.click(await screen.findByRole("menuitem", { name: action }));
}

describe("the conversations", () => {
  it("are links, the open one marked, a running one too", async () => {
    show();
    expect(await screen.findByRole("link", { name: "Radiators" })).toHaveAttribute("aria-current", "page");
    expect(screen.getByRole("link", { name: "Lease" })).toHaveAttribute("href", "/c/c2");
    expect(screen.getByRole("status", { name: "Answering" })).toBeInTheDocument();
  });

  it("show which are held in a group", async () => {
    stored = [
      conversation({ title: "The flat", group: "The flat" }),
      conversation({ id: "c2", title: "Lease" }),
    ];
    show();
    expect(await screen.findByRole("link", { name: /The flat.*Group conversation/ })).toBeVisible();
    expect(screen.getByRole("link", { name: "Lease" })).toBeVisible();
  });

  it("are searched at the server", async () => {
    const { user } = show();
    await screen.findByRole("link", { name: "Radiators" });
    await user.type(screen.getByRole("searchbox", { name: "Search conversations" }), "lea");
    await waitFor(() => {
      expect(screen.queryByRole("link", { name: "Radiators" })).not.toBeInTheDocument();
    });
    expect(screen.getByRole("link", { name: "Lease" })).toBeInTheDocument();
    await user.type(screen.getByRole("searchbox"), "x");
    expect(await screen.findByText("Nothing found for “leax”.")).toBeInTheDocument();
  });

  it("are renamed in place", async () => {
    server.use(
      http.patch("/api/conversations/c1", async ({ request }) => {
        const { title } = (await request.json()) as { title: string };
        stored = stored.map((each) => (each.id === "c1" ? { ...each, title } : each));
        return HttpResponse.json(stored[0]);
      }),
    );
    const { user } = show();
    await choose(user, "Radiators", "Rename");
    const field = screen.getByRole("textbox", { name: "New name of Radiators" });
    await user.clear(field);
    await user.type(field, "Heating{Enter}");
    expect(await screen.findByRole("link", { name: "Heating" })).toBeInTheDocument();
  });

  it("keep their name when renaming is given up or refused", async () => {
    const refuse = vi.fn(() =>
      HttpResponse.json({ error: "x", detail: "No.", request_id: "q" }, { status: 409 }),
    );
    server.use(http.patch("/api/conversations/c1", refuse));
    const { user } = show();
    await choose(user, "Radiators", "Rename");
    await user.keyboard("Other{Escape}");
    expect(await screen.findByRole("link", { name: "Radiators" })).toBeInTheDocument();
    expect(refuse).not.toHaveBeenCalled();
    await choose(user, "Radiators", "Rename");
    await user.keyboard("Other{Enter}");
    expect(await screen.findByText("Not renamed: No.")).toBeInTheDocument();
    expect(await screen.findByRole("link", { name: "Radiators" })).toBeInTheDocument();
  });

  it("are deleted after a question, and the open one is left", async () => {
    server.use(
      http.delete("/api/conversations/c1", () => {
        stored = stored.filter((each) => each.id !== "c1");
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = show();
    await choose(user, "Radiators", "Delete");
    const question = screen.getByRole("dialog", { name: "Delete this conversation?" });
    await user.click(within(question).getByRole("button", { name: "Delete" }));
    await waitFor(() => {
      expect(screen.queryByRole("link", { name: "Radiators" })).not.toBeInTheDocument();
    });
    expect(onLeave).toHaveBeenCalledOnce();
  });

  it("stay when the question is answered with no", async () => {
    const { user } = show();
    await choose(user, "Radiators", "Delete");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Radiators" })).toBeInTheDocument();
  });

  it("are grouped by the day in the person's zone", () => {
    const clock = { zone: "Pacific/Auckland", now: new Date("2026-11-21T12:00:00Z"), locale: "en-GB" };
    const at = (updated_at: string) => conversation({ id: updated_at, updated_at });
    const groups = groupByDate(
      [
        at("2026-11-21T11:30:00Z"),
        at("2026-11-20T10:00:00Z"),
        at("2026-11-16T10:00:00Z"),
        at("2026-11-01T10:00:00Z"),
        at("2026-08-02T10:00:00Z"),
      ],
      clock,
    );
    // 12:00 in London is 01:00 of the next day in Auckland
    expect(groups.map(({ name }) => name)).toEqual(["Today", "Last 7 days", "Last 30 days", "August 2026"]);
    expect(groups[0]?.items).toHaveLength(1);
  });
});
