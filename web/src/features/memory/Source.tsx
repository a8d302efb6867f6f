import { Link } from "react-router";
import { useClock } from "@/api/useClock";
import { doorTitle } from "@/ui/doors";
import { formatDay, formatExact } from "@/ui/time";
import type { Fact } from "./queries";

/** When and where it was said; a link leads to the message, as long as the conversation is there. */
export function Source({ fact: { created_at, origin, trust } }: { fact: Fact }) {
  const clock = useClock();
  const day = (
    <time dateTime={created_at} title={formatExact(created_at, clock)}>
      {formatDay(created_at, clock)}
    </time>
  );
  if (!origin.conversation_id) return <small>Written here · {day}</small>;
  const place = origin.run_id ? `?message=${origin.run_id}` : "";
  return (
    <small>
      {trust === "untrusted" ? "From other people’s words" : "Said"} ·{" "}
      <Link to={`/c/${origin.conversation_id}${place}`}>{doorTitle(origin.interface || "web")}</Link> · {day}
    </small>
  );
}
