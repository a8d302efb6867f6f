import { useCapabilities } from "@/api/capabilities";
import type { Schema } from "../model/fields";

/** The JSON schema of a capability's arguments, as far as the server tells it. */
export function useSchema(capability: string): Schema | undefined {
  const { data } = useCapabilities();
  return data?.packages.flatMap((each) => each.functions).find((each) => each.name === capability)
    ?.parameters;
}
