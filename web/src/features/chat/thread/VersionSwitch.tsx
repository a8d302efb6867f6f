import { ChevronLeft, ChevronRight } from "lucide-react";
import { IconButton } from "@/ui/IconButton";
import type { Version } from "../model/versions";
import { useThreadActions } from "./ThreadActions";
import styles from "./UserMessage.module.css";

/** ‹ 2/3 ›: the versions of a message. */
export function VersionSwitch({ runId, version }: { runId: string; version: Version }) {
  const { showVersion } = useThreadActions();
  const { number, count, before, after } = version;
  const go = (target: string | null) => () => {
    if (target) showVersion(target, runId);
  };
  return (
    <span role="group" aria-label="Versions of this message" className={styles.versions}>
      <IconButton
        label="Earlier version"
        icon={<ChevronLeft />}
        size="sm"
        disabled={!before}
        onClick={go(before)}
      />
      <span aria-label={`Version ${String(number)} of ${String(count)}`}>
        {number}/{count}
      </span>
      <IconButton
        label="Later version"
        icon={<ChevronRight />}
        size="sm"
        disabled={!after}
        onClick={go(after)}
      />
    </span>
  );
}
