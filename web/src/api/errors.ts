import type { ErrorBody } from "./types";

/** An answer that was not a success. `code` is stable, `message` is written for the person. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    readonly details: ErrorBody["details"] = [],
    readonly retryAfter: number | null = null,
  ) {
    super(message);
    this.name = "ApiError";
  }

  /** The message about one field of a form, if the server complained about it. */
  field(name: string): string | undefined {
    return this.details.find((problem) => problem.field.split(".").at(-1) === name)?.message;
  }
}

/** The server could not be reached at all. */
export class OfflineError extends Error {
  constructor() {
    super("The server cannot be reached. Check the connection and try again.");
    this.name = "OfflineError";
  }
}

export async function errorOf(response: Response): Promise<ApiError> {
  const body = await readBody(response);
  const wait = Number(response.headers.get("Retry-After"));
  return new ApiError(
    body?.error ?? "error",
    body?.detail ?? sentence(response.status),
    response.status,
    body?.details,
    Number.isFinite(wait) && wait > 0 ? wait : null,
  );
}

async function readBody(response: Response): Promise<Partial<ErrorBody> | null> {
  try {
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null && "detail" in body
      ? (body as Partial<ErrorBody>)
      : null;
  } catch {
    return null; // a proxy's page, or nothing
  }
}

function sentence(status: number): string {
  if (status === 413) return "This is larger than the server accepts.";
  if (status === 429) return "Too many requests. Wait a moment and try again.";
  if (status >= 500) return "The server has a problem. Try again in a moment.";
  return `The server refused this (${String(status)}).`;
}
