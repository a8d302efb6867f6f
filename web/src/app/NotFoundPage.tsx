import { Compass } from "lucide-react";
import { Link } from "react-router";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";

export function NotFoundPage() {
  return (
    <Page>
      <EmptyState
        icon={<Compass />}
        title="There is nothing at this address"
        action={<Link to="/">Go to the chat</Link>}
      >
        The link may be old, or what it pointed to was deleted.
      </EmptyState>
    </Page>
  );
}
