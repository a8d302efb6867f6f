/** The API as tests see it; a test adds what it needs with `server.use(...)`, and an unexpected request fails it. */
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { config } from "./samples";

const none = () => HttpResponse.json({ items: [] });

export const server = setupServer(
  http.get("/api/config", () => HttpResponse.json(config)),
  http.get("/api/agents", none),
  http.get("/api/approvals", none),
  http.get("/api/channels", none),
  http.get("/api/effects", none),
  http.get("/api/capabilities", () => HttpResponse.json({ packages: [], broken: [] })),
);
