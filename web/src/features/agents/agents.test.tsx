import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { AgentView } from "@/api/agents";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { AgentPage } from "./AgentPage";
import { AgentsPage } from "./AgentsPage";

const agent = (over: Partial<AgentView> = {}): AgentView => ({
  id: "a1",
  name: "Study coach",
  description: "Helps to learn.",
  instructions: "Ask before you tell.",
  models: [
    { provider_id: "p1", model: "big" },
    { provider_id: "p1", model: "small" },
  ],
  tools: ["planner.*"],
  tokens_per_day: null,
  cost_micros_per_day: 250_000,
  when: { roles: [], languages: ["hr"], interfaces: [] },
  priority: 5,
  enabled: true,
  built_in: false,
  created_at: "2026-11-01T08:00:00Z",
  updated_at: "2026-11-01T08:00:00Z",
  ...over,
});
const assistant = agent({
  id: "default",
  name: "Assistant",
  built_in: true,
  models: [],
  tools: null,
  priority: 0,
  cost_micros_per_day: null,
  when: { roles: [], languages: [], interfaces: [] },
});

function serve(found: AgentView[] = [assistant, agent()]) {
  const sent: { method: string; body: unknown }[] = [];
  const save = async ({ request }: { request: Request }) => {
    const body = (await request.json()) as Partial<AgentView>;
    sent.push({ method: request.method, body });
    return HttpResponse.json(agent({ ...body, ...(request.method === "POST" ? { id: "a2" } : {}) }));
  };
  const fn = (name: string) => ({ name, description: "", parameters: {}, risk: "write" });
  server.use(
    http.get("/api/agents", () => HttpResponse.json({ items: found, next: null })),
    http.post("/api/agents", save),
    http.patch("/api/agents/:id", save),
    http.get("/api/providers", () =>
      HttpResponse.json({
        items: [
          {
            id: "p1",
            name: "OpenAI",
            enabled: true,
            models: [{ name: "big" }, { name: "small" }, { name: "tiny" }],
          },
        ],
      }),
    ),
    http.get("/api/capabilities", () =>
      HttpResponse.json({
        packages: [
          {
            name: "planner",
            description: "Tasks and time.",
            functions: [fn("planner.create_task"), fn("planner.list_tasks")],
          },
        ],
        broken: [],
      }),
    ),
  );
  return sent;
}

const open = (id: string) =>
  renderPage(<AgentPage />, { at: `/admin/agents/${id}`, path: "/admin/agents/:agentId" });

describe("the agents", () => {
  it("are listed as they are tried, with what they are for", async () => {
    serve();
    renderPage(<AgentsPage />);
    const rows = await screen.findAllByRole("listitem");
    expect(rows[0]).toHaveTextContent(/Study coach.*priority 5/);
    expect(rows[0]).toHaveTextContent(/Chosen for.*Croatian/);
    await waitFor(() => {
      expect(rows[0]).toHaveTextContent("big (OpenAI), then small (OpenAI)");
    });
    expect(rows[0]).toHaveTextContent("$0.25 a day");
    expect(rows[1]).toHaveTextContent(/Assistant.*built in/);
  });

  it("have a ladder of models that the keyboard can order", async () => {
    const sent = serve();
    const { user } = open("a1");
    const up = await screen.findByRole("button", { name: "Move small up" });
    up.focus();
    await user.keyboard("{Enter}");
    const ladder = screen.getByRole("list", { name: "Models in order" });
    expect(within(ladder).getAllByRole("listitem")[0]).toHaveTextContent("small");
    expect(screen.getByText("small is now number 1 of 2.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Move small down" })).toHaveFocus();
    await user.selectOptions(screen.getByLabelText("Add a model"), "tiny (OpenAI)");
    await user.click(screen.getByRole("button", { name: "Take out big" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("“Study coach” was saved.")).toBeVisible();
    expect(sent[0]).toMatchObject({
      method: "PATCH",
      body: {
        models: [
          { provider_id: "p1", model: "small" },
          { provider_id: "p1", model: "tiny" },
        ],
      },
    });
  });

  it("may use all functions, a package, or single ones", async () => {
    const sent = serve();
    const { user } = open("a1");
    const pack = within(await screen.findByRole("group", { name: "planner" }));
    expect(pack.getByRole("checkbox", { name: /^planner/ })).toBeChecked();
    await user.click(pack.getByText("All of 2"));
    await user.click(pack.getByRole("checkbox", { name: /list tasks/ }));
    expect(pack.getByRole("checkbox", { name: /^planner/ })).toBePartiallyChecked();
    await user.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByText("“Study coach” was saved.");
    await user.click(screen.getByRole("switch", { name: /All functions/ }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => {
      expect(sent.map(({ body }) => (body as AgentView).tools)).toEqual([["planner.create_task"], null]);
    });
  });

  it("are added with when they answer", async () => {
    const sent = serve();
    const { user, router } = open("new");
    await user.type(screen.getByLabelText("Name"), "Night clerk");
    await user.click(screen.getByRole("checkbox", { name: "Administrators" }));
    await user.click(screen.getByRole("checkbox", { name: "Croatian" }));
    await user.clear(screen.getByLabelText("Priority"));
    await user.type(screen.getByLabelText("Priority"), "7");
    await user.type(screen.getByLabelText("US dollars a day"), "0.5");
    await user.click(screen.getByRole("button", { name: "Add agent" }));
    expect(await screen.findByText(/“Night clerk” was added/)).toBeVisible();
    expect(router.state.location.pathname).toBe("/admin/agents/a2");
    expect(sent[0]).toMatchObject({
      method: "POST",
      body: {
        name: "Night clerk",
        models: [],
        tools: null,
        when: { roles: ["admin"], languages: ["hr"], interfaces: [] },
        priority: 7,
        tokens_per_day: null,
        cost_micros_per_day: 500_000,
      },
    });
  });

  it("keep the built-in one: it cannot be deleted, and answers whenever no other does", async () => {
    const sent = serve();
    const { user } = open("default");
    await user.click(await screen.findByRole("button", { name: "Save" }));
    await screen.findByText("“Assistant” was saved.");
    expect(screen.queryByRole("button", { name: "Delete" })).not.toBeInTheDocument();
    expect(screen.queryByLabelText("Priority")).not.toBeInTheDocument();
    expect(sent[0]?.body).not.toHaveProperty("when");
  });

  it("are deleted after a question", async () => {
    serve();
    server.use(http.delete("/api/agents/a1", () => new HttpResponse(null, { status: 204 })));
    const { user, router } = open("a1");
    await user.click(await screen.findByRole("button", { name: "Delete" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Delete “Study coach”?" }));
    await user.click(dialog.getByRole("button", { name: "Delete" }));
    await waitFor(() => {
      expect(router.state.location.pathname).toBe("/admin/agents");
    });
  });

  it("can be tried: the plan, the answer and what it took", async () => {
    serve();
    server.use(
      http.post("/api/agents/a1/test", () =>
        HttpResponse.json({
          answer: "Nothing was carried out.",
          steps: [{ id: "s1", capability: "planner.create_task", title: "Add “revise” to the tasks" }],
          seconds: 1.84,
          first_token_seconds: 0.61,
          calls: 2,
          input_tokens: 1200,
          output_tokens: 90,
          cost_micros: 234,
          models: ["big"],
          error: null,
        }),
      ),
    );
    const { user } = open("a1");
    await user.type(await screen.findByLabelText("Message"), "Plan my week");
    await user.click(screen.getByRole("button", { name: "Try" }));
    expect(await screen.findByText(/Add “revise” to the tasks/)).toBeVisible();
    expect(screen.getByText("Nothing was carried out.")).toBeVisible();
    const figures = screen.getByLabelText("Measured");
    expect(figures).toHaveTextContent("Time1.8 sFirst word after0.6 sCalls2Tokens in1,200");
    expect(figures).toHaveTextContent("Cost$0.0002Modelsbig");
  });

  it("that are gone are said to be gone", async () => {
    serve();
    open("nothing");
    expect(await screen.findByText("There is no such agent")).toBeVisible();
  });
});
