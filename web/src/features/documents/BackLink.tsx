import { ArrowLeft } from "lucide-react";
import { Link } from "react-router";
import styles from "./BackLink.module.css";

export function BackLink() {
  return (
    <Link to="/documents" className={styles.back}>
      <ArrowLeft aria-hidden /> All documents
    </Link>
  );
}
