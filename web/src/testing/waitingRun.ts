import { http, HttpResponse } from "msw";
import type { ApprovalView, RunView } from "@/api/types";
import { answer, run, step } from "./chatSamples";
import { finished, openStream, started } from "./events";
import { server } from "./server";

const schema = {
  type: "object",
  required: ["title"],
  properties: {
    title: { type: "string", maxLength: 300 },
    due: { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] },
  },
};
const capability = { name: "planner.create_task", description: "", parameters: schema, risk: "write" };

/** A conversation whose only run waits; what is answered is kept, and the run then ends. */
export function waitingRun(asked: ApprovalView[], over: Partial<RunView> = {}) {
  const sent: unknown[] = [];
  const stream = openStream();
  let current = run({ status: "waiting", answer: null, plan: [step()], approvals: asked, ...over });
  server.use(
    http.get("/api/conversations/c1/messages", () => HttpResponse.json({ items: [current], next: null })),
    http.get("/api/capabilities", () =>
      HttpResponse.json({ packages: [{ name: "p", description: "", functions: [capability] }], broken: [] }),
    ),
    http.post("/api/runs/r1/approvals/:name", async ({ request, params }) => {
      sent.push([params.name, await request.json()]);
      const status = "approved" as const;
      const approvals = current.approvals.map((each) =>
        each.id === `r1.${String(params.name)}` ? { ...each, status, decided_by: "web" } : each,
      );
      const left = approvals.some((each) => each.status === "pending");
      current = { ...current, approvals, status: left ? "waiting" : "accepted" };
      return HttpResponse.json(current);
    }),
    http.get("/api/runs/r1/events", () => stream.response),
  );
  const end = () => {
    stream.push(
      started(2),
      { type: "answer", answer: answer({ text: "All done.", citations: [] }) },
      finished(),
    );
  };
  return { sent, end };
}
