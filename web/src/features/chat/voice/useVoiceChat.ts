import { useEffect } from "react";
import type { Turn } from "../model/turn";
import { useSpokenAnswers } from "./useSpokenAnswers";
import { useVoiceStore } from "./VoiceContext";
import type { VoiceStore } from "./voiceStore";

interface Chat {
  turns: Turn[];
  draft: string;
  /** Returns the key of the turn. */
  send: (text: string, attachments: string[], spoken: "voice") => string;
  compose: (text: string) => void;
}

/** What is said is sent, or joins what stands in the field already; the answer is read aloud. */
export function useVoiceChat({ turns, draft, send, compose }: Chat): VoiceStore {
  const voice = useVoiceStore();
  useEffect(() => {
    voice.handle((text) => {
      if (draft.trim() || !voice.get().preferences.sendAtOnce) compose(`${draft.trimEnd()} ${text}`.trim());
      else voice.awaitAnswer(send(text, [], "voice"));
    });
  }, [voice, draft, send, compose]);
  useSpokenAnswers(voice, turns);
  return voice;
}
