import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { ProviderView } from "@/api/providers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { ProvidersPage } from "./ProvidersPage";

const provider = (over: Partial<ProviderView> = {}): ProviderView => ({
  id: "p1",
  name: "OpenAI",
  kind: "openai",
  base_url: "https://api.openai.com/v1",
  has_key: true,
  key_hint: "wxyz",
  models: [
    { name: "gpt-4o-mini", input_price: 0.15, output_price: 0.6, max_output_tokens: null, sees: true },
  ],
  enabled: true,
  built_in: false,
  state: "ready",
  created_at: "2026-11-01T08:00:00Z",
  updated_at: "2026-11-01T08:00:00Z",
  ...over,
});

function serve(found: ProviderView[]) {
  const sent: { method: string; body: unknown }[] = [];
  const keep = async ({ request }: { request: Request }) => {
    const text = await request.text();
    const body: unknown = text ? JSON.parse(text) : null;
    sent.push({ method: request.method, body });
    return request.method === "DELETE"
      ? new HttpResponse(null, { status: 204 })
      : HttpResponse.json(provider(body as Partial<ProviderView>));
  };
  server.use(
    http.get("/api/providers", () => HttpResponse.json({ items: found, next: null })),
    http.post("/api/providers", keep),
    http.patch("/api/providers/:id", keep),
    http.delete("/api/providers/:id", keep),
  );
  return sent;
}

describe("the providers of models", () => {
  it("are not needed, which an empty page says", async () => {
    serve([]);
    renderPage(<ProvidersPage />);
    expect(await screen.findByText("Everything works without a model")).toBeVisible();
    expect(screen.getAllByRole("button", { name: "Add provider" })).toHaveLength(1);
  });

  it("are added with the address of their kind filled in", async () => {
    const sent = serve([]);
    const { user } = renderPage(<ProvidersPage />);
    await user.click(await screen.findByRole("button", { name: "Add provider" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add a provider" }));
    expect(dialog.getByLabelText("Address")).toHaveValue("https://api.openai.com/v1");
    await user.click(dialog.getByRole("radio", { name: "Ollama" }));
    expect(dialog.getByLabelText("Address")).toHaveValue("http://localhost:11434/v1");
    expect(dialog.getByLabelText("Name", { selector: "[maxlength='80']" })).toHaveValue("Ollama");
    const line = within(dialog.getByRole("group", { name: "Model 1" }));
    await user.type(line.getByLabelText("Name"), "qwen3:8b");
    await user.click(dialog.getByRole("button", { name: "Add provider" }));
    expect(await screen.findByText(/“Ollama” was added/)).toBeVisible();
    expect(sent).toEqual([
      {
        method: "POST",
        body: {
          name: "Ollama",
          kind: "ollama",
          base_url: "http://localhost:11434/v1",
          models: [
            { name: "qwen3:8b", input_price: null, output_price: null, max_output_tokens: null, sees: false },
          ],
          enabled: true,
        },
      },
    ]);
  });

  it("keep their key unless it is replaced or removed", async () => {
    const sent = serve([provider()]);
    const { user } = renderPage(<ProvidersPage />);
    const edit = async () => {
      await user.click(await screen.findByRole("button", { name: "Actions for OpenAI" }));
      await user.click(await screen.findByRole("menuitem", { name: "Edit" }));
      return within(await screen.findByRole("dialog"));
    };
    let dialog = await edit();
    expect(dialog.getByText(/Key saved …wxyz/)).toBeVisible();
    expect(dialog.queryByLabelText("New key")).not.toBeInTheDocument();
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await screen.findByText("“OpenAI” was saved.");
    dialog = await edit();
    await user.click(dialog.getByRole("button", { name: "Replace" }));
    await user.type(dialog.getByLabelText("New key"), "sk-another");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    dialog = await edit();
    await user.click(dialog.getByRole("button", { name: "Remove" }));
    expect(dialog.getByText("The key is removed when you save.")).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await screen.findAllByText("“OpenAI” was saved.");
    expect(sent.map(({ body }) => (body as { api_key?: string }).api_key)).toEqual([
      undefined,
      "sk-another",
      "",
    ]);
  });

  it("are tested, and what they offer can be added", async () => {
    serve([provider()]);
    const result = { ok: true, seconds: 0.42, models: ["gpt-4o-mini", "gpt-5"], error: null };
    server.use(http.post("/api/providers/p1/test", () => HttpResponse.json(result)));
    const { user } = renderPage(<ProvidersPage />);
    await user.click(await screen.findByRole("button", { name: "Test OpenAI" }));
    expect(await screen.findByText(/Answered in 0.4 s, 2 models found/)).toBeVisible();
    await user.click(screen.getByText("Add from what it offers"));
    expect(screen.queryByRole("button", { name: /Add gpt-4o-mini/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: /Add\s*gpt-5/ }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(within(dialog.getByRole("group", { name: "Model 2" })).getByLabelText("Name")).toHaveValue(
      "gpt-5",
    );
  });

  it("say in words why a test failed", async () => {
    serve([provider({ state: "down" })]);
    const error = "It refused the key: enter the right one.";
    server.use(
      http.post("/api/providers/p1/test", () =>
        HttpResponse.json({ ok: false, seconds: 0.2, models: [], error }),
      ),
    );
    const { user } = renderPage(<ProvidersPage />);
    expect(await screen.findByText("does not answer")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Test OpenAI" }));
    expect(await screen.findByText(error, { exact: false })).toBeVisible();
  });

  it("are switched off and deleted, after a question", async () => {
    const sent = serve([provider()]);
    const { user } = renderPage(<ProvidersPage />);
    await user.click(await screen.findByRole("switch", { name: "Use OpenAI" }));
    await user.click(screen.getByRole("button", { name: "Actions for OpenAI" }));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    expect(sent.map(({ method }) => method)).toEqual(["PATCH"]);
    await user.click(await screen.findByRole("button", { name: "Delete" }));
    expect(await screen.findByText("“OpenAI” was deleted.")).toBeVisible();
    expect(sent.map(({ method }) => method)).toEqual(["PATCH", "DELETE"]);
    expect(sent[0]?.body).toEqual({ enabled: false });
  });

  it("cannot be changed here when they come from the environment", async () => {
    serve([provider({ id: "environment", name: "Environment", built_in: true })]);
    renderPage(<ProvidersPage />);
    expect(await screen.findByText(/settings the server was started with/)).toBeVisible();
    expect(screen.queryByRole("switch")).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Actions for/ })).not.toBeInTheDocument();
  });
});
