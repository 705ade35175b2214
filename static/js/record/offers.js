// Folds a long table of offers: behind the first offer of a provider its further ones, and behind the first providers the others.
// Without this script every row is there.
const foldButton = (text, label, rows) => {
  const button = document.createElement("button");
  button.type = "button";
  const show = (open) => {
    rows().forEach((row) => (row.hidden = !open));
    button.ariaExpanded = String(open);
    button.textContent = open ? "Show fewer" : text;
    // What is heard begins with what is seen.
    if (label) button.ariaLabel = `${button.textContent} ${label}`;
  };
  button.addEventListener("click", () => show(button.ariaExpanded !== "true"));
  show(rows().some((row) => row.ariaCurrent));
  return button;
};
const furtherRows = (first) => {
  const rows = [];
  for (let row = first.nextElementSibling; row?.classList.contains("further"); row = row.nextElementSibling) rows.push(row);
  return rows;
};
for (const table of document.querySelectorAll("table[data-folds]")) {
  const providers = [...table.tBodies[0].rows].filter((row) => !row.classList.contains("further"));
  for (const first of providers) {
    const rows = furtherRows(first);
    if (!rows.length) continue;
    const head = first.querySelector("th");
    const { textContent: name } = head.querySelector("a") ?? head.firstChild;
    const button = foldButton(`+${rows.length}`, `offers of ${name}`, () => rows);
    button.className = "fold";
    head.querySelector(".id").before(" ", button);
  }
  const rest = providers.slice(Number(table.dataset.folds));
  if (rest.length) {
    const button = foldButton(`Show all ${providers.length} providers`, "", () => rest);
    button.className = "button";
    // What is folded further down stays folded, whatever is shown above it.
    button.addEventListener("click", () => {
      const isOpen = button.ariaExpanded === "true";
      for (const first of rest) {
        const fold = first.querySelector(".fold");
        furtherRows(first).forEach((row) => (row.hidden = !isOpen || fold?.ariaExpanded !== "true"));
      }
    });
    for (const first of rest) if (first.hidden) furtherRows(first).forEach((row) => (row.hidden = true));
    table.after(button);
  }
}
