import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it } from "vitest";
import { session } from "@/api/session";
import { renderPage } from "@/testing/render";
import { ana, anasSession } from "@/testing/samples";
import { server } from "@/testing/server";
import { Welcome } from "./Welcome";
import { setupCode } from "./setupCode";

const status = (needs_setup: boolean) =>
  http.get("/api/auth/status", () => HttpResponse.json({ needs_setup }));
const refusal = (detail: string, http_status: number, details: object[] = []) =>
  HttpResponse.json({ error: "x", detail, request_id: "q", details }, { status: http_status });

describe("signing in", () => {
  beforeEach(() => {
    server.use(status(false));
  });

  it("sends the address and the password and takes over the session", async () => {
    let sent: unknown;
    server.use(
      http.post("/api/auth/login", async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(anasSession);
      }),
    );
    const { user } = renderPage(<Welcome />, { signedIn: false });
    await user.type(await screen.findByLabelText("Email"), ana.email);
    await user.type(screen.getByLabelText("Password"), "correct horse");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(sent).toEqual({ email: ana.email, password: "correct horse" });
    expect(session.get()).toMatchObject({ status: "signed-in", person: { name: ana.name } });
  });

  it("says what was wrong", async () => {
    server.use(
      http.post("/api/auth/login", () => refusal("The e-mail address or the password is wrong.", 401)),
    );
    const { user } = renderPage(<Welcome />, { signedIn: false });
    await user.type(await screen.findByLabelText("Email"), ana.email);
    await user.type(screen.getByLabelText("Password"), "nope{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("password is wrong");
  });

  it("tells why one has to sign in again", async () => {
    renderPage(<Welcome notice="Your sign-in has ended." />, { signedIn: false });
    expect(await screen.findByText("Your sign-in has ended.")).toBeInTheDocument();
  });

  it("shows the password on demand", async () => {
    const { user } = renderPage(<Welcome />, { signedIn: false });
    const field = await screen.findByLabelText("Password");
    expect(field).toHaveAttribute("type", "password");
    await user.click(screen.getByRole("button", { name: "Show password" }));
    expect(field).toHaveAttribute("type", "text");
  });

  it("offers another try when the server is away", async () => {
    server.use(http.get("/api/auth/status", () => HttpResponse.error(), { once: true }));
    const { user } = renderPage(<Welcome />, { signedIn: false });
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeInTheDocument();
  });
});

describe("the first administrator", () => {
  beforeEach(() => {
    server.use(status(true));
    window.location.hash = "#setup=ABCD-1234";
  });

  async function fill(user: ReturnType<typeof renderPage>["user"]) {
    await user.type(await screen.findByLabelText("Your name"), "Ana");
    await user.type(screen.getByLabelText("Email"), ana.email);
    await user.type(screen.getByLabelText("Password"), "correct horse{Enter}");
  }

  it("is made with the code of the link and the browser's zone, and the code leaves the address", async () => {
    let sent: unknown;
    server.use(
      http.post("/api/auth/setup", async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(anasSession);
      }),
    );
    const { user } = renderPage(<Welcome />, { signedIn: false });
    expect(await screen.findByLabelText("Setup code")).toHaveValue("ABCD-1234");
    await fill(user);
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(sent).toMatchObject({ code: "ABCD-1234", name: "Ana", zone, language: "en" });
    expect(window.location.hash).toBe("");
  });

  it("is told at the field what does not fit", async () => {
    const details = [{ field: "body.password", message: "too easy to guess" }];
    server.use(http.post("/api/auth/setup", () => refusal("Check the fields.", 422, details)));
    const { user } = renderPage(<Welcome />, { signedIn: false });
    await fill(user);
    expect(await screen.findByText("too easy to guess")).toBeInTheDocument();
    expect(screen.getByLabelText("Password")).toBeInvalid();
  });

  it.each([
    ["#setup=A%201", "A 1"],
    ["#other", ""],
    ["", ""],
  ])("reads the code out of %s", (hash, code) => {
    expect(setupCode(hash)).toBe(code);
  });
});
