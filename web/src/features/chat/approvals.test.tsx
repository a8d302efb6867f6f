import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { answer, approval, run } from "@/testing/chatSamples";
import { finished, openStream, started, wholeStream } from "@/testing/events";
import { openLive } from "@/testing/push";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { waitingRun } from "@/testing/waitingRun";
import { ChatPage } from "./ChatPage";
import { TurnStoreProvider } from "./runs/TurnStoreContext";

const opened: unknown[] = [];

function show() {
  return renderPage(
    <TurnStoreProvider>
      <ChatPage
        title="Chat"
        conversationId="c1"
        onStarted={() => undefined}
        onOpenCitation={(citation) => opened.push(citation)}
        onExplain={() => undefined}
      />
    </TurnStoreProvider>,
  );
}

const card = (name = "Add “buying milk” to the tasks") => screen.findByRole("region", { name });

describe("a step that needs the person's word", () => {
  it("shows exactly what will be done, and goes on once it is approved", async () => {
    const { sent, end } = waitingRun([
      approval({ arguments: { title: "Buying milk", due: "2026-11-22T08:00:00Z" } }),
    ]);
    const { user } = show();
    const asked = await card();
    expect(asked).toHaveTextContent("The words come from a document.");
    expect(asked).toHaveTextContent("create task");
    expect(asked).toHaveTextContent("can be taken back");
    await waitFor(() => {
      expect(asked).toHaveTextContent(/Sunday 22 November 2026, 09:00/);
    });
    await user.click(within(asked).getByRole("button", { name: "Approve" }));
    await waitFor(() => {
      expect(screen.queryByRole("region", { name: /buying milk/ })).not.toBeInTheDocument();
    });
    expect(await screen.findByRole("list", { name: "What you decided" })).toHaveTextContent(
      "Approved in the browser: Add “buying milk” to the tasks",
    );
    end();
    expect(await screen.findByText("All done.")).toBeInTheDocument();
    expect(sent).toEqual([["s1", { action: "approve" }]]);
  });

  it("sends edited arguments only when they are sound", async () => {
    const { sent } = waitingRun([approval()]);
    const { user } = show();
    const asked = within(await card());
    await user.click(asked.getByRole("button", { name: "Edit" }));
    const title = await asked.findByRole("textbox", { name: "Title" });
    await user.clear(title);
    await user.click(asked.getByRole("button", { name: "Approve as edited" }));
    expect(asked.getByRole("alert")).toHaveTextContent("This is needed.");
    expect(sent).toEqual([]);
    await user.type(title, "Oat milk");
    await user.click(asked.getByRole("button", { name: "Approve as edited" }));
    await waitFor(() => {
      expect(sent).toEqual([["s1", { action: "approve", arguments: { title: "Oat milk" } }]]);
    });
  });

  it("is rejected with a reason, for good if one wants", async () => {
    const { sent } = waitingRun([approval()]);
    const { user } = show();
    const asked = within(await card());
    await user.click(asked.getByRole("checkbox", { name: /Remember my answer for “create task”/ }));
    expect(asked.getByRole("button", { name: "Always allow" })).toBeInTheDocument();
    await user.click(asked.getByRole("button", { name: "Always deny" }));
    await user.type(asked.getByLabelText("Reason (optional)"), "Not now");
    await user.click(asked.getByRole("button", { name: "Always deny" }));
    await waitFor(() => {
      expect(sent).toEqual([["s1", { action: "reject", reason: "Not now", remember: "deny" }]]);
    });
  });

  it("shows whose words it follows, and opens them where they stand", async () => {
    const source = { kind: "document" as const, title: "Letter.pdf", quote: "buy milk", document_id: "d1" };
    waitingRun([approval({ sources: [{ ...source, start: 10, end: 18 }] })]);
    const { user } = show();
    const asked = within(await card());
    expect(asked.getByRole("list", { name: "Where this comes from" })).toHaveTextContent("buy milk");
    await user.click(asked.getByRole("button", { name: "Open at the passage" }));
    expect(opened).toMatchObject([{ document_id: "d1", start: 10, end: 18 }]);
  });

  it("tells who was first when it was answered elsewhere", async () => {
    const answered = approval({ status: "rejected", decided_by: "telegram", action: "reject" });
    waitingRun([approval()]);
    server.use(
      http.post("/api/runs/r1/approvals/s1", () =>
        HttpResponse.json(
          { error: "conflict", detail: "It was answered.", request_id: "q", details: [] },
          { status: 409 },
        ),
      ),
      http.get("/api/runs/r1", () =>
        HttpResponse.json(
          run({ status: "completed", approvals: [answered], answer: answer({ text: "Not done." }) }),
        ),
      ),
    );
    const { user } = show();
    await user.click(within(await card()).getByRole("button", { name: "Approve" }));
    expect(await screen.findByText("Already answered: Rejected in Telegram.")).toBeInTheDocument();
  });

  it("goes on by itself when another door answers", async () => {
    const stream = openStream("r1", 2_000_000);
    server.use(
      http.get("/api/conversations/c1/messages", () => HttpResponse.json({ items: [], next: null })),
      http.post("/api/chat", () =>
        wholeStream([started(), { type: "run.waiting", approvals: [approval()] }]),
      ),
      http.get("/api/runs/r1/events", () => stream.response),
    );
    const socket = await openLive();
    const { user } = show();
    await user.type(screen.getByRole("textbox", { name: "Message to the assistant" }), "Buy milk{Enter}");
    await card();
    expect(screen.getByRole("log", { name: "Assistant" })).toHaveTextContent(/needs your answer/);
    socket.push("approval", approval({ status: "approved", decided_by: "telegram", action: "approve" }));
    await waitFor(() => {
      expect(screen.queryByRole("region", { name: /buying milk/ })).not.toBeInTheDocument();
    });
    socket.push("run", { run_id: "r1", conversation_id: "c1", status: "running" });
    stream.push(
      started(2),
      { type: "answer", answer: answer({ text: "Done from there.", citations: [] }) },
      finished(),
    );
    expect(await screen.findByText("Done from there.")).toBeInTheDocument();
    socket.stop();
  });

  it("keeps what is being filled in when word of its start comes late", async () => {
    const stream = openStream("r1", 2_000_000);
    let followed = 0;
    server.use(
      http.get("/api/conversations/c1/messages", () => HttpResponse.json({ items: [], next: null })),
      http.post("/api/chat", () =>
        wholeStream([started(), { type: "run.waiting", approvals: [approval()] }]),
      ),
      http.get("/api/runs/r1/events", () => {
        followed += 1;
        return stream.response;
      }),
    );
    const socket = await openLive();
    const { user } = show();
    await user.type(screen.getByRole("textbox", { name: "Message to the assistant" }), "Buy milk{Enter}");
    await user.click(within(await card()).getByRole("button", { name: "Reject" }));
    const reason = screen.getByRole("textbox", { name: "Reason (optional)" });
    await user.type(reason, "Not today");
    socket.push("run", { run_id: "r1", conversation_id: "c1", status: "running" });
    await waitFor(() => {
      expect(followed).toBe(1);
    });
    stream.push(started());
    expect(await screen.findByRole("button", { name: "Stop" })).toBeInTheDocument();
    expect(reason).toBeInTheDocument();
    expect(reason).toHaveValue("Not today");
    socket.stop();
  });

  it("cannot be answered any more once it has expired", async () => {
    waitingRun([approval({ expires_at: "2026-11-20T10:00:00Z" })]);
    show();
    const asked = within(await card());
    expect(asked.getByText("Expired")).toBeInTheDocument();
    expect(asked.queryByRole("button", { name: "Approve" })).not.toBeInTheDocument();
  });
});
