import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it, vi } from "vitest";
import type { RunView } from "@/api/types";
import { answer, citation, result, run, step } from "@/testing/chatSamples";
import { finished, started, token, wholeStream } from "@/testing/events";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { ChatPage } from "./ChatPage";
import { TurnStoreProvider } from "./runs/TurnStoreContext";

const onOpenCitation = vi.fn();
const onExplain = vi.fn();

function show() {
  return renderPage(
    <TurnStoreProvider>
      <ChatPage
        title="Chat"
        conversationId="c1"
        onStarted={() => undefined}
        onOpenCitation={onOpenCitation}
        onExplain={onExplain}
      />
    </TurnStoreProvider>,
  );
}

const messages = (...items: RunView[]) =>
  http.get("/api/conversations/c1/messages", () => HttpResponse.json({ items, next: null }));
const newestTurn = () => within(screen.getAllByRole("article").at(-1) as HTMLElement);

describe("an answer", () => {
  it("opens a citation at its passage", async () => {
    server.use(messages(run()));
    const { user } = show();
    const marks = await screen.findAllByRole("button", { name: "Source 1: Boiler manual.pdf, page 12" });
    await user.click(marks[0] as HTMLElement);
    expect(onOpenCitation).toHaveBeenCalledWith(citation);
    expect(screen.getByRole("group", { name: "Sources" })).toHaveTextContent("Boiler manual.pdf");
  });

  it("lists its sources by document, with what each passage says, the first few of many", async () => {
    const passages = [1, 2, 3, 4, 5].map((page) => ({
      ...citation,
      page,
      start: page,
      quote: `On page ${String(page)}.`,
    }));
    const other = { ...citation, document_id: "d2", title: "Garden.pptx", page: 8, quote: "Water at dawn." };
    server.use(messages(run({ answer: answer({ text: "Yes [1] [2].", citations: [other, ...passages] }) })));
    const { user } = show();
    const sources = within(await screen.findByRole("group", { name: "Sources" }));
    expect(sources.getByRole("button", { name: "Source 1: Garden.pptx, slide 8" })).toHaveTextContent(
      "Water at dawn.",
    );
    expect(sources.queryByText("On page 4.")).toBeNull();
    await user.click(sources.getByRole("button", { name: "Show all 6" }));
    await user.click(sources.getByText("On page 4."));
    expect(onOpenCitation).toHaveBeenLastCalledWith(passages[3]);
  });

  it("shows the passage of a citation on focus", async () => {
    server.use(messages(run()));
    const { user } = show();
    const [mark] = await screen.findAllByRole("button", { name: /Source 1/ });
    await user.hover(mark as HTMLElement);
    expect(await screen.findByRole("tooltip")).toHaveTextContent("Bleed the radiators once a year");
  });

  it("leaves a number without a citation as text", async () => {
    server.use(messages(run({ answer: answer({ text: "See [7].", citations: [] }) })));
    show();
    expect(await screen.findByText("See [7].")).toBeInTheDocument();
  });

  it("says when the documents do not hold it", async () => {
    const arguments_ = { question: "How often are the radiators bled?", document: "Boiler manual" };
    const plan = [step({ capability: "knowledge.answer_question", risk: "read", arguments: arguments_ })];
    server.use(messages(run({ plan, results: [result({ data: { supported: false } })] })));
    const { user } = show();
    expect(await screen.findByText("Not in your documents")).toBeInTheDocument();
    expect(screen.getByRole("group", { name: "Nearest passages" })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Why not found?" }));
    expect(onExplain).toHaveBeenCalledWith("How often are the radiators bled?", "Boiler manual");
  });

  it("that is a question offers its choices as buttons", async () => {
    let sent: unknown;
    const choices = [
      ["t1", "Buy milk"],
      ["t2", "Buy bread"],
    ];
    server.use(
      messages(run({ answer: answer({ text: "Which one?", citations: [], choices }) })),
      http.post("/api/chat", async ({ request }) => {
        sent = await request.json();
        return wholeStream([started(1, "r2"), token("Done."), finished()], "r2");
      }),
    );
    const { user } = show();
    await user.click(await screen.findByRole("button", { name: "Buy bread" }));
    expect(await newestTurn().findByText("Done.")).toBeInTheDocument();
    expect(sent).toMatchObject({ message: "Buy bread", conversation_id: "c1" });
    expect(screen.getByRole("button", { name: "Buy bread" })).toBeDisabled();
  });

  it("tells quietly what was claimed without a receipt", async () => {
    server.use(messages(run({ answer: answer({ corrections: ["I have sent the mail."] }) })));
    show();
    expect(await screen.findByRole("list", { name: "Corrections" })).toHaveTextContent(
      "Corrected: I have sent the mail. was claimed, but there is no receipt for it.",
    );
  });

  it("says from where a message came", async () => {
    server.use(messages(run({ interface: "cli" })));
    show();
    expect(await screen.findByText("Command line")).toBeInTheDocument();
  });
});
