// Runs in the head, before the first paint: applies the theme that the reader chose. Not a module, so that it does not wait.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {}
