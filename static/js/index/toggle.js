// On a phone the form is a line with a button that opens the rest of it, and says how many filters are set.
const makeToggle = () => {
  const toggle = find("toggle");
  const show = () => {
    const set = [...new FormData(form)].filter(([name, value]) => value && !["q", "score"].includes(name)).length;
    toggle.textContent = set ? `Filters (${set})` : "Filters";
  };
  toggle.addEventListener("click", () => (toggle.ariaExpanded = String(form.classList.toggle("is-open"))));
  form.addEventListener("change", show);
  return show;
};
