/** Amounts in words: counts, prices in millionths of a US dollar, durations in seconds. */
const LOCALE = "en";
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });

/** "12,480"; from a million on "1.2M". */
export function formatCount(value: number): string {
  return Math.abs(value) >= 1_000_000 ? compact.format(value) : whole.format(value);
}

/** "12.5K", where there is little room. */
export function formatShort(value: number): string {
  return compact.format(value);
}

/** "1 call", "3 calls". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** "$0", "$0.0042", "$0.50", "$1.25": four digits for what is under a cent, two for what is over a dollar. */
export function formatCost(micros: number): string {
  const dollars = micros / 1_000_000;
  if (dollars === 0) return "$0";
  if (Math.abs(dollars) < 0.0001) return "under $0.0001";
  return new Intl.NumberFormat(LOCALE, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: Math.abs(dollars) < 0.01 ? 4 : 2,
    maximumFractionDigits: Math.abs(dollars) < 1 ? 4 : 2,
  }).format(dollars);
}

/** "0.4 s", "12 s", "2 min 5 s". */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const rounded = Math.round(seconds);
  if (rounded < 60) return `${String(rounded)} s`;
  const rest = rounded % 60;
  return `${String(Math.floor(rounded / 60))} min${rest ? ` ${String(rest)} s` : ""}`;
}
