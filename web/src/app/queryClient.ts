import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/api/errors";

const TRIES = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The server is reached without any network when it is this machine, so nothing waits for the browser's "online".
      mutations: { networkMode: "always" },
      queries: {
        networkMode: "always",
        staleTime: 15_000,
        // What the server refused once it will refuse again; only a lost connection is worth another try.
        retry: (failures, error) => failures < TRIES && !(error instanceof ApiError && error.status < 500),
      },
    },
  });
}
