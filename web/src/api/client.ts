import { connection } from "./connection";
import { errorOf, OfflineError } from "./errors";
import { session } from "./session";

/** A list is sent as the same name several times. */
type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export interface RequestOptions {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** `get<Page<Task>>("/api/tasks", { query: { status: "open" } })`. Raises ApiError or OfflineError. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await authorized(path, options);
  if (!response.ok) throw await errorOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** A request with the access token; on 401 the token is refreshed once and the request sent again. */
export async function authorized(path: string, options: RequestOptions = {}): Promise<Response> {
  const response = await send(path, options, await session.token());
  if (response.status !== 401 || session.get().status === "signed-out") return response;
  return (await session.refresh()) ? send(path, options, await session.token()) : response;
}

async function send(path: string, options: RequestOptions, token: string | null): Promise<Response> {
  const { method = "GET", query, body, headers, signal } = options;
  const json: Record<string, string> =
    body === undefined || body instanceof FormData ? {} : { "Content-Type": "application/json" };
  try {
    const response = await fetch(withQuery(path, query), {
      method,
      headers: token ? { ...json, Authorization: `Bearer ${token}`, ...headers } : { ...json, ...headers },
      body: body === undefined ? null : body instanceof FormData ? body : JSON.stringify(body),
      signal: signal ?? null,
    });
    connection.reached();
    return response;
  } catch (error) {
    if (signal?.aborted) throw error;
    connection.missed();
    throw new OfflineError();
  }
}

export function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    [value].flat().map((one) => [key, one] as const),
  );
  const sent = given.filter(([, value]) => value !== undefined && value !== null && value !== "");
  const text = new URLSearchParams(sent.map(([key, value]) => [key, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}
