import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it, vi } from "vitest";
import { answer, run } from "@/testing/chatSamples";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { ChatPage } from "./ChatPage";
import { TurnStoreProvider } from "./runs/TurnStoreContext";

const said = (id: string, text: string) =>
  run({ id, text, plan: [], results: [], answer: answer({ text: `About ${text}.`, citations: [] }) });

it("an address leads to a message further up, past what is loaded at first", async () => {
  const scrolled = vi.fn();
  Element.prototype.scrollIntoView = scrolled;
  server.use(
    http.get("/api/conversations/c1/messages", ({ request }) => {
      const older = new URL(request.url).searchParams.get("cursor") === "r2";
      return HttpResponse.json(
        older ? { items: [said("r1", "tulips")], next: null } : { items: [said("r2", "roses")], next: "r2" },
      );
    }),
  );
  renderPage(
    <TurnStoreProvider>
      <ChatPage
        title="Chat"
        conversationId="c1"
        onStarted={() => undefined}
        onOpenCitation={() => undefined}
        onExplain={() => undefined}
      />
    </TurnStoreProvider>,
    { at: "/c/c1?message=r1" },
  );
  const found = await screen.findByRole("article", { name: "tulips" });
  await waitFor(() => {
    expect(scrolled).toHaveBeenCalledOnce();
  });
  expect(found).toHaveFocus();
  expect(screen.getByRole("article", { name: "roses" })).not.toHaveFocus();
});
