import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { renderPage } from "@/testing/render";
import { ana } from "@/testing/samples";
import { server } from "@/testing/server";
import { PeoplePage } from "./PeoplePage";

const marko = { ...ana, id: "u2", name: "Marko", email: "marko@example.org", role: "user" as const };

describe("the people", () => {
  it("are listed, oneself marked", async () => {
    server.use(http.get("/api/users", () => HttpResponse.json({ items: [ana, marko], next: null })));
    renderPage(<PeoplePage />);
    const list = await screen.findByRole("list", { name: "People" });
    expect(list).toHaveTextContent("Ana Horvat (you)");
    expect(list).toHaveTextContent("administrator");
  });

  it("grow by one that an administrator adds", async () => {
    let people = [ana];
    const sent: unknown[] = [];
    server.use(
      http.get("/api/users", () => HttpResponse.json({ items: people, next: null })),
      http.post("/api/users", async ({ request }) => {
        const body = (await request.json()) as typeof ana;
        sent.push(body);
        people = [...people, { ...ana, ...body, id: "u3" }];
        return HttpResponse.json({ ...ana, ...body, id: "u3" }, { status: 201 });
      }),
    );
    const { user } = renderPage(<PeoplePage />);
    await user.click(screen.getByRole("button", { name: "Add person" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add a person" }));
    await user.type(dialog.getByLabelText("Name"), "Iva");
    await user.type(dialog.getByLabelText("Email"), "iva@example.org");
    await user.type(dialog.getByLabelText("First password"), "a first password");
    await user.click(dialog.getByRole("button", { name: "Add person" }));
    expect(await screen.findByText("Iva can sign in now.")).toBeVisible();
    expect(await within(screen.getByRole("list", { name: "People" })).findByText("Iva")).toBeVisible();
    expect(sent).toEqual([
      { name: "Iva", email: "iva@example.org", password: "a first password", role: "user" },
    ]);
  });
});
