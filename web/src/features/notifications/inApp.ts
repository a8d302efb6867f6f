/** A link of ours ("/planner?tab=reminders"); null for anything that leads elsewhere. */
export function inApp(link: string): string | null {
  return /^\/(?![/\\])/.test(link) ? link : null;
}
