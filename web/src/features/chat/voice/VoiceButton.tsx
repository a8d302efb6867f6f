import { Mic } from "lucide-react";
import { useEffect, useRef } from "react";
import { IconButton } from "@/ui/IconButton";
import styles from "./Voice.module.css";
import { useVoice, useVoiceState } from "./VoiceContext";

const HELD = 400; // ms from which a press is a hold: letting go ends it

/** Push to talk: held while speaking, or pressed to begin and pressed again to end. Alt+V does the same. */
export function VoiceButton() {
  const voice = useVoice();
  const { phase } = useVoiceState();
  const pressed = useRef<number | null>(null);
  const on = phase === "opening" || phase === "listening";
  useVoiceKeys();
  return (
    <IconButton
      label={on ? "Stop listening" : "Speak: hold, or press to begin and to end"}
      shortcut="Alt+V"
      icon={<Mic />}
      aria-pressed={on}
      disabled={phase === "thinking"}
      className={styles.button}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        if (on) {
          pressed.current = null;
          voice.done();
          return;
        }
        pressed.current = event.timeStamp;
        void voice.listen();
      }}
      onPointerUp={(event) => {
        const held = pressed.current !== null && event.timeStamp - pressed.current >= HELD;
        pressed.current = null;
        if (held) voice.done();
      }}
      onPointerCancel={() => {
        pressed.current = null;
        voice.done();
      }}
      onContextMenu={(event) => {
        event.preventDefault(); // a long touch is a hold
      }}
      onClick={(event) => {
        if (event.detail === 0) toggle(); // by the keyboard or a screen reader
      }}
    />
  );

  function toggle() {
    if (on) voice.done();
    else void voice.listen();
  }
}

/** Alt+V begins and ends; Escape throws away what is being said, or stops reading aloud. */
function useVoiceKeys(): void {
  const voice = useVoice();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { phase, reading } = voice.get();
      if (event.altKey && event.code === "KeyV" && !event.repeat) {
        if (phase === "off") void voice.listen();
        else voice.done();
      } else if (event.key === "Escape" && phase !== "off") voice.cancel();
      else if (event.key === "Escape" && reading.key !== null) voice.quiet();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey, true);
    return () => {
      window.removeEventListener("keydown", onKey, true);
    };
  }, [voice]);
}
