/** An RRULE (RFC 5545) said in words, and the few rules the form offers. */

const DAYS: Record<string, string> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};
const WEEK = Object.keys(DAYS);
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const UNITS: Record<string, string> = {
  MINUTELY: "minute",
  HOURLY: "hour",
  DAILY: "day",
  WEEKLY: "week",
  MONTHLY: "month",
  YEARLY: "year",
};

type Parts = Record<string, string>;

export function recurrenceInWords(rule: string): string {
  const parts = parse(rule);
  const unit = UNITS[parts["FREQ"] ?? ""];
  if (!unit) return "Repeats";
  const every = Number(parts["INTERVAL"] ?? 1);
  return [base(parts, unit, every), ending(parts)].filter(Boolean).join(", ");
}

function parse(rule: string): Parts {
  const line = rule.split(/\r?\n/).find((row) => row.includes("FREQ=")) ?? rule;
  const pairs = line
    .replace(/^RRULE:/i, "")
    .toUpperCase()
    .split(";");
  return Object.fromEntries(pairs.map((pair) => pair.split("=", 2) as [string, string]));
}

function base(parts: Parts, unit: string, every: number): string {
  const days = list(parts["BYDAY"]);
  if (unit === "week" || (unit === "day" && days.length > 0)) return weekly(days, every);
  if (unit === "month") return monthly(parts, days, every);
  if (unit === "year") return yearly(parts, every);
  return often(every, unit);
}

function weekly(days: string[], every: number): string {
  if (days.length === 0) return often(every, "week");
  const week = [...days].sort((a, b) => WEEK.indexOf(a) - WEEK.indexOf(b));
  if (every === 1 && week.length === 7) return "Every day";
  if (every === 1 && week.join() === "MO,TU,WE,TH,FR") return "Every weekday";
  const names = join(week.map((day) => DAYS[day] ?? day));
  if (every === 1) return `Every ${names}`;
  if (every === 2 && week.length === 1) return `Every other ${names}`;
  return `${often(every, "week")} on ${names}`;
}

function monthly(parts: Parts, days: string[], every: number): string {
  const dates = list(parts["BYMONTHDAY"]).map((day) => (day === "-1" ? "last day" : ordinal(Number(day))));
  const nth = days.map((day) => nthWeekday(day, parts["BYSETPOS"]));
  const on = [...dates, ...nth];
  if (on.length === 0) return often(every, "month");
  return `${often(every, "month")} on the ${join(on)}`;
}

function yearly(parts: Parts, every: number): string {
  const months = list(parts["BYMONTH"]).map((month) => MONTHS[Number(month) - 1] ?? month);
  const days = list(parts["BYMONTHDAY"]);
  if (months.length === 0) return often(every, "year");
  return `${often(every, "year")} on ${[join(days), join(months)].filter(Boolean).join(" ")}`;
}

/** "1MO" or "MO" with BYSETPOS=1 → "first Monday". */
function nthWeekday(day: string, position: string | undefined): string {
  const match = /^([+-]?\d+)?([A-Z]{2})$/.exec(day);
  const name = DAYS[match?.[2] ?? ""] ?? day;
  const nth = Number(match?.[1] ?? position ?? 0);
  const words: Record<number, string> = { 1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth" };
  if (nth === -1) return `last ${name}`;
  return words[nth] ? `${words[nth]} ${name}` : name;
}

function ending(parts: Parts): string {
  const count = Number(parts["COUNT"] ?? 0);
  if (count === 1) return "once";
  if (count > 1) return `${count} times`;
  const until = /^(\d{4})(\d{2})(\d{2})/.exec(parts["UNTIL"] ?? "");
  if (!until) return "";
  return `until ${Number(until[3])} ${MONTHS[Number(until[2]) - 1] ?? ""} ${until[1]}`;
}

function often(every: number, unit: string): string {
  if (every === 1) return `Every ${unit}`;
  return every === 2 && unit !== "minute" && unit !== "hour"
    ? `Every other ${unit}`
    : `Every ${every} ${unit}s`;
}

function list(value: string | undefined): string[] {
  return value ? value.split(",") : [];
}

function join(words: string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

function ordinal(day: number): string {
  const tail = day % 100 >= 11 && day % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return `${day}${tail}`;
}

export interface RecurrenceChoice {
  value: string;
  label: string;
}

/** The rules offered for something that first happens on `date` ("2026-11-23"). */
export function recurrenceChoices(date: string): RecurrenceChoice[] {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const weekday = WEEK[(new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7] ?? "MO";
  const rules = [
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    `FREQ=WEEKLY;BYDAY=${weekday}`,
    `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday}`,
    `FREQ=MONTHLY;BYMONTHDAY=${day}`,
    `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${day}`,
  ];
  return [
    { value: "", label: "Does not repeat" },
    ...rules.map((value) => ({ value, label: recurrenceInWords(value) })),
  ];
}
