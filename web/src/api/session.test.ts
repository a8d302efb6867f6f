import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it } from "vitest";
import { ana, anasSession } from "@/testing/samples";
import { server } from "@/testing/server";
import { request } from "./client";
import { session } from "./session";

const refused = () =>
  HttpResponse.json(
    { error: "not_authenticated", detail: "Sign in.", request_id: "q", details: [] },
    { status: 401 },
  );

describe("a session", () => {
  beforeEach(() => {
    session.accept(anasSession);
  });

  it("keeps its token out of the browser's storage", () => {
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("access-1");
  });

  it("is refreshed once when several requests find the token refused, and they are sent again", async () => {
    let refreshes = 0;
    server.use(
      http.get("/api/me", ({ request: sent }) =>
        sent.headers.get("Authorization") === "Bearer access-2" ? HttpResponse.json(ana) : refused(),
      ),
      http.post("/api/auth/refresh", () => {
        refreshes += 1;
        return HttpResponse.json({ ...anasSession, access_token: "access-2" });
      }),
    );
    const answers = await Promise.all([request("/api/me"), request("/api/me"), request("/api/me")]);
    expect(answers).toEqual([ana, ana, ana]);
    expect(refreshes).toBe(1);
  });

  it("is refreshed before a token that is about to end is used", async () => {
    session.accept({ ...anasSession, expires_in: 5 });
    server.use(
      http.post("/api/auth/refresh", () => HttpResponse.json({ ...anasSession, access_token: "access-2" })),
    );
    expect(await session.token()).toBe("access-2");
  });

  it("ends with a word when the server does not refresh it", async () => {
    server.use(http.get("/api/me", refused), http.post("/api/auth/refresh", refused));
    await expect(request("/api/me")).rejects.toMatchObject({ code: "not_authenticated" });
    expect(session.get()).toEqual({
      status: "signed-out",
      notice: "Your sign-in has ended. Please sign in again.",
    });
  });

  it("survives a server that is away while it is refreshed", async () => {
    server.use(http.post("/api/auth/refresh", () => HttpResponse.error()));
    await expect(session.refresh()).rejects.toThrow("cannot be reached");
    expect(session.get()).toMatchObject({ status: "signed-in" });
  });

  it("ends here even when the server cannot be told", async () => {
    server.use(http.post("/api/auth/logout", () => HttpResponse.error()));
    await expect(session.signOut()).rejects.toThrow();
    expect(session.get()).toEqual({ status: "signed-out" });
    expect(await session.token()).toBeNull();
  });
});
