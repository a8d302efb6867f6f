import { http, HttpResponse } from "msw";
import type { EffectView, UndoReport } from "@/api/effects";

export const effect = (over: Partial<EffectView> = {}): EffectView => ({
  id: "r1:s1",
  run_id: "r1",
  step_id: "s1",
  conversation_id: "c1",
  capability: "planner.create_task",
  title: "Add “buying milk” to the tasks",
  arguments: { title: "Buying milk", due: "2026-11-22T08:00:00Z" },
  status: "done",
  text: "Added the task “Buying milk”.",
  undo: "possible",
  at: "2026-11-21T10:00:00Z",
  done_at: "2026-11-21T10:00:01Z",
  undone_at: null,
  ...over,
});

export const report = (over: Partial<UndoReport["outcomes"][number]> = {}): UndoReport => ({
  text: "One action was taken back.",
  outcomes: [
    {
      effect_id: "r1:s1",
      run_id: "r1",
      step_id: "s1",
      capability: "planner.create_task",
      title: "Add “buying milk” to the tasks",
      status: "undone",
      text: "The task “Buying milk” was removed.",
      ...over,
    },
  ],
});

/** A server that did these things; `asked` are the queries it got. */
export function fakeEffects(effects: EffectView[], page = 50) {
  const asked: URLSearchParams[] = [];
  const handlers = [
    http.get("/api/effects", ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      const from = Number(query.get("cursor") ?? 0);
      const since = Date.parse(query.get("since") ?? "1970-01-01");
      const all = effects.filter(({ at }) => Date.parse(at) >= since);
      const next = from + page < all.length ? String(from + page) : null;
      return HttpResponse.json({ items: all.slice(from, from + page), next });
    }),
    http.get("/api/approvals", () => HttpResponse.json({ items: [] })),
    http.get("/api/capabilities", () =>
      HttpResponse.json({
        packages: [
          { name: "planner", description: "", functions: [] },
          { name: "knowledge", description: "", functions: [] },
        ],
        broken: [],
      }),
    ),
  ];
  return { asked, handlers };
}
