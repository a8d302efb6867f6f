/** Collections of the server as people call them; the rest is technical, and counted together. */
const KINDS: Record<string, string> = {
  conversations: "Conversations",
  runs: "Messages",
  facts: "Things remembered",
  documents: "Documents",
  files: "Files",
  tasks: "Tasks",
  notes: "Notes",
  reminders: "Reminders",
  events: "Events",
  links: "Connected accounts",
  notifications: "Notifications",
  effects: "Records of what was done",
  sessions: "Sign-ins",
  usage: "Records of model calls",
};
const OTHERS = "Other records";

export function kindsOf(counts: Record<string, number>): { label: string; count: number }[] {
  const named = Object.entries(KINDS).map(([name, label]) => ({ label, count: counts[name] ?? 0 }));
  const others = Object.entries(counts).filter(([name]) => !(name in KINDS));
  const count = others.reduce((sum, [, each]) => sum + each, 0);
  return [...named, { label: OTHERS, count }].filter((each) => each.count > 0);
}
