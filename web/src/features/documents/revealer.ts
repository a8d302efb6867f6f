import { scrollToChild } from "./scroll";

const SETTLE = 2_500; // ms in which things above may still load and push the passage away
const BY_HAND = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

/**
 * Brings the cited passage into the middle of the scroller, and keeps it there while the pages around it load, until
 * the person scrolls.
 */
export class Revealer {
  private scroller: HTMLElement | null = null;
  private mark: HTMLElement | null = null;
  private until = Infinity;

  /** Returns the way to stop. */
  attach(scroller: HTMLElement): () => void {
    this.scroller = scroller;
    const observer = new ResizeObserver(this.center);
    for (const child of scroller.children) observer.observe(child);
    BY_HAND.forEach((name) => {
      scroller.addEventListener(name, this.stop, { passive: true });
    });
    return () => {
      observer.disconnect();
      BY_HAND.forEach((name) => {
        scroller.removeEventListener(name, this.stop);
      });
    };
  }

  /** The passage has been drawn, as this element. */
  readonly show = (mark: HTMLElement): void => {
    this.mark = mark;
    if (this.until === Infinity) this.until = Date.now() + SETTLE;
    this.center();
  };

  private readonly stop = (): void => {
    this.until = 0;
  };

  private readonly center = (): void => {
    if (this.mark?.isConnected && Date.now() < this.until) scrollToChild(this.scroller, this.mark, "center");
  };
}
