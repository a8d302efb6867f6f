import type { EffectView } from "@/api/effects";

const OWN = "assistant."; // its own doings, such as an undo, are not taken back

/** What an undo of everything would meet. */
export function partition(effects: EffectView[]) {
  const really = effects.filter(
    ({ status, capability }) => status !== "failed" && status !== "undone" && !capability.startsWith(OWN),
  );
  return {
    possible: really.filter(({ undo }) => undo === "possible"),
    impossible: really.filter(({ undo }) => undo === "impossible"),
  };
}
