import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useLive } from "@/api/useLive";
import type { LiveTopics } from "@/api/types";
import { useTitleCount } from "@/ui/pageTitle";
import { useToast } from "@/ui/Toast";
import { inApp } from "./inApp";
import { receive, useMarkRead, useUnread } from "./queries";

type Pushed = LiveTopics["notification"];
const SECONDS = 20; // a reminder stays longer than "Saved"

/** Shows what is pushed, wherever the person is; mounted once, for as long as they are signed in. */
export function NotificationWatcher() {
  const client = useQueryClient();
  const toast = useToast();
  const navigate = useNavigate();
  const read = useMarkRead();
  useTitleCount(useUnread());
  useLive("notification", (pushed) => {
    receive(client, pushed);
    const link = inApp(pushed.link);
    const open = () => {
      read.mutate([pushed.id]);
      if (link) void navigate(link);
    };
    toast({
      text: [pushed.title, pushed.text].filter(Boolean).join(" — "),
      seconds: SECONDS,
      action: { label: link ? "Open" : "Got it", onSelect: open },
    });
    showOutside(pushed, open);
  });
  return null;
}

/** With the person's permission, and only while they look elsewhere. */
function showOutside({ id, title, text }: Pushed, open: () => void): void {
  if (!document.hidden || !("Notification" in window) || Notification.permission !== "granted") return;
  try {
    const shown = new Notification(title, { body: text, tag: id });
    shown.onclick = () => {
      window.focus();
      open();
      shown.close();
    };
  } catch {
    // Android's browsers only allow it from a service worker; the page itself shows it too
  }
}
