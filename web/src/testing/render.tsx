import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { session } from "@/api/session";
import { ToastProvider } from "@/ui/Toast";
import { TooltipProvider } from "@/ui/Tooltip";
import { anasSession } from "./samples";

interface Options {
  /** The address the page is at. */
  at?: string;
  /** The route's pattern, where the component reads parameters. */
  path?: string;
  /** Ana, unless the page is for people who are not signed in. */
  signedIn?: boolean;
}

/** Show `page` inside the app's providers and a router. */
export function renderPage(page: ReactNode, { at = "/", path = "*", signedIn = true }: Options = {}) {
  if (signedIn) session.accept(anasSession);
  else session.forget();
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter(
    [
      { path, element: page },
      { path: "*", element: null },
    ],
    { initialEntries: [at] },
  );
  const shown = render(
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { ...shown, router, queryClient, user: userEvent.setup() };
}
