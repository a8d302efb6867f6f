import { Badge } from "./Badge";
import { DoorIcon, doorTitle } from "./doors";

/** Where a message came from. */
export function DoorBadge({ door }: { door: string }) {
  return <Badge icon={<DoorIcon door={door} />}>{doorTitle(door)}</Badge>;
}
