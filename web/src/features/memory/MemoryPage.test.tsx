import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { MemorySettings } from "@/api/memorySettings";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { MemoryPage } from "./MemoryPage";
import type { Fact } from "./queries";

const sister: Fact = {
  id: "f1",
  text: "My sister is called Ana",
  status: "kept",
  trust: "trusted",
  origin: { interface: "telegram", conversation_id: "c1", run_id: "r1" },
  created_at: "2026-11-20T10:00:00Z",
  updated_at: "2026-11-20T10:00:00Z",
};
const offered: Fact = { ...sister, id: "f2", text: "I like jazz", status: "proposed" };
const rules: MemorySettings = { learn: "ask", keep_days: null, most_days: null, model: true };

/** A memory that changes as the server's would. */
function fakeMemory(facts: Fact[], settings = rules) {
  let items = facts;
  const sent: unknown[] = [];
  server.use(
    http.get("/api/memory", () => HttpResponse.json({ items, most: 1000 })),
    http.post("/api/memory", async ({ request }) => {
      const { text } = (await request.json()) as { text: string };
      const made: Fact = {
        ...sister,
        id: "f9",
        text,
        origin: { interface: "", conversation_id: null, run_id: null },
      };
      items = [made, ...items];
      return HttpResponse.json(made, { status: 201 });
    }),
    http.patch("/api/memory/:id", async ({ request, params }) => {
      const { text } = (await request.json()) as { text: string };
      items = items.map((each) => (each.id === params.id ? { ...each, text } : each));
      return HttpResponse.json(items.find((each) => each.id === params.id));
    }),
    http.post("/api/memory/:id/keep", ({ params }) => {
      items = items.map((each) => (each.id === params.id ? { ...each, status: "kept" } : each));
      return HttpResponse.json(items.find((each) => each.id === params.id));
    }),
    http.delete("/api/memory/:id", ({ params }) => {
      items = items.filter((each) => each.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.delete("/api/memory", () => {
      items = [];
      return new HttpResponse(null, { status: 204 });
    }),
    http.get("/api/memory/settings", () => HttpResponse.json(settings)),
    http.put("/api/memory/settings", async ({ request }) => {
      const body = (await request.json()) as object;
      sent.push(body);
      return HttpResponse.json({ ...settings, ...body });
    }),
  );
  return sent;
}

describe("the memory", () => {
  it("shows each fact with the way to where it was said", async () => {
    fakeMemory([sister]);
    renderPage(<MemoryPage />);
    const list = await screen.findByRole("list", { name: "Remembered" });
    expect(list).toHaveTextContent("My sister is called Ana");
    expect(within(list).getByRole("link", { name: "Telegram" })).toHaveAttribute("href", "/c/c1?message=r1");
  });

  it("takes in, changes and forgets", async () => {
    fakeMemory([sister]);
    const { user } = renderPage(<MemoryPage />);
    await user.type(await screen.findByLabelText("Something to remember"), "I live in Graz");
    await user.click(screen.getByRole("button", { name: "Remember" }));
    expect(await screen.findByText("I live in Graz")).toBeVisible();
    expect(screen.getByText(/Written here/)).toBeVisible();

    await user.click(screen.getByRole("button", { name: "Change “My sister is called Ana”" }));
    const field = await screen.findByLabelText("It is remembered so");
    await user.clear(field);
    await user.type(field, "My sister is called Eva");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("My sister is called Eva")).toBeVisible();

    await user.click(screen.getByRole("button", { name: "Forget “My sister is called Eva”" }));
    await waitFor(() => {
      expect(screen.queryByText("My sister is called Eva")).toBeNull();
    });
  });

  it("keeps a suggestion only on one’s word", async () => {
    fakeMemory([offered]);
    const { user } = renderPage(<MemoryPage />);
    await screen.findByRole("region", { name: "Suggestions" });
    expect(screen.queryByRole("list", { name: "Remembered" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Keep “I like jazz”" }));
    expect(await screen.findByRole("list", { name: "Remembered" })).toHaveTextContent("I like jazz");
    expect(screen.queryByRole("region", { name: "Suggestions" })).toBeNull();
  });

  it("is emptied after a question", async () => {
    fakeMemory([sister, { ...sister, id: "f3", text: "My car is red" }]);
    const { user } = renderPage(<MemoryPage />);
    await user.click(await screen.findByRole("button", { name: "Forget everything" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Forget everything?" }));
    await user.click(dialog.getByRole("button", { name: "Forget everything" }));
    expect(await screen.findByText("Nothing is remembered yet")).toBeVisible();
  });

  it("asks what is to become of what is noticed", async () => {
    const sent = fakeMemory([], { ...rules, model: false });
    const { user } = renderPage(<MemoryPage />);
    await user.click(await screen.findByRole("radio", { name: /^Nothing/ }));
    await waitFor(() => {
      expect(sent).toEqual([{ learn: "off", keep_days: null }]);
    });
    expect(screen.getByText(/There is no model here/)).toBeVisible();
  });
});
