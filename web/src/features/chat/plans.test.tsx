import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { approval, step } from "@/testing/chatSamples";
import { renderPage } from "@/testing/render";
import { waitingRun } from "@/testing/waitingRun";
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

const card = (name = "Add “buying milk” to the tasks") => screen.findByRole("region", { name });

describe("a plan that is shown first", () => {
  const plan = [
    step({ title: "Find the flight" }),
    step({ id: "s2", title: "Book it", depends_on: ["s1"] }),
    step({ id: "s3", title: "Remind me" }),
  ];
  const asked = approval({
    id: "r1.plan",
    kind: "plan",
    step_id: "",
    capability: "",
    title: "A plan of 3 steps",
  });

  it("starts without the steps that were left out, and those that need them", async () => {
    const { sent } = waitingRun([asked], { plan });
    const { user } = show();
    const shown = within(await card("A plan of 3 steps"));
    expect(shown.getByText(/3 steps, about/)).toBeInTheDocument();
    await user.click(shown.getByRole("button", { name: "Leave out step 1" }));
    expect(shown.getByText("needs a removed step")).toBeInTheDocument();
    await user.click(shown.getByRole("button", { name: "Start as changed" }));
    await waitFor(() => {
      const removed = [
        { step_id: "s1", remove: true },
        { step_id: "s2", remove: true },
      ];
      expect(sent).toEqual([["plan", { action: "approve", plan: removed }]]);
    });
  });

  it("starts with other arguments", async () => {
    const { sent } = waitingRun([asked], { plan });
    const { user } = show();
    const shown = within(await card("A plan of 3 steps"));
    await user.click(shown.getByRole("button", { name: "Edit step 3" }));
    const title = await shown.findByRole("textbox", { name: /Title/ });
    await user.clear(title);
    await user.type(title, "Later");
    await user.click(shown.getByRole("button", { name: "Keep changes" }));
    await user.click(shown.getByRole("button", { name: "Start as changed" }));
    await waitFor(() => {
      expect(sent).toEqual([
        ["plan", { action: "approve", plan: [{ step_id: "s3", arguments: { title: "Later" } }] }],
      ]);
    });
  });

  it("is turned down", async () => {
    const { sent } = waitingRun([asked], { plan });
    const { user } = show();
    await user.click(within(await card("A plan of 3 steps")).getByRole("button", { name: "Cancel" }));
    await waitFor(() => {
      expect(sent).toEqual([["plan", { action: "reject" }]]);
    });
  });
});

describe("a step that may have been done", () => {
  it.each([
    ["It was done", "done"],
    ["Do it again", "again"],
    ["Leave it", "reject"],
  ])("is settled with “%s”", async (label, action) => {
    const { sent } = waitingRun([approval({ id: "r1.s1-unknown-1", kind: "unknown", reasons: [] })]);
    const { user } = show();
    const asked = within(await card());
    expect(asked.getByText(/not known whether this was done/)).toBeInTheDocument();
    await user.click(asked.getByRole("button", { name: label }));
    await waitFor(() => {
      expect(sent).toEqual([["s1-unknown-1", { action }]]);
    });
  });
});
