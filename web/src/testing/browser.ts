/** What jsdom lacks and the app uses. */
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
  this.setAttribute("open", "");
  this.querySelector<HTMLElement>("input, button")?.focus();
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
  this.removeAttribute("open");
};
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;
Element.prototype.hasPointerCapture = () => false;

window.matchMedia = (query) => ({
  media: query,
  matches: false,
  onchange: null,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
  dispatchEvent: () => false,
});

class QuietResizeObserver implements ResizeObserver {
  observe() {
    // jsdom has no layout
  }
  unobserve() {
    // jsdom has no layout
  }
  disconnect() {
    // jsdom has no layout
  }
}
window.ResizeObserver = QuietResizeObserver;

Object.defineProperty(navigator, "languages", { value: ["en-GB"] }); // 24 hours, the day before the month
