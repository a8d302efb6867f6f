import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { Channel } from "@/api/channels";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { Channels } from "./ChannelsPage";
import type { Delivery } from "./queries";

const channel = (over: Partial<Channel> = {}): Channel => ({
  name: "email",
  title: "E-mail",
  about: "Sends letters through your mail server.",
  state: "open",
  reason: "",
  sends: true,
  hook: "",
  settings: [
    {
      name: "smtp_host",
      about: "server",
      secret: false,
      required: true,
      value: "mail.example.org",
      given: true,
      entered: true,
      choices: [],
    },
    {
      name: "smtp_password",
      about: "password",
      secret: true,
      required: false,
      value: "",
      given: true,
      entered: true,
      choices: [],
    },
  ],
  ...over,
});

const delivery = (over: Partial<Delivery> = {}): Delivery => ({
  key: "notice:1:email:ana@example.org",
  platform: "email",
  to: "ana@example.org",
  state: "sent",
  reason: "",
  text: "Water the plants",
  mine: true,
  at: "2026-11-21T10:00:00Z",
  ...over,
});

function serve(channels: Channel[], deliveries: Delivery[] = [], outcome: Partial<Delivery> = {}) {
  const sent: { path: string; body: unknown }[] = [];
  const keep = async ({ request }: { request: Request }) => {
    const text = await request.text();
    sent.push({
      path: decodeURIComponent(new URL(request.url).pathname),
      body: text ? JSON.parse(text) : null,
    });
    return HttpResponse.json(request.method === "PUT" ? channels[0] : delivery(outcome));
  };
  server.use(
    http.get("/api/channels", () => HttpResponse.json({ items: channels })),
    http.get("/api/channels/deliveries", ({ request }) =>
      HttpResponse.json({
        items: new URL(request.url).searchParams.has("everybody")
          ? deliveries.map((each) => ({ ...each, text: "", mine: false }))
          : deliveries,
      }),
    ),
    http.put("/api/channels/:name", keep),
    http.post("/api/channels/:name/test", keep),
    http.post("/api/channels/deliveries/:key/again", keep),
  );
  return sent;
}

describe("the channels", () => {
  it("are listed with how they are, and why one does not work", async () => {
    serve([
      channel(),
      channel({
        name: "slack",
        title: "Slack",
        state: "broken",
        sends: false,
        reason: "The token is wrong.",
      }),
      channel({ name: "whatsapp", title: "WhatsApp", state: "shut", sends: false }),
    ]);
    renderPage(<Channels admin />);
    const list = within(await screen.findByRole("list", { name: "Platforms" }));
    expect(list.getByText("connected")).toBeVisible();
    expect(list.getByText("does not work")).toBeVisible();
    expect(list.getByText("The token is wrong.")).toBeVisible();
    expect(list.getByText("not set up")).toBeVisible();
    expect(list.getAllByRole("button", { name: /Send yourself a test/ })).toHaveLength(1);
  });

  it("are set up by administrators; only what was typed is sent, and secrets are never shown", async () => {
    const sent = serve([channel()]);
    const { user } = renderPage(<Channels admin />);
    await user.click(await screen.findByRole("button", { name: "Set up E-mail" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Set up E-mail" }));
    expect(dialog.getByLabelText("SMTP host")).toHaveValue("mail.example.org");
    const password = dialog.getByLabelText("SMTP password (optional)");
    expect(password).toHaveValue("");
    expect(password).toHaveAttribute("type", "password");
    await user.type(password, "secret");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("E-mail is connected.")).toBeVisible();
    expect(sent).toEqual([{ path: "/api/channels/email", body: { settings: { smtp_password: "secret" } } }]);
  });

  it("are not set up by others", async () => {
    serve([channel({ settings: [] })]);
    renderPage(<Channels admin={false} />);
    expect(await screen.findByRole("button", { name: "Send yourself a test by E-mail" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Set up E-mail" })).not.toBeInTheDocument();
    expect(screen.queryByRole("switch", { name: "For everybody" })).not.toBeInTheDocument();
  });

  it("tell what became of a test", async () => {
    serve([channel()], [], { state: "failed", reason: "No such mailbox." });
    const { user } = renderPage(<Channels admin={false} />);
    await user.click(await screen.findByRole("button", { name: "Send yourself a test by E-mail" }));
    expect(await screen.findByText("Not sent (ana@example.org): No such mailbox.")).toBeVisible();
  });

  it("show what was sent, and send again what may not have arrived", async () => {
    const unknown = delivery({ state: "unknown", reason: "The connection broke.", to: "ben@example.org" });
    const sent = serve([channel()], [delivery({ key: "k" }), unknown]);
    const { user } = renderPage(<Channels admin={false} />);
    const list = within(await screen.findByRole("list", { name: "What was sent" }));
    expect(list.getAllByText("Water the plants")).toHaveLength(2);
    expect(list.getByText("may have arrived")).toBeVisible();
    expect(list.getAllByRole("button")).toHaveLength(1);
    await user.click(list.getByRole("button", { name: "Send again to ben@example.org" }));
    expect(sent.map(({ path }) => path)).toEqual([`/api/channels/deliveries/${unknown.key}/again`]);
  });

  it("show administrators what was sent for others, without what it says", async () => {
    serve([channel()], [delivery()]);
    const { user } = renderPage(<Channels admin />);
    expect(await screen.findByText("Water the plants")).toBeVisible();
    await user.click(screen.getByRole("switch", { name: "For everybody" }));
    expect(await screen.findByText(/what messages say is for their owners/)).toBeVisible();
    expect(await screen.findByText("ana@example.org")).toBeVisible();
    expect(screen.queryByText("Water the plants")).not.toBeInTheDocument();
  });
});
