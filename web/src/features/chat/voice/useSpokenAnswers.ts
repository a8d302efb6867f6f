import { useEffect } from "react";
import { pendingOf } from "../model/approvals";
import { isOpen, shownText } from "../model/turn";
import type { Turn } from "../model/turn";
import type { VoiceStore } from "./voiceStore";

/** Reads the answers to spoken messages aloud while they come in, and what they ask of the person. */
export function useSpokenAnswers(voice: VoiceStore, turns: Turn[]): void {
  useEffect(() => {
    turns.slice(-3).forEach((turn) => {
      voice.follow(turn.key, spokenText(turn), !isOpen(turn));
    });
  }, [voice, turns]);
}

function spokenText(turn: Turn): string {
  if (turn.status === "waiting")
    return pendingOf(turn.approvals)
      .map(({ title }) => `I need your answer: ${title}.`)
      .join("\n");
  return shownText(turn) || (turn.error?.message ?? "");
}
