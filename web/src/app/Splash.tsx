import { Spinner } from "@/ui/Spinner";
import styles from "./Splash.module.css";

export function Splash() {
  return (
    <div className={styles.splash}>
      <Spinner label="Loading" />
    </div>
  );
}
