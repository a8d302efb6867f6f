/** Scrolls only `scroller`; `scrollIntoView` would move everything around it too. */
export function scrollToChild(
  scroller: HTMLElement | null,
  child: Element | null,
  block: "start" | "center",
): void {
  if (!scroller || !child) return;
  const outer = scroller.getBoundingClientRect();
  const inner = child.getBoundingClientRect();
  const space = block === "start" ? 12 : Math.max(12, (scroller.clientHeight - inner.height) / 2);
  scroller.scrollTop += inner.top - outer.top - space;
  const sideways = inner.left < outer.left || inner.left > outer.right;
  if (sideways) scroller.scrollLeft += inner.left - outer.left - 24;
}
