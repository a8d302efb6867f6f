/** For tests: the planner's routes over lists in memory, as the server answers them. */
import { http, HttpResponse } from "msw";
import type { SetupServer } from "msw/node";
import type { CalendarEvent, Items, Kind, Note, Reminder, Task } from "./types";

interface Call {
  method: string;
  path: string;
  body: unknown;
}

interface Lists {
  tasks?: Task[];
  notes?: Note[];
  reminders?: Reminder[];
  events?: CalendarEvent[];
}

export function fakePlanner(
  server: SetupServer,
  { tasks = [], notes = [], reminders = [], events = [] }: Lists,
) {
  const calls: Call[] = [];
  const state = { task: tasks, note: notes, reminder: reminders, event: events };
  const note = async (request: Request) => {
    const body: unknown = await request.json().catch(() => null);
    calls.push({ method: request.method, path: new URL(request.url).pathname, body });
    return body as Record<string, unknown>;
  };
  server.use(
    http.put("/api/tasks/:id/status", async ({ request, params }) => {
      const { status } = await note(request);
      state.task = state.task.map((task) =>
        task.id === params.id ? { ...task, status: status as Task["status"] } : task,
      );
      return HttpResponse.json({});
    }),
    http.post("/api/reminders/:id/snooze", async ({ request }) => {
      await note(request);
      return HttpResponse.json({});
    }),
    ...routes("task", "/api/tasks"),
    ...routes("note", "/api/notes"),
    ...routes("reminder", "/api/reminders"),
    ...routes("event", "/api/events"),
  );
  return { calls };

  function routes<K extends Kind>(kind: K, path: string) {
    const items = () => state[kind] as Items[K][];
    const set = (next: Items[K][]) => {
      (state[kind] as Items[K][]) = next;
    };
    return [
      http.get(path, ({ request }) => {
        const status = new URL(request.url).searchParams.get("status");
        const shown = items().filter((item) => !status || ("status" in item && item.status === status));
        return HttpResponse.json({ items: shown, total: shown.length });
      }),
      http.post(path, async ({ request }) => {
        const body = await note(request);
        set([
          ...items(),
          { ...blank[kind], ...body, id: `new${String(calls.length)}` } as unknown as Items[K],
        ]);
        return HttpResponse.json({}, { status: 201 });
      }),
      http.patch(`${path}/:id`, async ({ request, params }) => {
        const body = await note(request);
        set(items().map((item) => (item.id === params.id ? { ...item, ...body } : item)));
        return HttpResponse.json({});
      }),
      http.delete(`${path}/:id`, async ({ request, params }) => {
        await note(request);
        set(items().filter((item) => item.id !== params.id));
        return HttpResponse.json({});
      }),
    ];
  }
}

const blank = {
  task: {
    description: "",
    due: null,
    priority: "medium",
    status: "open",
    tags: [],
    recurrence: null,
    created_at: "",
  },
  note: { tags: [], updated_at: "2026-11-21T09:00:00Z" },
  reminder: { description: "", recurrence: null, status: "scheduled", delivered_at: null },
  event: { description: "", location: "", attendees: [], status: "confirmed", calendar_id: "default" },
};
