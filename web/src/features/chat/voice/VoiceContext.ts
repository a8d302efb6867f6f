import { createContext, use, useEffect, useState, useSyncExternalStore } from "react";
import { VoiceStore } from "./voiceStore";
import type { VoiceState } from "./voiceStore";

const Context = createContext<VoiceStore | null>(null);
export const VoiceProvider = Context.Provider;

/** The page's ear and mouth; both are closed when it is left. */
export function useVoiceStore(): VoiceStore {
  const [store] = useState(() => new VoiceStore());
  useEffect(
    () => () => {
      store.close();
    },
    [store],
  );
  return store;
}

export function useVoice(): VoiceStore {
  const store = use(Context);
  if (!store) throw new Error("useVoice needs a VoiceProvider above it");
  return store;
}

export function useVoiceState(): VoiceState {
  const store = useVoice();
  return useSyncExternalStore(store.subscribe, store.get);
}
