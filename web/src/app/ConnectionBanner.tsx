import { CloudOff } from "lucide-react";
import { useConnection } from "@/api/connection";
import { Spinner } from "@/ui/Spinner";
import styles from "./ConnectionBanner.module.css";

/** Always in the page, so that screen readers hear it change. */
export function ConnectionBanner() {
  const state = useConnection();
  return (
    <div role="status" className={styles.slot}>
      {state === "offline" && (
        <p className={styles.banner}>
          <CloudOff aria-hidden /> You are offline. What is on the page stays readable.
        </p>
      )}
      {state === "reconnecting" && (
        <p className={styles.banner}>
          <Spinner /> The connection to the server was lost. Reconnecting…
        </p>
      )}
    </div>
  );
}
