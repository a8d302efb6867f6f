import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { NotificationView } from "@/api/types";
import { openLive } from "@/testing/push";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { inApp } from "./inApp";
import { NotificationsMenu } from "./NotificationsMenu";
import { NotificationWatcher } from "./NotificationWatcher";

const one = (over: Partial<NotificationView> = {}): NotificationView => ({
  id: "n1",
  title: "Call Ana",
  text: "It is 09:00.",
  link: "/planner?tab=reminders",
  actions: [],
  created_at: "2026-11-21T08:00:00Z",
  read_at: null,
  ...over,
});

function serve(start: NotificationView[]) {
  let items = start;
  const read: string[] = [];
  server.use(
    http.get("/api/notifications", ({ request }) => {
      const unread = new URL(request.url).searchParams.get("unread") === "true";
      return HttpResponse.json({ items: items.filter((item) => !unread || !item.read_at), next: null });
    }),
    http.post("/api/notifications/:id/read", ({ params }) => {
      read.push(String(params.id));
      items = items.map((item) =>
        item.id === params.id ? { ...item, read_at: "2026-11-21T09:00:00Z" } : item,
      );
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return {
    read,
    add: (item: NotificationView) => {
      items = [item, ...items];
    },
  };
}

const page = (
  <>
    <NotificationsMenu />
    <NotificationWatcher />
  </>
);

describe("notifications", () => {
  it("are counted on the bell and in the title of the tab", async () => {
    serve([one(), one({ id: "n2", read_at: "2026-11-21T09:00:00Z" })]);
    renderPage(page);
    expect(await screen.findByRole("button", { name: "Notifications, 1 unread" })).toBeVisible();
    expect(document.title).toBe("(1) Agentic");
  });

  it("are read by opening them, which leads to what they are about", async () => {
    const { read } = serve([one()]);
    const { user, router } = renderPage(page, { path: "/" });
    await user.click(await screen.findByRole("button", { name: "Notifications, 1 unread" }));
    await user.click(await screen.findByRole("button", { name: /Unread: ?Call Ana/ }));
    expect(router.state.location.pathname + router.state.location.search).toBe("/planner?tab=reminders");
    await waitFor(() => {
      expect(read).toEqual(["n1"]);
    });
  });

  it("have buttons, which are pressed right there", async () => {
    const { read } = serve([one({ actions: [{ label: "In 10 minutes" }, { label: "In an hour" }] })]);
    const pressed: string[] = [];
    server.use(
      http.post("/api/notifications/:id/actions/:place", ({ request }) => {
        pressed.push(new URL(request.url).pathname);
        return HttpResponse.json({ text: "Reminder put off to 10:00." });
      }),
    );
    const { user } = renderPage(page);
    await user.click(await screen.findByRole("button", { name: "Notifications, 1 unread" }));
    await user.click(await screen.findByRole("button", { name: "In an hour" }));
    expect(await screen.findByText("Reminder put off to 10:00.")).toBeVisible();
    expect(pressed).toEqual(["/api/notifications/n1/actions/1"]);
    expect(read).toEqual([]);
  });

  it("can be marked as read all at once", async () => {
    const { read } = serve([one(), one({ id: "n2" })]);
    const { user } = renderPage(page);
    await user.click(await screen.findByRole("button", { name: "Notifications, 2 unread" }));
    await user.click(await screen.findByRole("button", { name: "Mark all as read" }));
    await waitFor(() => {
      expect(read).toEqual(["n1", "n2"]);
    });
    expect(document.title).toBe("Agentic");
  });

  it("appear as a message when they are pushed, and on the bell", async () => {
    const { add } = serve([]);
    const { user, router } = renderPage(page);
    await screen.findByRole("button", { name: "Notifications" });
    const { push, stop } = await openLive();
    add(one());
    const { read_at, ...pushed } = one();
    expect(read_at).toBeNull();
    push("notification", pushed);
    expect(await screen.findByText("Call Ana — It is 09:00.")).toBeVisible();
    expect(await screen.findByRole("button", { name: "Notifications, 1 unread" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Open" }));
    expect(router.state.location.pathname).toBe("/planner");
    stop();
  });

  it("say when there is nothing", async () => {
    serve([]);
    const { user } = renderPage(page);
    await user.click(await screen.findByRole("button", { name: "Notifications" }));
    expect(await screen.findByText("Nothing yet")).toBeVisible();
  });
});

describe("inApp", () => {
  it.each([
    ["/planner?tab=reminders", "/planner?tab=reminders"],
    ["//evil.example", null],
    ["/\\evil.example", null],
    ["https://evil.example", null],
    ["javascript:alert(1)", null],
    ["", null],
  ])("takes %s as %s", (link, expected) => {
    expect(inApp(link)).toBe(expected);
  });
});
