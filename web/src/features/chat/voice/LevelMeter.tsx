import { useEffect, useState } from "react";
import styles from "./Voice.module.css";
import { useVoice } from "./VoiceContext";

const BARS = [0.5, 0.8, 1, 0.8, 0.5];
const QUIETEST = -55; // dB below which nothing shows

/** How loud the microphone is: speech reaches some two thirds. */
export function LevelMeter() {
  const voice = useVoice();
  const [level, setLevel] = useState(0);
  useEffect(
    () =>
      voice.onLevel((heard) => {
        setLevel(shown(heard));
      }),
    [voice],
  );
  return (
    <span
      role="meter"
      aria-label="Microphone level"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(level * 100)}
      className={styles.meter}
    >
      {BARS.map((share, index) => (
        <i key={index} style={{ transform: `scaleY(${String(Math.max(0.12, level * share))})` }} />
      ))}
    </span>
  );
}

function shown(level: number): number {
  const decibels = 20 * Math.log10(Math.max(level, 1e-6));
  return Math.min(1, Math.max(0, 1 - decibels / QUIETEST));
}
