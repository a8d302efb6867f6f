import { useClock } from "@/api/useClock";
import { counted } from "@/ui/numbers";
import { formatDate, formatFullDate } from "@/ui/time";
import { Columns } from "./Columns";
import type { DayCount } from "./types";

interface DayColumnsProps {
  days: DayCount[];
  /** The days are those of the group, where it may be tomorrow already. */
  zone: string;
  small?: boolean;
}

export function DayColumns({ days, zone, small = false }: DayColumnsProps) {
  const clock = { ...useClock(), zone };
  const sum = days.reduce((total, { messages }) => total + messages, 0);
  const edges = [days[0], days.at(-1)].filter((day) => day !== undefined);
  return (
    <Columns
      small={small}
      label={`${counted(sum, "message")} in ${counted(days.length, "day")}`}
      values={days.map(({ date, messages }) => ({
        key: date,
        value: messages,
        name: formatFullDate(date, clock),
      }))}
      axis={edges.map(({ date }) => formatDate(date, clock))}
    />
  );
}
