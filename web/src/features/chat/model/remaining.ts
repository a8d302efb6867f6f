const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something is still possible: "2 days", "23 h", "1 h 20 min", "4 min", "35 s". */
export function remaining(ms: number): string {
  if (ms >= 2 * DAY) return `${String(Math.floor(ms / DAY))} days`;
  if (ms >= 3 * HOUR) return `${String(Math.round(ms / HOUR))} h`;
  if (ms >= HOUR) {
    const minutes = Math.floor((ms % HOUR) / MINUTE);
    return `${String(Math.floor(ms / HOUR))} h${minutes ? ` ${String(minutes)} min` : ""}`;
  }
  if (ms >= 2 * MINUTE) return `${String(Math.floor(ms / MINUTE))} min`;
  return `${String(Math.ceil(ms / 1000))} s`;
}
