// The cards above the table: the same three offers for the reader's workload, found among all rows.
const cards = document.querySelector(".offer-choices");
const builtCards = cards ? [...cards.children] : [];
const LABELS = {
  own: "The author’s own",
  "own complete all": "The author’s own, the cheapest",
  "own complete": "The author’s own, the cheapest with everything",
  "own all": "The author’s own, the cheapest of all",
  complete: "Cheapest with everything",
  "complete all": "Cheapest",
  all: "Cheapest of all",
};
const cheapest = (rows, fits) => rows.filter(fits).sort((a, b) => compare(months.get(a), months.get(b)) || is(b, "own") - is(a, "own"))[0];
const lacksOf = (row) => {
  const text = (name) => row.querySelector(`th ${name}`)?.lastChild.textContent;
  const context = row.cells[4].classList.contains("shorter") && `${row.cells[4].querySelector("data").textContent} context`;
  const matched = text(".matched") && "matched by ID";
  return [text(".lost"), context, text(".variant"), matched].filter(Boolean).join(", ");
};
const cardOf = (row, label) => {
  const card = builtCards[0].cloneNode(true);
  const put = (name, ...content) => card.querySelector(name).replaceChildren(...content);
  const copies = (cell) => [...cell.cloneNode(true).childNodes];
  card.dataset.record = row.dataset.record;
  card.querySelector("a").href = row.querySelector("th a").href;
  put(".label", label);
  put("b", nameOf(row));
  put("[data-month]", copies(monthCell(row))[0]);
  put("[data-prices]", ...copies(row.cells[1]), " in, ", ...copies(row.cells[2]), " out");
  put(".lost", lacksOf(row));
  return card;
};
const showCards = async () => {
  if (!builtCards.length) return;
  if (!workload.get()) return cards.replaceChildren(...builtCards);
  await loadAll();
  const rows = rowsOf().filter(isCompared);
  const found = { own: (row) => is(row, "own"), complete: (row) => is(row, "complete"), all: () => true };
  const roles = new Map();
  for (const [name, fits] of Object.entries(found)) {
    const row = cheapest(rows, fits);
    if (row) roles.set(row, [...(roles.get(row) ?? []), name]);
  }
  cards.replaceChildren(...[...roles].map(([row, names]) => cardOf(row, LABELS[names.join(" ")])));
};
