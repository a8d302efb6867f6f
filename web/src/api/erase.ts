import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "./client";
import { ApiError } from "./errors";

/** What has to be typed, so that it is no slip. */
export const CONFIRMATION = "erase everything";

/** One's own account, or for an administrator somebody else's; the password is always one's own. */
export function useErase(personId: string | null, onErased: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (password: string) =>
      request<undefined>(personId ? `/api/users/${personId}/erase` : "/api/me/erase", {
        method: "POST",
        body: { password, confirm: CONFIRMATION },
      }),
    onSuccess: () => {
      onErased();
      return personId ? client.invalidateQueries({ queryKey: ["users"] }) : undefined;
    },
  });
}

/** What went wrong, in words; null when nothing did. */
export function refusal(error: unknown): string | null {
  if (!error) return null;
  if (error instanceof ApiError && error.status === 403) return "This password is wrong; nothing was erased.";
  return error instanceof Error ? error.message : "That did not work.";
}
