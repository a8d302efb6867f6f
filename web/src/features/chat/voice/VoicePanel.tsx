import { Check, Mic, MicOff, Square, X } from "lucide-react";
import { IconButton } from "@/ui/IconButton";
import { Button } from "@/ui/Button";
import { LevelMeter } from "./LevelMeter";
import styles from "./Voice.module.css";
import { useVoice, useVoiceState } from "./VoiceContext";
import type { VoiceState } from "./voiceStore";

/** What is being heard or read, above the field. */
export function VoicePanel() {
  const voice = useVoice();
  const state = useVoiceState();
  return (
    <>
      <p role="status" className="visually-hidden">
        {announced(state)}
      </p>
      {state.error && (
        <div role="alert" className={styles.error}>
          <MicOff aria-hidden />
          <span>{state.error}</span>
          <IconButton
            label="Dismiss"
            icon={<X />}
            size="sm"
            onClick={() => {
              voice.dismiss();
            }}
          />
        </div>
      )}
      {state.phase !== "off" && <Listening />}
      {state.phase === "off" && state.reading.key !== null && <ReadingAloud />}
    </>
  );
}

function Listening() {
  const voice = useVoice();
  const { phase, handsFree, muted, partial, speaking, reading } = useVoiceState();
  const text = partial?.text ?? "";
  return (
    <div role="group" aria-label="Listening" className={styles.panel} data-speaking={speaking || undefined}>
      <LevelMeter />
      <p className={styles.heard}>
        {text ? (
          <>
            {text.slice(0, partial?.stable)}
            <span className={styles.unsure}>{text.slice(partial?.stable)}</span>
          </>
        ) : (
          <span className={styles.hint}>{hint(phase, handsFree, muted, reading.key !== null)}</span>
        )}
      </p>
      {handsFree ? (
        <>
          <IconButton
            label={muted ? "Unmute" : "Mute"}
            icon={muted ? <MicOff /> : <Mic />}
            size="sm"
            aria-pressed={muted}
            onClick={() => {
              voice.mute(!muted);
            }}
          />
          <Button
            size="sm"
            onClick={() => {
              voice.cancel();
            }}
          >
            End hands-free
          </Button>
        </>
      ) : (
        <>
          <IconButton
            label="Throw away"
            shortcut="Esc"
            icon={<X />}
            size="sm"
            onClick={() => {
              voice.cancel();
            }}
          />
          <IconButton
            label="Done"
            icon={<Check />}
            size="sm"
            disabled={phase === "thinking"}
            onClick={() => {
              voice.done();
            }}
          />
        </>
      )}
    </div>
  );
}

function ReadingAloud() {
  const voice = useVoice();
  const { reading } = useVoiceState();
  return (
    <div role="group" aria-label="Reading aloud" className={styles.panel}>
      <span className={styles.wave} aria-hidden data-still={reading.preparing || undefined}>
        <i />
        <i />
        <i />
      </span>
      <p className={styles.heard}>
        <span className={styles.hint}>{reading.preparing ? "About to read aloud…" : "Reading aloud"}</span>
      </p>
      <Button
        size="sm"
        icon={<Square aria-hidden fill="currentColor" className={styles.square} />}
        onClick={voice.quiet}
      >
        Stop reading
      </Button>
    </div>
  );
}

function hint(phase: VoiceState["phase"], handsFree: boolean, muted: boolean, reading: boolean): string {
  if (phase === "opening") return "Opening the microphone…";
  if (phase === "thinking") return "Writing it down…";
  if (muted) return "Muted";
  if (handsFree) return reading ? "Speak to interrupt" : "Listening: speak when you like";
  return "Listening…";
}

function announced({ phase, handsFree, muted, reading }: VoiceState): string {
  if (phase !== "off") return hint(phase, handsFree, muted, false);
  return reading.key !== null && !reading.preparing ? "Reading aloud" : "";
}
