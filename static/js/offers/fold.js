// Folds a long table of offers: behind the first offer of a provider its further ones, and behind the first providers the others.
const foldButton = (closed, opened, isOpen, toggle) => {
  const button = document.createElement("button");
  button.type = "button";
  const show = (open) => {
    toggle(open);
    button.ariaExpanded = String(open);
    button.textContent = open ? opened : closed;
  };
  button.addEventListener("click", () => show(button.ariaExpanded !== "true"));
  show(isOpen);
  return button;
};

// The offers of each provider.
const groups = () => {
  const providers = [];
  for (const row of rowsOf()) {
    if (row.classList.contains("further")) providers.at(-1).push(row);
    else providers.push([row]);
  }
  return providers;
};
const nameOf = (row) => (row.querySelector("th a") ?? [...row.cells[0].childNodes].find((node) => node.nodeType === Node.TEXT_NODE)).textContent;
const isKept = (row) => row.ariaCurrent || row.querySelector("input:checked");

const fold = (isOpen) => {
  const most = table.dataset.folds;
  if (!most) return;
  const providers = groups();
  for (const [first, ...further] of providers) {
    if (!further.length || first.querySelector(".fold")) continue;
    const toggle = (open) => further.forEach((row) => ((row.hidden = !open), row.toggleAttribute("data-open", open)));
    const more = `+${further.length}`;
    const button = foldButton(more, more, further.some(isKept), toggle);
    button.className = "fold";
    // What is heard begins with what is seen.
    button.ariaLabel = `${more} offers of ${nameOf(first)}`;
    first.querySelector("th .id").before(" ", button);
  }
  if (providers.length <= most) return;
  const show = (open) => {
    groups().forEach((rows, at) => rows.forEach((row) => row.classList.toggle("rest", at >= most && !open && !rows.some(isKept))));
    table.classList.toggle("is-short", !open);
  };
  document.querySelector("[data-show-all]")?.remove();
  const button = foldButton(`Show all ${providers.length} providers`, "Show fewer", isOpen, show);
  button.className = "button";
  button.dataset.showAll = "";
  table.after(button);
};
