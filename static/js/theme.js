// Runs in the head, before the first paint: applies the theme that the reader chose, also when another tab or an earlier page
// changed it. Not deferred, so that no page ever shows the other theme first.
{
  const root = document.documentElement;
  const apply = () => {
    let theme = null;
    try {
      theme = localStorage.getItem("theme");
    } catch {}
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    paint();
  };
  // The colors that the browser itself draws follow the choice; without one, the system.
  const paint = () => {
    const { theme } = root.dataset;
    document.querySelector("meta[name=color-scheme]").content = theme ?? "light dark";
    for (const meta of document.querySelectorAll("meta[data-scheme]")) {
      const { scheme } = meta.dataset;
      if (theme) meta.media = theme === scheme ? "all" : "not all";
      else meta.media = `(prefers-color-scheme: ${scheme})`;
    }
  };
  apply();
  new MutationObserver(paint).observe(root, { attributeFilter: ["data-theme"] });
  addEventListener("storage", apply);
  addEventListener("pageshow", (event) => event.persisted && apply());
  // A fade between pages that the browser gives up is no error.
  addEventListener("unhandledrejection", (event) => {
    if (/^Transition was /.test(event.reason?.message)) event.preventDefault();
  });
}
