import { Square, Volume2 } from "lucide-react";
import { IconButton } from "@/ui/IconButton";
import styles from "./Voice.module.css";
import { useVoice, useVoiceState } from "./VoiceContext";

/** Reads one message aloud, from its start; pressed again it stops. */
export function ReadAloudButton({ id, text }: { id: string; text: string }) {
  const voice = useVoice();
  const { reading } = useVoiceState();
  const on = reading.key === id;
  return (
    <IconButton
      label={on ? "Stop reading" : "Read aloud"}
      icon={on ? <Square fill="currentColor" className={styles.square} /> : <Volume2 />}
      size="sm"
      aria-pressed={on}
      onClick={() => {
        if (on) voice.quiet();
        else voice.read(id, text);
      }}
    />
  );
}
