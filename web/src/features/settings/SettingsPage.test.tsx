import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { session } from "@/api/session";
import { renderPage } from "@/testing/render";
import { ana } from "@/testing/samples";
import { server } from "@/testing/server";
import { SettingsPage } from "./SettingsPage";

function serve() {
  const sent: unknown[] = [];
  server.use(
    http.get("/api/grants", () => HttpResponse.json({ items: [] })),
    http.get("/api/preferences", () => HttpResponse.json({ review_plans: "never" })),
    http.patch("/api/me", async ({ request }) => {
      const body = (await request.json()) as Partial<typeof ana>;
      sent.push(body);
      return HttpResponse.json({ ...ana, ...body });
    }),
    http.get("/api/capabilities", () =>
      HttpResponse.json({
        packages: [
          {
            name: "planner",
            description: "Tasks, notes, reminders and a calendar.",
            functions: [
              { name: "planner.create_task", description: "Add a task.", parameters: {}, risk: "write" },
            ],
          },
        ],
        broken: [{ name: "dice", error: "No module named 'numpy'." }],
      }),
    ),
  );
  return sent;
}

describe("the settings", () => {
  it("change the person's zone for the whole page", async () => {
    const sent = serve();
    const { user } = renderPage(<SettingsPage />);
    await user.selectOptions(screen.getByLabelText("Time zone"), "America/New_York");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Your profile was saved.")).toBeVisible();
    expect(sent).toEqual([{ name: "Ana Horvat", zone: "America/New_York", language: "en" }]);
    expect(session.get()).toMatchObject({ person: { zone: "America/New_York" } });
  });

  it("change the theme", async () => {
    serve();
    const { user } = renderPage(<SettingsPage />);
    await user.click(screen.getByRole("radio", { name: "Dark" }));
    expect(document.documentElement.dataset.theme).toBe("dark");
    await user.click(screen.getByRole("radio", { name: "As the system" }));
    expect(document.documentElement.dataset.theme).toBe("light");
  });

  it("change the password, and empty the form", async () => {
    serve();
    let sent: unknown;
    server.use(
      http.post("/api/auth/password", async ({ request }) => {
        sent = await request.json();
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderPage(<SettingsPage />);
    await user.type(screen.getByLabelText("Current password"), "the old password");
    await user.type(screen.getByLabelText("New password"), "a better password");
    await user.type(screen.getByLabelText("New password again"), "a better password");
    await user.click(screen.getByRole("button", { name: "Change password" }));
    expect(await screen.findByText(/Your password was changed/)).toBeVisible();
    expect(sent).toEqual({ current: "the old password", new: "a better password" });
    expect(screen.getByLabelText("Current password")).toHaveValue("");
  });

  it("do not send two different new passwords, and say why the server refused one", async () => {
    serve();
    const detail = "The current password is wrong; nothing was changed.";
    server.use(
      http.post("/api/auth/password", () =>
        HttpResponse.json({ error: "not_allowed", detail }, { status: 403 }),
      ),
    );
    const { user } = renderPage(<SettingsPage />);
    await user.type(screen.getByLabelText("Current password"), "wrong");
    await user.type(screen.getByLabelText("New password"), "a better password");
    await user.type(screen.getByLabelText("New password again"), "another password");
    await user.click(screen.getByRole("button", { name: "Change password" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("The two new passwords are not the same.");
    await user.clear(screen.getByLabelText("New password again"));
    await user.type(screen.getByLabelText("New password again"), "a better password");
    await user.click(screen.getByRole("button", { name: "Change password" }));
    expect(await screen.findByText(detail)).toBeVisible();
  });

  it("list the packages, and first those that do not work", async () => {
    serve();
    const { user } = renderPage(<SettingsPage />);
    const broken = await screen.findByRole("list", { name: "Packages that do not work" });
    expect(broken).toHaveTextContent(/dice.*does not work.*No module named 'numpy'/);
    await user.click(screen.getByText("planner"));
    expect(
      within(screen.getByRole("list", { name: "Packages" }))
        .getByText("create task")
        .closest("li"),
    ).toHaveTextContent("changes your data");
  });
});
