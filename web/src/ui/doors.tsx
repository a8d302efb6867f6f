/** The doors through which a person talks to the assistant: how they are called, and their sign. */
import { CodeXml, Hash, Mail, MessageCircle, Mic, Phone, Send, Terminal } from "lucide-react";
import type { LucideIcon } from "lucide-react";

const DOORS: Record<string, { title: string; icon: LucideIcon }> = {
  api: { title: "API", icon: CodeXml },
  cli: { title: "Command line", icon: Terminal },
  email: { title: "E-mail", icon: Mail },
  slack: { title: "Slack", icon: Hash },
  telegram: { title: "Telegram", icon: Send },
  voice: { title: "Voice", icon: Mic },
  whatsapp: { title: "WhatsApp", icon: Phone },
};

export function doorTitle(door: string): string {
  return DOORS[door]?.title ?? door.charAt(0).toUpperCase() + door.slice(1);
}

export function DoorIcon({ door }: { door: string }) {
  const Icon = DOORS[door]?.icon ?? MessageCircle;
  return <Icon aria-hidden />;
}
