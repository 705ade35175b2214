// A row opens to its offers in place, the lowest input price first; where they cannot be fetched, the link leads to the model's page.
const MOST_OFFERS = 20;

const offersOf = async (line) => {
  const [db, all] = await Promise.all([load("models"), load("offers")]);
  const address = line.querySelector("th a").getAttribute("href");
  const row = db.name.findIndex((_, at) => form.dataset.root + pathOf(db, at) === address);
  const offers = all.name.map((_, at) => at).filter((at) => all.model?.[at] === row);
  return [all, sorted(all, offers, { key: "input" })];
};

// What tells an offer from the others of its model, and whether only its id says which model it is.
const variantOf = (all, row) => {
  const words = [all.variant?.[row], all.linked?.[row] === 2 && "matched by ID"].filter(Boolean);
  return words.length ? element("small", "variant", words.join(" · ")) : "";
};

const offerRow = (all, row) => {
  const line = drawn(all, row, shownWorkload());
  line.classList.add("of-model");
  line.querySelector("th a").textContent = providerOf(all, row)[0];
  line.querySelector("th .id").after(variantOf(all, row));
  line.querySelector(".c-source")?.replaceChildren();
  for (const cell of line.querySelectorAll(".c-providers, .c-score")) cell.replaceChildren();
  return line;
};

const linesOf = (line) => {
  const lines = [];
  for (let next = line.nextElementSibling; next?.matches(".of-model"); next = next.nextElementSibling) lines.push(next);
  return lines;
};

const open = async (opener) => {
  const line = opener.closest("tr");
  if (opener.ariaExpanded === "true") {
    for (const below of linesOf(line)) below.remove();
    opener.ariaExpanded = "false";
    return;
  }
  opener.ariaBusy = "true";
  try {
    const [all, offers] = await offersOf(line);
    const lines = offers.slice(0, MOST_OFFERS).map((row) => offerRow(all, row));
    if (offers.length > MOST_OFFERS) {
      const more = element("a", "", `All ${format.grouped(offers.length)} offers`);
      more.href = opener.href;
      const cell = element("td", "", more);
      cell.colSpan = line.cells.length;
      lines.push(element("tr", "of-model", cell));
    }
    line.after(...lines);
    opener.ariaExpanded = "true";
  } catch {
    location.href = opener.href;
  } finally {
    opener.ariaBusy = null;
  }
};
