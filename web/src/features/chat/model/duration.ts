/** "40 ms", "0.2 s", "14 s", "2 min 5 s" */
export function duration(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (ms < 95) return `${String(Math.max(1, Math.round(ms)))} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${String(Math.round(seconds))} s`;
  return `${String(Math.floor(seconds / 60))} min ${String(Math.round(seconds % 60))} s`;
}
