import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RunView } from "@/api/types";
import { answer, result, run, step } from "@/testing/chatSamples";
import { finished, openStream, started, token, wholeStream } from "@/testing/events";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { ChatPage } from "./ChatPage";
import { TurnStoreProvider } from "./runs/TurnStoreContext";

const onStarted = vi.fn();

function show(conversationId: string | null = "c1") {
  return renderPage(
    <TurnStoreProvider>
      <ChatPage
        title="Chat"
        conversationId={conversationId ?? undefined}
        onStarted={onStarted}
        onOpenCitation={() => undefined}
        onExplain={() => undefined}
      />
    </TurnStoreProvider>,
  );
}

const messages = (...items: RunView[]) =>
  http.get("/api/conversations/c1/messages", () => HttpResponse.json({ items, next: null }));
const turn = (name: string) => within(screen.getByRole("article", { name }));
const newestTurn = () => within(screen.getAllByRole("article").at(-1) as HTMLElement);
const input = () => screen.getByRole("textbox", { name: "Message to the assistant" });

beforeEach(() => {
  onStarted.mockReset();
  server.use(messages());
});

describe("sending a message", () => {
  it("shows it at once, streams the answer and tells the conversation of a new chat", async () => {
    const stream = openStream();
    let sent: unknown;
    server.use(
      http.post("/api/chat", async ({ request }) => {
        sent = await request.json();
        return stream.response;
      }),
    );
    const { user } = show(null);
    await user.type(input(), "Hello{Enter}");
    expect(turn("Hello").getByText("Hello")).toBeInTheDocument();
    expect(input()).toHaveValue("");
    stream.push(started(), token("Good "), token("morning"));
    expect(await turn("Hello").findByText("Good morning")).toBeInTheDocument();
    expect(onStarted).toHaveBeenCalledWith("c1");
    stream.push(
      { type: "answer", answer: answer({ text: "Good morning, Ana.", citations: [] }) },
      finished(),
    );
    expect(await turn("Hello").findByText("Good morning, Ana.")).toBeInTheDocument();
    expect(sent).toMatchObject({ message: "Hello", attachments: [] });
    expect(sent).not.toHaveProperty("conversation_id");
  });

  it("starts a new line with Shift+Enter and sends nothing that is empty", async () => {
    const { user } = show();
    expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
    await user.type(input(), "one{Shift>}{Enter}{/Shift}two");
    expect(input()).toHaveValue("one\ntwo");
  });

  it("says how much is too much", async () => {
    const { user } = show();
    await user.click(input());
    await user.paste("x".repeat(8010));
    expect(await screen.findByText(/10 characters too long/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
  });

  it("puts a starter into the composer without sending it", async () => {
    const { user } = show(null);
    await user.click(screen.getByRole("button", { name: /Remind me/ }));
    expect(input()).toHaveValue("Remind me tomorrow at 9 to call Ana");
  });
});

describe("while an answer comes", () => {
  it("can be stopped with the button that stands for Send", async () => {
    const stream = openStream();
    server.use(
      http.post("/api/chat", () => stream.response),
      http.post("/api/runs/r1/cancel", () => {
        stream.push({ type: "run.finished", status: "cancelled", error: null });
        return HttpResponse.json(run({ status: "cancelled", answer: null }));
      }),
    );
    const { user } = show();
    await user.type(input(), "Long story{Enter}");
    stream.push(started(), token("Once upon"));
    await screen.findByText("Once upon");
    expect(screen.queryByRole("button", { name: "Send" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Stop" }));
    expect(await screen.findByText("Stopped before the end.")).toBeInTheDocument();
    expect(newestTurn().getByText("Once upon")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Send" })).toBeInTheDocument();
  });

  it("can be stopped with Escape before the run has an id", async () => {
    const stream = openStream();
    const cancelled = vi.fn();
    server.use(
      http.post("/api/chat", () => stream.response),
      http.post("/api/runs/r1/cancel", () => {
        cancelled();
        return HttpResponse.json(run({ status: "cancelled" }));
      }),
    );
    const { user } = show();
    await user.type(input(), "Go{Enter}{Escape}");
    stream.push(started());
    await waitFor(() => {
      expect(cancelled).toHaveBeenCalledOnce();
    });
  });

  it("is followed again after a reload of the page", async () => {
    const stream = openStream();
    server.use(
      messages(run({ status: "running", answer: null, text: "Tell me", plan: [step()] })),
      http.get("/api/runs/r1/events", () => stream.response),
    );
    show();
    expect(await screen.findByRole("button", { name: "Stop" })).toBeInTheDocument();
    stream.push(started(), token("It goes on"));
    expect(await screen.findByText("It goes on")).toBeInTheDocument();
  });

  it("shows the plan step by step and tells screen readers", async () => {
    const stream = openStream();
    server.use(http.post("/api/chat", () => stream.response));
    const { user } = show();
    await user.type(input(), "Two things{Enter}");
    const steps = [step(), step({ id: "s2", title: "Set a reminder", capability: "planner.set_reminder" })];
    stream.push(started(), { type: "plan.ready", steps, source: "local", estimate: null });
    stream.push({ type: "step.started", step_id: "s1", at: "2026-11-21T10:00:00Z" });
    const plan = await screen.findByRole("region", { name: "Plan" });
    expect(await within(plan).findByText("0 of 2 steps done")).toBeInTheDocument();
    expect(screen.getByRole("log", { name: "Assistant" })).toHaveTextContent(
      "Add “buying milk” to the tasks",
    );
    stream.push({ type: "step.finished", result: result() });
    expect(await within(plan).findByText("1 of 2 steps done")).toBeInTheDocument();
    expect(within(plan).getByRole("button", { name: /buying milk.*, done/ })).toBeInTheDocument();
    stream.push({ type: "answer", answer: answer({ text: "Both done.", citations: [] }) }, finished());
    await waitFor(() => {
      expect(screen.getByRole("log", { name: "Assistant" })).toHaveTextContent("Both done.");
    });
  });
});

describe("when it does not work", () => {
  it("keeps a message that could not be sent and sends the same one again", async () => {
    const keys: unknown[] = [];
    server.use(
      http.post("/api/chat", async ({ request }) => {
        keys.push(((await request.json()) as { idempotency_key: string }).idempotency_key);
        if (keys.length === 1)
          return HttpResponse.json(
            { error: "x", detail: "Not now.", request_id: "q", details: [] },
            { status: 409 },
          );
        return wholeStream([started(), { type: "answer", answer: answer({ text: "Now." }) }, finished()]);
      }),
    );
    const { user } = show();
    await user.type(input(), "Hello{Enter}");
    const failure = await screen.findByRole("alert");
    expect(failure).toHaveTextContent("Not now.");
    await user.click(within(failure).getByRole("button", { name: "Retry" }));
    expect(await newestTurn().findByText("Now.")).toBeInTheDocument();
    expect(keys[1]).toBe(keys[0]);
  });

  it("asks a failed question again as a new message", async () => {
    server.use(
      messages(
        run({ status: "failed", answer: null, error: { code: "error", message: "It broke." }, text: "Why?" }),
      ),
      http.post("/api/chat", () => wholeStream([started(1, "r2"), token("Because."), finished()], "r2")),
    );
    const { user } = show();
    expect(await screen.findByRole("alert")).toHaveTextContent("It broke.");
    await user.click(screen.getByRole("button", { name: "Retry" }));
    expect(await newestTurn().findByText("Because.")).toBeInTheDocument();
    expect(screen.getAllByRole("article", { name: "Why?" })).toHaveLength(2);
  });

  it("says that a conversation does not exist", async () => {
    server.use(
      http.get("/api/conversations/c1/messages", () =>
        HttpResponse.json(
          { error: "not_found", detail: "No.", request_id: "q", details: [] },
          { status: 404 },
        ),
      ),
    );
    show();
    expect(await screen.findByText("There is no such conversation")).toBeInTheDocument();
  });
});
