import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { RouterProvider } from "react-router";
import { session } from "@/api/session";
import { ToastProvider } from "@/ui/Toast";
import { TooltipProvider } from "@/ui/Tooltip";
import { createQueryClient } from "./queryClient";
import { createRouter } from "./router";

export function App() {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(createRouter);
  useEffect(
    () =>
      session.subscribe(() => {
        if (session.get().status === "signed-out") queryClient.clear(); // the next person starts with nothing of this one
      }),
    [queryClient],
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </TooltipProvider>
    </QueryClientProvider>
  );
}
