import type { PointerEvent } from "react";
import { valueOf } from "./series";
import type { Measure } from "./series";
import type { DayUsage } from "./types";
import styles from "./Usage.module.css";

interface BarsProps {
  days: DayUsage[];
  measure: Measure;
  /** The value of the highest line. */
  top: number;
  topWords: string;
  label: string;
  onPoint: (day: DayUsage | null) => void;
}

const GAP = 0.28; // of a day's width

/** One bar a day; tokens are stacked, what went in below. All lengths are shares of the box, so it fits any width. */
export function Bars({ days, measure, top, topWords, label, onPoint }: BarsProps) {
  const width = 100 / days.length;
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(((event.clientX - box.left) / box.width) * days.length);
    onPoint(days[Math.min(days.length - 1, Math.max(0, place))] ?? null);
  };
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles.bars}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => {
        onPoint(null);
      }}
    >
      {[0, 50, 100].map((y) => (
        <line key={y} x1="0%" x2="100%" y1={percent(y)} y2={percent(y)} className={styles.line} />
      ))}
      <text x="0" y="0" dy="-0.4em" className={styles.scale}>
        {topWords}
      </text>
      {days.map((day, place) => {
        const whole = (valueOf(day, measure) / top) * 100;
        const below = measure === "tokens" ? (day.input_tokens / top) * 100 : whole;
        const x = percent(place * width + (width * GAP) / 2);
        const common = { x, width: percent(width * (1 - GAP)) };
        return (
          <g key={day.date}>
            <rect {...common} y={percent(100 - below)} height={percent(below)} className={styles.in} />
            {whole > below && (
              <rect
                {...common}
                y={percent(100 - whole)}
                height={percent(whole - below)}
                className={styles.out}
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}

function percent(value: number): string {
  return `${value.toFixed(3)}%`;
}
