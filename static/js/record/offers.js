// Folds a long table of offers: behind the first offer of a provider its further ones, and behind the first providers the others.
// Without this script every row is there.
const foldButton = (text, label, isOpen, toggle) => {
  const button = document.createElement("button");
  button.type = "button";
  const show = (open) => {
    toggle(open);
    button.ariaExpanded = String(open);
    button.textContent = open ? "Show fewer" : text;
    // What is heard begins with what is seen.
    if (label) button.ariaLabel = `${button.textContent} ${label}`;
  };
  button.addEventListener("click", () => show(button.ariaExpanded !== "true"));
  show(isOpen);
  return button;
};
for (const table of document.querySelectorAll("table[data-folds]")) {
  const providers = [];
  for (const row of table.tBodies[0].rows) {
    if (row.classList.contains("further")) providers.at(-1).push(row);
    else providers.push([row]);
  }
  for (const [first, ...further] of providers) {
    if (!further.length) continue;
    const name = (first.querySelector("th a") ?? first.cells[0].firstChild).textContent;
    const toggle = (open) => further.forEach((row) => (row.hidden = !open));
    const isOpen = further.some((row) => row.ariaCurrent);
    const button = foldButton(`+${further.length}`, `offers of ${name}`, isOpen, toggle);
    button.className = "fold";
    first.querySelector("th .id").before(" ", button);
  }
  const rest = providers.slice(table.dataset.folds).flat();
  if (rest.length) {
    for (const row of rest) row.classList.add("rest");
    const isOpen = rest.some((row) => row.ariaCurrent);
    const toggle = (open) => table.classList.toggle("is-short", !open);
    const button = foldButton(`Show all ${providers.length} providers`, "", isOpen, toggle);
    button.className = "button";
    table.after(button);
  }
}
