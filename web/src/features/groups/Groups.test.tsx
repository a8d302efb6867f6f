import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { addDays } from "@/ui/time";
import { GroupPage } from "./GroupPage";
import { GroupsPage } from "./GroupsPage";
import type { GroupReport, GroupView } from "./types";
import { changeWords } from "./words";

const totals = {
  messages: 1240,
  characters: 40_000,
  active: 12,
  joined: 2,
  left: 1,
  subscribed: 0,
  unsubscribed: 0,
};
const days = Array.from({ length: 14 }, (_, place) => ({
  date: addDays("2026-11-08", place),
  messages: place * 10,
}));
const club: GroupView = {
  id: "a1".repeat(16),
  platform: "telegram",
  title: "Book club",
  on: true,
  zone: "Asia/Almaty",
  report_at: "08:00",
  counted: true,
  daily: false,
  keep_days: 180,
  members: 14,
  week: totals,
  days,
};
const report: GroupReport = {
  text: "",
  citations: [],
  origin: "untrusted",
  group_id: club.id,
  title: club.title,
  platform: "telegram",
  zone: club.zone,
  since: "2026-11-15",
  until: "2026-11-21",
  totals,
  before: { ...totals, messages: 992, joined: 0 },
  days: days.slice(7),
  hours: Array.from({ length: 24 }, (_, hour) => (hour === 19 ? 90 : hour)),
  members: [
    { name: "Ana K.", messages: 60, share: 0.6 },
    { name: "Member 3F9A2", messages: 40, share: 0.4 },
  ],
  topics: [],
  made_at: "2026-11-21T09:00:00Z",
};

const sent: unknown[] = [];
const asked: string[] = [];

function serve(...groups: GroupView[]) {
  server.use(
    http.get("/api/activity/groups", () => HttpResponse.json({ text: "", items: groups })),
    http.get("/api/activity/groups/:id/report", ({ request }) => {
      asked.push(new URL(request.url).searchParams.get("period") ?? "");
      return HttpResponse.json(report);
    }),
    http.patch("/api/activity/groups/:id/me", async ({ request }) => {
      const body = (await request.json()) as Partial<GroupView>;
      sent.push(body);
      groups = groups.map((group) => ({ ...group, ...body }));
      return HttpResponse.json({ group: groups[0] });
    }),
    http.get("/api/activity/groups/:id/workbook", ({ request }) => {
      asked.push(`workbook ${new URL(request.url).searchParams.get("period") ?? ""}`);
      const named = { "Content-Disposition": "attachment; filename*=UTF-8''activity-%D0%B1.xlsx" };
      return new HttpResponse("PK", { headers: named });
    }),
  );
}

describe("the groups", () => {
  beforeEach(() => {
    sent.length = asked.length = 0;
  });

  it("are listed with the last week in figures and a chart", async () => {
    serve(club, { ...club, id: "b2".repeat(16), title: "Choir", on: false, counted: false });
    renderPage(<GroupsPage />);
    expect(await screen.findByRole("link", { name: "Book club" })).toHaveAttribute(
      "href",
      `/groups/${club.id}`,
    );
    expect(screen.getAllByText("1,240")).toHaveLength(2);
    expect(screen.getAllByRole("img", { name: "910 messages in 14 days" })).toHaveLength(2);
    expect(screen.getByText("Off")).toBeVisible();
    expect(screen.getByText("You are not counted")).toBeVisible();
  });

  it("say how the first one comes about", async () => {
    serve();
    renderPage(<GroupsPage />);
    expect(await screen.findByText("/activity on")).toBeVisible();
  });

  it("stop counting somebody only after they were told what goes with it", async () => {
    serve(club);
    const { user } = renderPage(<GroupsPage />);
    await user.click(await screen.findByRole("switch", { name: "Count me" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/What counted you so far is removed too/)).toBeVisible();
    expect(sent).toEqual([]);
    await user.click(dialog.getByRole("button", { name: "Stop counting me" }));
    await waitFor(() => {
      expect(screen.getByRole("switch", { name: "Count me" })).not.toBeChecked();
    });
    expect(sent).toEqual([{ counted: false }]);
    expect(await screen.findByText(/You are in no report/)).toBeVisible();
  });

  it("send the daily report to who asks for it", async () => {
    serve(club);
    const { user } = renderPage(<GroupsPage />);
    await user.click(await screen.findByRole("switch", { name: /Send me the report of each day at 08:00/ }));
    await waitFor(() => {
      expect(sent).toEqual([{ daily: true }]);
    });
  });

  it("give the workbook of the days that are chosen, under its own name", async () => {
    serve(club);
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      asked.push(this.download);
    });
    URL.createObjectURL = () => "blob:1";
    const { user } = renderPage(<GroupsPage />);
    await user.click(await screen.findByRole("button", { name: "Report" }));
    await user.click(await screen.findByRole("menuitem", { name: "Last month" }));
    await waitFor(() => {
      expect(asked).toEqual(["workbook last month", "activity-б.xlsx"]);
    });
    clicked.mockRestore();
  });
});

describe("a group", () => {
  const at = { at: `/groups/${club.id}?period=yesterday`, path: "/groups/:groupId" };

  it("is shown for the days in the address, against the days before", async () => {
    serve(club);
    renderPage(<GroupPage />, at);
    expect(await screen.findByRole("heading", { name: "Book club" })).toBeVisible();
    expect(asked).toContain("yesterday");
    expect(screen.getByText("+25 %")).toBeVisible();
    expect(screen.getByText("none before")).toBeVisible();
    expect(screen.getByRole("img", { name: "Busiest hour: 19:00" })).toBeVisible();
    const members = within(screen.getByRole("list", { name: "Who wrote most" }));
    expect(members.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
      "Ana K.60",
      "Member 3F9A240",
    ]);
    expect(screen.getByText("Nothing in these days.")).toBeVisible();
  });

  it("takes other days into the address", async () => {
    serve(club);
    const { user, router } = renderPage(<GroupPage />, at);
    await user.selectOptions(await screen.findByRole("combobox", { name: "Which days" }), "Last 30 days");
    await waitFor(() => {
      expect(asked).toContain("last 30 days");
    });
    expect(router.state.location.search).toBe("?period=last+30+days");
  });

  it("says when there is no such group", async () => {
    server.use(
      http.get("/api/activity/groups", () => HttpResponse.json({ items: [] })),
      http.get("/api/activity/groups/:id/report", () =>
        HttpResponse.json({ error: "not_found", detail: "There is no such group." }, { status: 404 }),
      ),
    );
    renderPage(<GroupPage />, at);
    expect(await screen.findByText("There is no such group.")).toBeVisible();
  });
});

describe("a change in words", () => {
  it.each([
    [5, 4, "+25 %"],
    [3, 4, "−25 %"],
    [4, 4, "as before"],
    [0, 0, "as before"],
    [2, 0, "none before"],
  ])("from %i after %i is %s", (now, before, words) => {
    expect(changeWords(now, before)).toBe(words);
  });
});
