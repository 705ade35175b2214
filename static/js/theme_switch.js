// The choice of theme in the footer: `data-theme-switch` on a select with system, light and dark.
for (const select of document.querySelectorAll("[data-theme-switch]")) {
  const root = document.documentElement;
  const show = () => (select.value = root.dataset.theme ?? "system");
  show();
  new MutationObserver(show).observe(root, { attributeFilter: ["data-theme"] });
  select.addEventListener("change", () => {
    if (select.value === "system") delete root.dataset.theme;
    else root.dataset.theme = select.value;
    try {
      localStorage.setItem("theme", select.value);
    } catch {}
  });
}
