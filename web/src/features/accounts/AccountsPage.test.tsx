import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openLive } from "@/testing/push";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { AccountsPage } from "./AccountsPage";
import type { LinkCode, LinkedAccount, Platform } from "./queries";

const account = (over: Partial<LinkedAccount> = {}): LinkedAccount => ({
  id: "telegram:77",
  platform: "telegram",
  title: "Telegram",
  name: "Ana T.",
  linked_at: "2026-11-20T08:00:00Z",
  last_used_at: "2026-11-21T08:00:00Z",
  notify: true,
  ...over,
});

const telegram: Platform = {
  platform: "telegram",
  title: "Telegram",
  address: "",
  instructions: "Send your code to @our_bot.",
};

function serve(start: LinkedAccount[], platforms: Platform[] = [telegram]) {
  let items = start;
  const sent: unknown[] = [];
  server.use(
    http.get("/api/links", () => HttpResponse.json({ items, platforms })),
    http.post("/api/links/codes", () => {
      const code: LinkCode = {
        code: "7K3M-9QTX",
        expires_at: new Date(Date.now() + 600_000).toISOString(),
        platforms: platforms.map((each) => ({ ...each, address: "https://t.me/our_bot?start=7K3M-9QTX" })),
      };
      return HttpResponse.json(code, { status: 201 });
    }),
    http.patch("/api/links/:id", async ({ request, params }) => {
      const body = (await request.json()) as { notify: boolean };
      sent.push([params.id, body]);
      items = items.map((each) => (each.id === params.id ? { ...each, ...body } : each));
      return HttpResponse.json(items.find(({ id }) => id === params.id));
    }),
    http.delete("/api/links/:id", ({ params }) => {
      sent.push(["delete", params.id]);
      items = items.filter(({ id }) => id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return {
    sent,
    add: (one: LinkedAccount) => {
      items = [...items, one];
    },
  };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("connected accounts", () => {
  it("show a code with what to do, and the account that it connected", async () => {
    const { add } = serve([]);
    const { user } = renderPage(<AccountsPage />);
    await user.click(await screen.findByRole("button", { name: "Get a code" }));
    expect(await screen.findByRole("status", { name: "Your code" })).toHaveTextContent("7K3M-9QTX");
    expect(screen.getByRole("timer")).toHaveTextContent(/^Expires in (10:00|9:5\d)$/);
    expect(screen.getByRole("link", { name: "Open Telegram" })).toHaveAttribute(
      "href",
      "https://t.me/our_bot?start=7K3M-9QTX",
    );
    const { push, stop } = await openLive();
    add(account());
    push("notification", {
      id: "n1",
      title: "Telegram account Ana T. was linked",
      text: "",
      link: "/settings/accounts",
      created_at: "2026-11-21T08:00:00Z",
    } as never);
    expect(await screen.findByText("Telegram account Ana T. is connected.")).toBeVisible();
    expect(screen.queryByText("7K3M-9QTX")).not.toBeInTheDocument();
    expect(screen.getByRole("list", { name: "Connected accounts" })).toHaveTextContent("Ana T.");
    stop();
  });

  it("say when a code has expired, and offer a new one", async () => {
    serve([]);
    const { user } = renderPage(<AccountsPage />);
    await user.click(await screen.findByRole("button", { name: "Get a code" }));
    await screen.findByText("7K3M-9QTX");
    vi.useFakeTimers({ now: Date.now() + 601_000, toFake: ["Date"] });
    expect(await screen.findByText("This code has expired.", undefined, { timeout: 3000 })).toBeVisible();
    expect(screen.queryByText("7K3M-9QTX")).not.toBeInTheDocument();
    vi.useRealTimers();
    await user.click(screen.getByRole("button", { name: "Get a new code" }));
    expect(await screen.findByText("7K3M-9QTX")).toBeVisible();
  });

  it("do not make a link of an address that a browser would run", async () => {
    serve([]);
    server.use(
      http.post("/api/links/codes", () =>
        HttpResponse.json({
          code: "7K3M-9QTX",
          expires_at: new Date(Date.now() + 600_000).toISOString(),
          platforms: [{ ...telegram, address: "javascript:alert(1)" }],
        }),
      ),
    );
    const { user } = renderPage(<AccountsPage />);
    await user.click(await screen.findByRole("button", { name: "Get a code" }));
    await screen.findByText("7K3M-9QTX");
    expect(screen.queryByRole("link", { name: /Open/ })).not.toBeInTheDocument();
  });

  it("are switched on and off as a place for reminders", async () => {
    const { sent } = serve([account()]);
    const { user } = renderPage(<AccountsPage />);
    const notify = await screen.findByRole("switch", { name: /reminders and questions/ });
    expect(notify).toBeChecked();
    await user.click(notify);
    await waitFor(() => {
      expect(sent).toEqual([["telegram:77", { notify: false }]]);
    });
    expect(screen.getByRole("switch")).not.toBeChecked();
  });

  it("move a switch back that the server refused", async () => {
    serve([account()]);
    server.use(
      http.patch("/api/links/:id", () =>
        HttpResponse.json(
          { error: "not_found", detail: "There is no such connected account." },
          { status: 404 },
        ),
      ),
    );
    const { user } = renderPage(<AccountsPage />);
    await user.click(await screen.findByRole("switch"));
    expect(await screen.findByText(/That was not saved: There is no such/)).toBeVisible();
    expect(screen.getByRole("switch")).toBeChecked();
  });

  it("are unlinked after a question", async () => {
    const { sent } = serve([
      account(),
      account({ id: "email:ana@example.org", platform: "email", title: "E-mail", name: "ana@example.org" }),
    ]);
    const { user } = renderPage(<AccountsPage />);
    await user.click(await screen.findByRole("button", { name: "Unlink Telegram account Ana T." }));
    const question = screen.getByRole("dialog", { name: "Unlink this account?" });
    await user.click(within(question).getByRole("button", { name: "Cancel" }));
    expect(sent).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Unlink E-mail account ana@example.org" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Unlink" }));
    await waitFor(() => {
      expect(screen.queryByText("ana@example.org")).not.toBeInTheDocument();
    });
    expect(sent).toEqual([["delete", "email:ana@example.org"]]);
    expect(screen.getByText("Ana T.")).toBeVisible();
  });

  it("say so when no platform is set up", async () => {
    serve([], []);
    renderPage(<AccountsPage />);
    expect(await screen.findByText(/No other platform is set up/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Get a code" })).not.toBeInTheDocument();
  });

  it("say when a code could not be made", async () => {
    serve([]);
    server.use(
      http.post("/api/links/codes", () =>
        HttpResponse.json({ error: "unavailable", detail: "The database does not answer." }, { status: 503 }),
      ),
    );
    const { user } = renderPage(<AccountsPage />);
    await user.click(await screen.findByRole("button", { name: "Get a code" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("The database does not answer.");
  });
});
