import { Link } from "react-router";
import { Badge } from "@/ui/Badge";
import { Card } from "@/ui/Card";
import { formatCount } from "@/ui/numbers";
import { DayColumns } from "./DayColumns";
import { DownloadMenu } from "./DownloadMenu";
import styles from "./Groups.module.css";
import { Participation } from "./Participation";
import type { GroupView } from "./types";
import { platformTitle } from "./words";

export function GroupCard({ group }: { group: GroupView }) {
  return (
    <Card className={styles.group}>
      <header className={styles.head}>
        <div className={styles.name}>
          <h2>
            <Link to={`/groups/${group.id}`}>{group.title}</Link>
          </h2>
          <p>
            {platformTitle(group.platform)} · times in {group.zone}
          </p>
        </div>
        {!group.on && <Badge tone="warning">Off</Badge>}
        {!group.counted && <Badge>You are not counted</Badge>}
        <DownloadMenu group={group} />
      </header>
      <div className={styles.week}>
        <dl className={styles.figures}>
          <Figure label="Messages" value={group.week.messages} />
          <Figure label="Wrote" value={group.week.active} />
          <Figure label="Came" value={group.week.joined} />
          <Figure label="Left" value={group.week.left} />
          <Figure label="Members" value={group.members} />
        </dl>
        <DayColumns days={group.days} zone={group.zone} small />
      </div>
      <Participation group={group} />
    </Card>
  );
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{formatCount(value)}</dd>
    </div>
  );
}
