import { useRouteError } from "react-router";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Page } from "@/ui/Page";

/** A page that crashed or whose code could not be loaded, for example because a new version was installed. */
export function RouteError() {
  const error = useRouteError();
  return (
    <Page>
      <ErrorNotice
        title="This page could not be shown"
        error={error}
        onRetry={() => {
          window.location.reload();
        }}
      />
    </Page>
  );
}
