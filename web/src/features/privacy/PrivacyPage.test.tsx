import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it } from "vitest";
import { session } from "@/api/session";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { kindsOf } from "./kinds";
import { PrivacyPage } from "./PrivacyPage";

const rules = { learn: "ask", keep_days: null, most_days: null, model: false };

beforeEach(() => {
  server.use(
    http.get("/api/me/data", () =>
      HttpResponse.json({ items: { conversations: 3, runs: 1200, budgets: 2 } }),
    ),
    http.get("/api/memory/settings", () => HttpResponse.json(rules)),
  );
});

describe("one’s data", () => {
  it("is counted in plain words", async () => {
    renderPage(<PrivacyPage />);
    expect(await screen.findByText("Messages")).toBeVisible();
    expect(screen.getByText("1,200")).toBeVisible();
    expect(kindsOf({ runs: 1, budgets: 2, limits: 3 })).toEqual([
      { label: "Messages", count: 1 },
      { label: "Other records", count: 5 },
    ]);
  });

  it("is removed after the days one chooses", async () => {
    const sent: unknown[] = [];
    server.use(
      http.put("/api/memory/settings", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ ...rules, keep_days: 90 });
      }),
    );
    const { user } = renderPage(<PrivacyPage />);
    await user.selectOptions(await screen.findByLabelText(/Remove conversations/), "90 days");
    await waitFor(() => {
      expect(sent).toEqual([{ learn: "ask", keep_days: 90 }]);
    });
  });

  it("is erased with one’s password and one’s word only", async () => {
    const sent: unknown[] = [];
    server.use(
      http.post("/api/me/erase", async ({ request }) => {
        const body = (await request.json()) as { password: string };
        sent.push(body);
        if (body.password !== "right password")
          return HttpResponse.json(
            { error: "not_allowed", detail: "The current password is wrong.", request_id: "x", details: [] },
            { status: 403 },
          );
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderPage(<PrivacyPage />);
    await user.click(await screen.findByRole("button", { name: "Erase my account" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Erase your account?" }));
    const button = dialog.getByRole("button", { name: "Erase for good" });
    await user.type(dialog.getByLabelText("Your password"), "wrong one");
    expect(button).toBeDisabled();
    await user.type(dialog.getByLabelText(/Type/), "Erase everything");
    await user.click(button);
    expect(await dialog.findByText("This password is wrong; nothing was erased.")).toBeVisible();
    expect(session.get().status).toBe("signed-in");
    await user.clear(dialog.getByLabelText("Your password"));
    await user.type(dialog.getByLabelText("Your password"), "right password");
    await user.click(button);
    await waitFor(() => {
      expect(session.get().status).toBe("signed-out");
    });
    expect(sent).toHaveLength(2);
  });
});
