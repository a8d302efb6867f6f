import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, it } from "vitest";
import type { EffectView, UndoOutcome } from "@/api/effects";
import type { RunView } from "@/api/types";
import { answer, result, run, step } from "@/testing/chatSamples";
import { finished, started, wholeStream } from "@/testing/events";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { ChatPage } from "./ChatPage";
import { TurnStoreProvider } from "./runs/TurnStoreContext";

function show() {
  return renderPage(
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
}

const effect = (over: Partial<EffectView> = {}): EffectView => ({
  id: "r1:s1",
  run_id: "r1",
  step_id: "s1",
  conversation_id: "c1",
  capability: "planner.create_task",
  title: "Add “buying milk” to the tasks",
  arguments: {},
  status: "done",
  text: "Added the task “Buying milk”.",
  undo: "possible",
  at: "2026-11-21T10:00:01Z",
  done_at: "2026-11-21T10:00:02Z",
  undone_at: null,
  ...over,
});
const outcome = (over: Partial<UndoOutcome> = {}): UndoOutcome => ({
  effect_id: "r1:s1",
  run_id: "r1",
  step_id: "s1",
  capability: "planner.create_task",
  title: "Add “buying milk” to the tasks",
  status: "undone",
  text: "",
  ...over,
});

/** The runs the server has now; what a rewind takes out is marked as it does. */
let runs: RunView[] = [];
let rewound: unknown[] = [];
let sent: unknown[] = [];

const acted = () =>
  run({
    id: "r1",
    text: "Buy milk",
    plan: [step(), step({ id: "s2", title: "Send a mail", risk: "send" })],
    results: [result(), result({ step_id: "s2" })],
    answer: answer({ text: "Both done.", citations: [] }),
    previous: null,
  });

beforeEach(() => {
  runs = [];
  rewound = [];
  sent = [];
  server.use(
    http.get("/api/conversations/c1/messages", () => HttpResponse.json({ items: runs, next: null })),
    http.get("/api/effects", () =>
      HttpResponse.json({
        items: [effect({ id: "r1:s2", step_id: "s2", title: "Send a mail", undo: "impossible" }), effect()],
        next: null,
      }),
    ),
    http.post("/api/conversations/c1/rewind", async ({ request }) => {
      const body = (await request.json()) as { run_id: string };
      rewound.push(body);
      const from = runs.findIndex((each) => each.id === body.run_id);
      runs = runs.map((each, at) => (at < from ? each : { ...each, superseded: true }));
      return HttpResponse.json({ conversation: { id: "c1" }, undo: null });
    }),
    http.post("/api/chat", async ({ request }) => {
      sent.push(await request.json());
      runs = [
        ...runs,
        run({ id: "r9", text: "again", answer: answer({ text: "New answer." }), previous: null }),
      ];
      return wholeStream(
        [started(1, "r9"), { type: "answer", answer: answer({ text: "New answer." }) }, finished()],
        "r9",
      );
    }),
  );
});

describe("taking back", () => {
  it("says before what can and what cannot be taken back, and after what came of it", async () => {
    runs = [acted()];
    const undone = outcome();
    const kept = outcome({ effect_id: "r1:s2", step_id: "s2", title: "Send a mail", status: "impossible" });
    server.use(
      http.post("/api/runs/r1/undo", () =>
        HttpResponse.json({ text: "One of two was taken back.", outcomes: [undone, kept] }),
      ),
    );
    const { user } = show();
    await user.click(await screen.findByRole("button", { name: "Undo all" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByRole("list", { name: "Will be taken back" })).toHaveTextContent("buying milk");
    expect(dialog.getByRole("list", { name: /Cannot be taken back/ })).toHaveTextContent("Send a mail");
    await user.click(dialog.getByRole("button", { name: "Take back" }));
    const results = await dialog.findByRole("list", { name: "Results" });
    expect(results).toHaveTextContent("Add “buying milk” to the tasks taken back");
    expect(results).toHaveTextContent("Send a mail cannot be taken back");
  });

  it("takes back one step, and shows beside it when it could not", async () => {
    runs = [acted()];
    let body: unknown;
    server.use(
      http.post("/api/runs/r1/undo", async ({ request }) => {
        body = await request.json();
        const text = "It was changed at 11:00.";
        return HttpResponse.json({ text, outcomes: [outcome({ status: "conflict", text })] });
      }),
    );
    const { user } = show();
    await user.click(await screen.findByRole("button", { name: /Create task/ }));
    await user.click(await screen.findByRole("button", { name: "Undo: Add “buying milk” to the tasks" }));
    await user.click(screen.getByRole("button", { name: "Take back" }));
    await user.click(await screen.findByText("Close", { selector: "button" }));
    const plan = within(screen.getByRole("region", { name: "Plan" }));
    expect(plan.getByRole("status")).toHaveTextContent(
      "changed since, left as it is It was changed at 11:00.",
    );
    expect(body).toEqual({ step_id: "s1" });
  });

  it("proves what was done", async () => {
    runs = [acted()];
    const { user } = show();
    await user.click(await screen.findByRole("button", { name: "Receipts" }));
    const receipts = await screen.findByRole("dialog", { name: "Receipts" });
    expect(receipts).toHaveTextContent("Added the task “Buying milk”.");
    expect(receipts).toHaveTextContent("r1:s1");
    expect(receipts).toHaveTextContent("Saturday 21 November 2026, 11:00");
  });
});

const IN_THREAD = { selector: "article *" };

describe("another try", () => {
  it("answers the newest message anew without asking when nothing was done for it", async () => {
    runs = [run({ text: "again", previous: null })];
    const { user } = show();
    await user.click(await screen.findByRole("button", { name: "Answer again" }));
    expect(await screen.findByText("New answer.", IN_THREAD)).toBeInTheDocument();
    expect(rewound).toEqual([{ run_id: "r1", undo: false }]);
    expect(sent).toMatchObject([{ message: "again", conversation_id: "c1" }]);
    await user.click(await screen.findByRole("button", { name: "Earlier version" }));
    expect(await screen.findByLabelText("Version 1 of 2")).toBeInTheDocument();
    expect(screen.getByText(/This is an earlier version/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Show the current version" }));
    expect(await screen.findByText("New answer.", IN_THREAD)).toBeInTheDocument();
  });

  it("with other words asks first what is to become of what was done", async () => {
    runs = [acted()];
    const { user } = show();
    await user.click(await screen.findByRole("button", { name: "Edit and rerun" }));
    const box = screen.getByRole("textbox", { name: "Your message" });
    await user.clear(box);
    await user.type(box, "Buy bread{Control>}{Enter}{/Control}");
    const dialog = within(await screen.findByRole("dialog", { name: "Save and rerun?" }));
    await user.click(
      await dialog.findByRole("checkbox", { name: /Also take back what was done \(1 step\)/ }),
    );
    await user.click(dialog.getByRole("button", { name: "Save and rerun" }));
    await waitFor(() => {
      expect(sent).toMatchObject([{ message: "Buy bread" }]);
    });
    expect(rewound).toEqual([{ run_id: "r1", undo: true }]);
  });

  it("rewinds, and gives the words back to the composer", async () => {
    runs = [acted()];
    const { user } = show();
    await user.click(await screen.findByRole("button", { name: "Rewind to here" }));
    await user.click(
      within(await screen.findByRole("dialog")).getByRole("button", { name: "Rewind to here" }),
    );
    await waitFor(() => {
      expect(screen.getByRole("textbox", { name: "Message to the assistant" })).toHaveValue("Buy milk");
    });
    expect(screen.queryByRole("article")).not.toBeInTheDocument();
    expect(sent).toEqual([]);
  });

  it("forks into a conversation of its own", async () => {
    runs = [acted()];
    server.use(http.post("/api/conversations/c1/fork", () => HttpResponse.json({ id: "c2" })));
    const { user, router } = show();
    await user.click(await screen.findByRole("button", { name: "Fork from here" }));
    await waitFor(() => {
      expect(router.state.location.pathname).toBe("/c/c2");
    });
  });
});

describe("the details of a message", () => {
  it("tell what it was taken for and what it took", async () => {
    const entities = [{ kind: "person" as const, text: "Ana", start: 5, end: 8, value: "Ana" }];
    runs = [
      run({
        text: "Call Ana",
        agent: "Secretary",
        meaning: { label: "command", language: "en", entities },
        spent: { calls: 2, input_tokens: 1200, output_tokens: 80, cost_micros: 4200, models: ["small-1"] },
      }),
    ];
    const { user } = show();
    await user.click(await screen.findByRole("button", { name: "Details" }));
    const details = await screen.findByRole("dialog", { name: "Details of this message" });
    for (const words of [
      "command",
      "English",
      "Secretary",
      "small-1",
      "2 calls",
      "1,200 read",
      "$0.0042",
      "3.0 s",
    ])
      expect(details).toHaveTextContent(words);
    expect(within(details).getByText("Ana", { selector: "mark" })).toBeInTheDocument();
  });
});
