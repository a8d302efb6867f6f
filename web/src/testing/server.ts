/** The API as tests see it; a test adds what it needs with `server.use(...)`, and an unexpected request fails it. */
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { config } from "./samples";

export const server = setupServer(http.get("/api/config", () => HttpResponse.json(config)));
