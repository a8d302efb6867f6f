import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it } from "vitest";
import { anasSession } from "@/testing/samples";
import { server } from "@/testing/server";
import { request, withQuery } from "./client";
import { connection } from "./connection";
import { ApiError } from "./errors";
import { session } from "./session";

describe("a request", () => {
  beforeEach(() => {
    session.accept(anasSession);
  });

  it("leaves empty query values out", () => {
    expect(withQuery("/api/tasks", { query: "", status: "open", cursor: null, limit: 5 })).toBe(
      "/api/tasks?status=open&limit=5",
    );
  });

  it("raises the server's words and the problems of single fields", async () => {
    const details = [{ field: "body.password", message: "at least 10 characters" }];
    server.use(
      http.post("/api/x", () =>
        HttpResponse.json(
          { error: "invalid_input", detail: "Check this.", request_id: "q", details },
          { status: 422 },
        ),
      ),
    );
    const error = await request("/api/x", { method: "POST", body: {} }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).message).toBe("Check this.");
    expect((error as ApiError).field("password")).toBe("at least 10 characters");
  });

  it("has words of its own for an answer that is not the API's", async () => {
    server.use(http.get("/api/x", () => new HttpResponse("<html>bad gateway</html>", { status: 502 })));
    await expect(request("/api/x")).rejects.toThrow("The server has a problem");
  });

  it("tells the connection banner whether the server answers", async () => {
    server.use(http.get("/api/x", () => HttpResponse.error()));
    await expect(request("/api/x")).rejects.toThrow("cannot be reached");
    expect(connection.get()).toBe("reconnecting");
    server.use(http.get("/api/x", () => HttpResponse.json({})));
    await request("/api/x");
    expect(connection.get()).toBe("online");
  });
});
