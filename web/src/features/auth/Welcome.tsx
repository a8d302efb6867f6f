import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactNode } from "react";
import { request } from "@/api/client";
import { Brand } from "@/ui/Brand";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { SetupForm } from "./SetupForm";
import { SignInForm } from "./SignInForm";
import styles from "./Welcome.module.css";
import { setupCode } from "./setupCode";

/** What somebody without a session sees: the sign-in, or the set-up of the first administrator. */
export function Welcome({ notice }: { notice?: string | undefined }) {
  const [code] = useState(() => setupCode(window.location.hash));
  const status = useQuery({
    queryKey: ["auth", "status"],
    queryFn: ({ signal }) => request<{ needs_setup: boolean }>("/api/auth/status", { signal }),
  });
  if (status.isPending)
    return (
      <Frame>
        <Skeleton lines={4} />
      </Frame>
    );
  if (status.isError)
    return (
      <Frame>
        <ErrorNotice error={status.error} onRetry={() => void status.refetch()} />
      </Frame>
    );
  return (
    <Frame>{status.data.needs_setup ? <SetupForm code={code} /> : <SignInForm notice={notice} />}</Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <Brand />
        <div className={styles.card}>{children}</div>
        <p className={styles.foot}>
          Your assistant, on your own machine. Nothing leaves it unless you say so.
        </p>
      </div>
    </main>
  );
}
