const MARK = /^(?:(\d+):)?(\d{1,2}):(\d{2})$/;

/** "1:02:03" → 3723; null for what is no time mark. */
export function secondsOf(mark: string): number | null {
  const [, hours = "0", minutes, seconds] = MARK.exec(mark.trim()) ?? [];
  if (minutes === undefined || seconds === undefined) return null;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
