import { useCallback, useEffect, useState } from "react";
import { Outlet } from "react-router";
import { session } from "@/api/session";
import { useSession } from "@/api/useSession";
import { Welcome } from "@/features/auth/Welcome";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Page } from "@/ui/Page";
import { Splash } from "./Splash";

/** Nobody passes without a session. The address is kept, so that signing in leads to where one wanted to go. */
export function Gate() {
  const state = useSession();
  const { error, load } = useFirstRefresh();

  if (state.status === "signed-in") return <Outlet />;
  if (state.status === "signed-out") return <Welcome notice={state.notice} />;
  if (!error) return <Splash />;
  return (
    <Page>
      <ErrorNotice error={error} onRetry={load} />
    </Page>
  );
}

function useFirstRefresh() {
  const [error, setError] = useState<unknown>(null);
  const load = useCallback(() => {
    session.refresh().then(
      () => {
        setError(null);
      },
      (reason: unknown) => {
        setError(reason);
      },
    );
  }, []);
  useEffect(() => {
    if (session.get().status === "unknown") load();
  }, [load]);
  return { error, load };
}
