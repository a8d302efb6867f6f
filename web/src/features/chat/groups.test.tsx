import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { answer, run } from "@/testing/chatSamples";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { ChatPage } from "./ChatPage";
import { TurnStoreProvider } from "./runs/TurnStoreContext";

function show(group: string | null) {
  const said = run({
    interface: "telegram",
    text: "Hello",
    status: "completed",
    answer: answer({ text: "Hi." }),
  });
  server.use(
    http.get("/api/conversations/c1/messages", () => HttpResponse.json({ items: [said], next: null })),
  );
  return renderPage(
    <TurnStoreProvider>
      <ChatPage
        title="The flat"
        conversationId="c1"
        group={group}
        onStarted={() => undefined}
        onOpenCitation={() => undefined}
        onExplain={() => undefined}
      />
    </TurnStoreProvider>,
  );
}

const CHANGES = ["Edit and rerun", "Rewind to here", "Answer again", "Fork from here"];

describe("a conversation in a group", () => {
  it("is read here and goes on there", async () => {
    show("The flat");
    const turn = within(await screen.findByRole("article", { name: "Hello" }));
    expect(turn.getByText("Hi.")).toBeVisible();
    expect(turn.getByText("Telegram")).toBeVisible();
    expect(screen.getByRole("note")).toHaveTextContent("You are talking in the group The flat");
    expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
    for (const name of CHANGES) expect(turn.queryByRole("button", { name })).not.toBeInTheDocument();
  });

  it("differs in that from one's own", async () => {
    show(null);
    const turn = within(await screen.findByRole("article", { name: "Hello" }));
    expect(screen.getByRole("textbox", { name: "Message to the assistant" })).toBeVisible();
    for (const name of CHANGES) expect(turn.getByRole("button", { name })).toBeInTheDocument();
  });
});
