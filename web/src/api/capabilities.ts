import { useQuery } from "@tanstack/react-query";
import { request } from "./client";
import type { components } from "./schema.gen";

export type CapabilityList = components["schemas"]["CapabilityList"];
export type PackageView = components["schemas"]["PackageView"];
export type FunctionView = components["schemas"]["FunctionView"];
export type Risk = FunctionView["risk"];

export function useCapabilities() {
  return useQuery({
    queryKey: ["capabilities"],
    queryFn: ({ signal }) => request<CapabilityList>("/api/capabilities", { signal }),
    staleTime: 60_000, // packages change with a restart of the server
  });
}

/** "planner.create_task" is "create task". */
export function functionWords(name: string): string {
  return (name.split(".").at(-1) ?? name).replaceAll("_", " ");
}

/** "planner.create_task" is of "planner". */
export function packageOf(capability: string): string {
  return capability.split(".")[0] ?? capability;
}
