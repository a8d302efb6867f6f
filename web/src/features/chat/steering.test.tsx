import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it } from "vitest";
import { run, step } from "@/testing/chatSamples";
import { openStream, started } from "@/testing/events";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { ChatPage } from "./ChatPage";
import { TurnStoreProvider } from "./runs/TurnStoreContext";

const input = () => screen.getByRole("textbox", { name: "Message to the assistant" });
let steered: unknown[] = [];
let sent: unknown[] = [];

/** A conversation in which a plan of two steps runs. */
async function running() {
  const stream = openStream();
  server.use(
    http.get("/api/runs/r1/events", () => stream.response),
    http.post("/api/chat", async ({ request }) => {
      sent.push(await request.json());
      return openStream("r2").response;
    }),
  );
  const shown = renderPage(
    <TurnStoreProvider>
      <ChatPage
        title="Chat"
        conversationId="c1"
        onStarted={() => undefined}
        onOpenCitation={() => undefined}
        onExplain={() => undefined}
      />
    </TurnStoreProvider>,
  );
  await screen.findByRole("button", { name: "Stop" });
  const steps = [step(), step({ id: "s2", title: "Send a mail" })];
  const estimate = { seconds: 12, tokens: 3100, cost_micros: 20_000 };
  stream.push(started(), { type: "plan.ready", steps, source: "local", estimate });
  stream.push({ type: "step.started", step_id: "s1", at: "2026-11-21T10:00:00Z" });
  await screen.findByRole("region", { name: "Plan" });
  return { ...shown, stream };
}

beforeEach(() => {
  steered = [];
  sent = [];
  const going = run({ status: "running", answer: null, text: "Two things" });
  server.use(
    http.get("/api/conversations/c1/messages", () => HttpResponse.json({ items: [going], next: null })),
    http.post("/api/runs/r1/steer", async ({ request }) => {
      steered.push(await request.json());
      return HttpResponse.json(going);
    }),
  );
});

describe("a plan that is carried out", () => {
  it("says what it will take", async () => {
    await running();
    expect(await screen.findByText("about 12 s, 3.1K tokens, $0.02")).toBeInTheDocument();
  });

  it("leaves out a step that has not begun", async () => {
    const { user } = await running();
    expect(screen.queryByRole("button", { name: /Skip: Add/ })).not.toBeInTheDocument();
    await user.click(await screen.findByRole("button", { name: "Skip: Send a mail" }));
    expect(await screen.findByText("will be skipped")).toBeInTheDocument();
    expect(steered).toEqual([{ skip: ["s2"] }]);
  });

  it("queues what is written meanwhile, unless one says otherwise", async () => {
    const { user } = await running();
    await user.type(input(), "And then this");
    expect(screen.getByRole("radio", { name: "Send next" })).toBeChecked();
    await user.keyboard("{Enter}");
    await waitFor(() => {
      expect(sent).toMatchObject([{ message: "And then this", conversation_id: "c1" }]);
    });
    expect(screen.getByRole("article", { name: "And then this" })).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Stop" })).toBeInTheDocument();
  });

  it("takes further wishes", async () => {
    const { user } = await running();
    await user.type(input(), "Also to Ben");
    await user.click(screen.getByRole("radio", { name: "Add to this" }));
    await user.click(screen.getByRole("button", { name: "Add to this" }));
    await waitFor(() => {
      expect(input()).toHaveValue("");
    });
    expect(steered).toEqual([{ text: "Also to Ben" }]);
    expect(sent).toEqual([]);
  });
});

describe("a message that waits for its turn", () => {
  it("need not be sent", async () => {
    const queued = run({ id: "r2", status: "accepted", answer: null, text: "Not this" });
    const stream = openStream("r2");
    server.use(
      http.get("/api/conversations/c1/messages", () => HttpResponse.json({ items: [queued], next: null })),
      http.get("/api/runs/r2/events", () => stream.response),
      http.post("/api/runs/r2/cancel", () => {
        stream.push({ type: "run.finished", status: "cancelled", error: null });
        return HttpResponse.json({ ...queued, status: "cancelled" });
      }),
    );
    const { user } = renderPage(
      <TurnStoreProvider>
        <ChatPage
          title="Chat"
          conversationId="c1"
          onStarted={() => undefined}
          onOpenCitation={() => undefined}
          onExplain={() => undefined}
        />
      </TurnStoreProvider>,
    );
    const turn = within(await screen.findByRole("article", { name: "Not this" }));
    await user.click(await turn.findByRole("button", { name: "Do not send" }));
    await waitFor(() => {
      expect(input()).toHaveValue("Not this");
    });
  });
});

describe("the agents", () => {
  it("can be chosen where there is more than one", async () => {
    const agent = { description: "", enabled: true };
    server.use(
      http.get("/api/agents", () =>
        HttpResponse.json({
          items: [
            { ...agent, id: "a1", name: "Assistant" },
            { ...agent, id: "a2", name: "Coach" },
          ],
        }),
      ),
    );
    const { user } = await running();
    await user.click(await screen.findByRole("button", { name: "Agent: automatic" }));
    await user.click(await screen.findByRole("menuitemcheckbox", { name: "Coach" }));
    await user.type(input(), "Hello{Enter}");
    await waitFor(() => {
      expect(sent).toMatchObject([{ agent_id: "a2" }]);
    });
  });
});
