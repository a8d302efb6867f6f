import { ExternalLink } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { CopyButton } from "@/ui/CopyButton";
import { DoorIcon } from "@/ui/doors";
import styles from "./Accounts.module.css";
import type { LinkCode, Platform } from "./queries";

interface CodeCardProps {
  code: LinkCode;
  busy: boolean;
  /** Make a new one. */
  onAgain: () => void;
}

export function CodeCard({ code: { code, expires_at, platforms }, busy, onAgain }: CodeCardProps) {
  const left = useSecondsLeft(expires_at);
  if (left === 0)
    return (
      <Card className={styles.code}>
        <p role="status">This code has expired.</p>
        <Button variant="primary" busy={busy} onClick={onAgain}>
          Get a new code
        </Button>
      </Card>
    );
  return (
    <>
      <Card className={styles.code}>
        <p className={styles.label}>Your code</p>
        <p className={styles.digits}>
          <output aria-label="Your code">{code}</output>
          <CopyButton label="Copy the code" text={() => code} />
        </p>
        <p role="timer" className={styles.timer} data-short={left < 60 || undefined}>
          {`Expires in ${minutesAndSeconds(left)}`}
        </p>
        <p className={styles.muted}>Tell it to nobody: who sends it to the assistant speaks as you.</p>
      </Card>
      <ul role="list" aria-label="What to do with the code" className={styles.list}>
        {platforms.map((platform) => (
          <Instructions key={platform.platform} platform={platform} code={code} />
        ))}
      </ul>
    </>
  );
}

interface InstructionsProps {
  platform: Platform;
  code: string;
}

function Instructions({ platform: { platform, title, address, instructions }, code }: InstructionsProps) {
  const [before = "", ...after] = instructions.split(code);
  return (
    <li className={styles.platform}>
      <span className={styles.sign}>
        <DoorIcon door={platform} />
      </span>
      <p className={styles.who}>
        <strong>{title}</strong>
        <small>
          {before}
          {after.length > 0 && <span className={styles.whole}>{code}</span>}
          {after.join(code)}
        </small>
      </p>
      {opens(address) && (
        <a className={styles.open} href={address} target="_blank" rel="noopener noreferrer">
          {`Open ${title}`}
          <ExternalLink aria-hidden />
        </a>
      )}
    </li>
  );
}

/** A door says where it is; only what merely opens a page or a letter becomes a link. */
function opens(address: string | undefined): address is string {
  return /^(https:|mailto:|tg:)/.test(address ?? "");
}

/** Whole seconds until `iso`, at most zero when it is past; it ticks. */
function useSecondsLeft(iso: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return Math.max(0, Math.ceil((Date.parse(iso) - now) / 1000));
}

function minutesAndSeconds(seconds: number): string {
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, "0")}`;
}
