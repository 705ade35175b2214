// The order without a choice: the best match while something is typed, else the newest first.
const ownOrder = () => (list.isSearch ? "best" : "-added");

// What the form and the headings ask for.
const showOrder = () => {
  const now = list.sort || ownOrder();
  for (const heading of document.querySelectorAll(".model-list th[data-sort]")) {
    const { sort } = heading.dataset;
    heading.ariaSort = { [sort]: "ascending", [`-${sort}`]: "descending" }[now] ?? null;
  }
  const field = find("sort");
  const best = field.querySelector('[value="best"]');
  if (best) best.hidden = best.disabled = !list.isSearch;
  const mine = field.querySelector('[value="month"]');
  if (mine) mine.hidden = mine.disabled = !workload.get();
  field.value = now;
  if (field.selectedIndex === -1) field.value = "column";
  const source = document.querySelector("thead .c-source button");
  if (source) source.textContent = kind() === "offers" ? "Provider" : source.dataset.label;
};

const sortBy = (sort) => {
  list.sort = sort === ownOrder() ? "" : sort;
  return update({ push: true });
};

const clear = () => {
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked &&= ["offers", "score"].includes(field.name);
    else if (field.name) field.value = "";
  }
  form.elements.q.focus();
  return update({ push: true });
};

// Fetches what a search needs before somebody searches.
const warm = async () => {
  try {
    const db = await load(kind());
    choices(db);
    searchOnce(db);
  } catch {}
};

// Shows what the address says. Fields whose choices come with the data take their values once these are there.
const restore = async () => {
  recall();
  if (!(await ready())) return;
  recall();
  const { shown = STEP, y } = history.state ?? {};
  if (y) history.scrollRestoration = "manual";
  await update({ shown, first: y ? shown : FIRST });
  if (y) scrollTo({ top: y, behavior: "instant" });
};

globalThis.modelList = { update, sortBy, clear, showMore, warm, restore, recost, open };
