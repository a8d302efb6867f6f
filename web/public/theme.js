// Runs before the first paint, so that the page never flashes in the other theme. The choice itself is made in src/ui/theme.ts.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("agentic.theme");
  } catch {
    // storage is blocked: follow the system
  }
  var dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
