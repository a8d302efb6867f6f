/** Uploads one file. XMLHttpRequest, because fetch cannot tell how far an upload is. */
import { ApiError, OfflineError } from "./errors";
import { session } from "./session";
import type { ErrorBody, UploadedFile } from "./types";

export interface UploadOptions {
  conversationId?: string | undefined;
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

/** Raises ApiError (also for a file that the server refused) or OfflineError; an aborted upload raises AbortError. */
export async function uploadFile(file: File, options: UploadOptions = {}): Promise<UploadedFile> {
  const first = await send(file, options, await session.token());
  const request =
    first.status === 401 && (await session.refresh())
      ? await send(file, options, await session.token())
      : first;
  return answerOf(request);
}

function send(file: File, options: UploadOptions, token: string | null): Promise<XMLHttpRequest> {
  const { conversationId, onProgress, signal } = options;
  const form = new FormData();
  form.append("files", file);
  if (conversationId) form.append("conversation_id", conversationId);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/upload");
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress?.(loaded / total);
    });
    request.addEventListener("load", () => {
      resolve(request);
    });
    request.addEventListener("error", () => {
      reject(new OfflineError());
    });
    request.addEventListener("abort", () => {
      reject(new DOMException("The upload was stopped.", "AbortError"));
    });
    signal?.addEventListener("abort", () => {
      request.abort();
    });
    request.send(form);
  });
}

function answerOf(request: XMLHttpRequest): UploadedFile {
  const body = parse(request.responseText) as Partial<ErrorBody & { files: UploadedFile[] }> | null;
  if (request.status < 200 || request.status > 299)
    throw new ApiError(
      body?.error ?? "error",
      body?.detail ?? refusal(request.status),
      request.status,
      body?.details,
    );
  const uploaded = body?.files?.[0];
  if (!uploaded)
    throw new ApiError("error", "The server did not say what became of the file.", request.status);
  if (uploaded.error) throw new ApiError(uploaded.error.code, uploaded.error.message, request.status);
  return uploaded;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusal(status: number): string {
  return status === 413
    ? "This file is larger than the server accepts."
    : "The server could not take this file.";
}
