import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse, ws } from "msw";
import { createMemoryRouter, RouterProvider } from "react-router";
import { beforeEach, describe, expect, it } from "vitest";
import { connection } from "@/api/connection";
import { session } from "@/api/session";
import { citation } from "@/testing/chatSamples";
import { finished, started, token, wholeStream } from "@/testing/events";
import { ana, anasSession } from "@/testing/samples";
import { server } from "@/testing/server";
import { ToastProvider } from "@/ui/Toast";
import { TooltipProvider } from "@/ui/Tooltip";
import { citationQuery, passageOf } from "./passageQuery";
import { createQueryClient } from "./queryClient";
import { routes } from "./router";

const empty = () => HttpResponse.json({ items: [], next: null });
const refused = () =>
  HttpResponse.json(
    { error: "not_authenticated", detail: "No.", request_id: "q", details: [] },
    { status: 401 },
  );

let pending: unknown[] = [];

function openApp(at = "/") {
  const router = createMemoryRouter(routes, { initialEntries: [at] });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <TooltipProvider>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { router, user: userEvent.setup() };
}

beforeEach(() => {
  session.forget();
  connection.reached();
  pending = [];
  server.use(
    ws.link("ws://localhost:3000/ws").addEventListener("connection", () => undefined),
    http.get("/api/conversations", empty),
    http.get("/api/notifications", empty),
    http.get("/api/approvals", () => HttpResponse.json({ items: pending })),
    http.get("/api/conversations/:id", () => HttpResponse.json({ id: "c1", title: "Radiators" })),
    http.get("/api/conversations/:id/messages", empty),
    http.get("/api/auth/status", () => HttpResponse.json({ needs_setup: false })),
  );
});

describe("the app", () => {
  it("asks somebody without a session to sign in, and then shows what they wanted", async () => {
    server.use(http.post("/api/auth/login", () => HttpResponse.json(anasSession)));
    const { router, user } = openApp("/c/c1");
    await user.type(await screen.findByLabelText("Email"), ana.email);
    await user.type(screen.getByLabelText("Password"), "correct horse{Enter}");
    expect(await screen.findByText("Nothing was said here yet")).toBeInTheDocument();
    expect(router.state.location.pathname).toBe("/c/c1");
    expect(screen.getByRole("heading", { level: 1, name: "Radiators" })).toBeInTheDocument();
  });

  it("goes back to the sign-in on signing out", async () => {
    session.accept(anasSession);
    server.use(http.post("/api/auth/logout", () => new HttpResponse(null, { status: 204 })));
    const { user } = openApp();
    await user.click(await screen.findByRole("button", { name: /Ana Horvat/ }));
    await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeInTheDocument();
  });

  it("returns to the sign-in when the session ends under it", async () => {
    session.accept(anasSession);
    openApp();
    await screen.findByRole("heading", { name: /What can I do for you, Ana/ });
    server.use(http.post("/api/auth/refresh", refused));
    await session.refresh();
    expect(await screen.findByText(/Your sign-in has ended/)).toBeInTheDocument();
  });

  it("has shortcuts for the search and for a new chat", async () => {
    session.accept(anasSession);
    const { router, user } = openApp("/c/c1");
    await screen.findByText("Nothing was said here yet");
    await user.keyboard("{Control>}k{/Control}");
    await waitFor(() => {
      expect(screen.getByRole("searchbox", { name: "Search conversations" })).toHaveFocus();
    });
    await user.keyboard("{Control>}{Shift>}o{/Shift}{/Control}");
    expect(router.state.location.pathname).toBe("/");
  });

  it("gives a new chat its address, and the next new chat begins empty", async () => {
    session.accept(anasSession);
    server.use(http.post("/api/chat", () => wholeStream([started(), token("Hello Ana"), finished()])));
    const { router, user } = openApp();
    await user.type(await screen.findByRole("textbox", { name: /Message/ }), "Hi{Enter}");
    expect(await within(await screen.findByRole("article")).findByText("Hello Ana")).toBeInTheDocument();
    expect(router.state.location.pathname).toBe("/c/c1");
    await user.click(screen.getByRole("link", { name: "New chat" }));
    expect(await screen.findByRole("heading", { name: /What can I do/ })).toBeInTheDocument();
    expect(router.state.location.pathname).toBe("/");
  });

  it("says that the server is away, and when it is back", async () => {
    session.accept(anasSession);
    openApp();
    await screen.findByRole("heading", { name: /What can I do/ });
    connection.missed();
    expect(await screen.findByText(/Reconnecting/)).toBeInTheDocument();
    connection.reached();
    await waitFor(() => {
      expect(screen.queryByText(/Reconnecting/)).not.toBeInTheDocument();
    });
  });

  it("shows in the menu how much waits for the person's word", async () => {
    session.accept(anasSession);
    pending = [{ id: "r1.s1" }, { id: "r2.plan" }];
    openApp();
    expect(
      await screen.findByRole("link", { name: /Activity\s*2\s*waiting for your word/ }),
    ).toBeInTheDocument();
  });

  it("shows the administration to administrators only", async () => {
    session.accept({ ...anasSession, person: { ...ana, role: "user" } });
    openApp("/admin/people");
    expect(await screen.findByText("This is for administrators")).toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "Administration" })).not.toBeInTheDocument();
  });

  it("has a page for addresses that lead nowhere", async () => {
    session.accept(anasSession);
    openApp("/nowhere");
    expect(await screen.findByText("There is nothing at this address")).toBeInTheDocument();
  });
});

describe("a passage in the address", () => {
  it("comes back as it went in", () => {
    const query = new URLSearchParams({ doc: citation.document_id, ...citationQuery(citation) });
    expect(passageOf(query)).toEqual({ documentId: "d1", start: 4200, end: 4310, page: 12 });
  });

  it("is none without a document, and has no numbers that are none", () => {
    expect(passageOf(new URLSearchParams("start=1"))).toBeNull();
    expect(passageOf(new URLSearchParams("doc=d1&start=x"))).toEqual({ documentId: "d1" });
  });
});
