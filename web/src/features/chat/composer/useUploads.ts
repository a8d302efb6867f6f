import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { kindsInWords } from "@/api/fileKinds";
import type { DocumentView, PublicConfig } from "@/api/types";
import { uploadFile } from "@/api/upload";
import { useConfig } from "@/api/useConfig";
import { newKey } from "../model/key";
import { rememberFileName } from "./fileNames";

export interface Upload {
  key: string;
  name: string;
  size: number;
  state: "uploading" | "stored" | "failed";
  fraction: number;
  fileId: string | null;
  document: DocumentView | null;
  error: string | null;
}

export interface Uploads {
  list: Upload[];
  add: (files: Iterable<File>) => void;
  remove: (key: string) => void;
  /** The message was sent: start with an empty list, without stopping anything. */
  clear: () => void;
}

/** Files that go with the next message. Each is sent at once, on its own, so that one failure is one file's. */
export function useUploads(conversationId: string | undefined): Uploads {
  const [list, setList] = useState<Upload[]>([]);
  const aborts = useRef(new Map<string, AbortController>());
  const config = useConfig();
  const queryClient = useQueryClient();

  const update = useCallback((key: string, change: Partial<Upload>) => {
    setList((uploads) => uploads.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)));
  }, []);

  const send = useCallback(
    async (upload: Upload, file: File) => {
      const abort = new AbortController();
      aborts.current.set(upload.key, abort);
      const onProgress = (fraction: number) => {
        update(upload.key, { fraction });
      };
      try {
        const stored = await uploadFile(file, { conversationId, onProgress, signal: abort.signal });
        if (stored.file) rememberFileName(stored.file.id, stored.file.name);
        update(upload.key, {
          state: "stored",
          fileId: stored.file?.id ?? null,
          document: stored.document ?? null,
        });
        void queryClient.invalidateQueries({ queryKey: ["documents"] });
      } catch (error) {
        update(upload.key, {
          state: "failed",
          error: error instanceof Error ? error.message : "The upload failed.",
        });
      } finally {
        aborts.current.delete(upload.key);
      }
    },
    [conversationId, queryClient, update],
  );

  const add = useCallback(
    (files: Iterable<File>) => {
      for (const file of files) {
        const upload = newUpload(file, refusal(file, config));
        setList((uploads) => [...uploads, upload]);
        if (!upload.error) void send(upload, file);
      }
    },
    [config, send],
  );

  const remove = useCallback((key: string) => {
    aborts.current.get(key)?.abort();
    setList((uploads) => uploads.filter((upload) => upload.key !== key));
  }, []);

  const clear = useCallback(() => {
    setList([]);
  }, []);
  return { list, add, remove, clear };
}

function newUpload({ name, size }: File, error: string | null): Upload {
  const state = error ? "failed" : "uploading";
  return { key: newKey(), name, size, state, fraction: 0, fileId: null, document: null, error };
}

/** Why a file need not even be sent; the server checks again, by content. */
export function refusal(file: Pick<File, "name" | "size">, config: PublicConfig | undefined): string | null {
  if (file.size === 0) return "This file is empty.";
  if (!config) return null;
  if (file.size > config.max_upload_mb * 1024 * 1024)
    return `This file is larger than ${String(config.max_upload_mb)} MB.`;
  const name = file.name.toLowerCase();
  const known =
    config.accepted_types.length === 0 || config.accepted_types.some((ending) => name.endsWith(ending));
  return known ? null : `This type of file cannot be read. ${acceptedText(config)}`;
}

export function acceptedText({ accepted_types, max_upload_mb }: PublicConfig): string {
  return `${kindsInWords(accepted_types)}, up to ${String(max_upload_mb)} MB each`;
}
