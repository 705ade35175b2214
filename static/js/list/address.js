// The state of the form in the address, so that it can be shared, and so that Back leads to it.
const set = () => [...new FormData(form)].filter(([, value]) => value !== "");

const remember = (push = false) => {
  const query = new URLSearchParams(set());
  if (list.sort) query.set("sort", list.sort);
  const address = (query.size ? `?${query}` : location.pathname) + location.hash;
  const isNew = push && address !== location.search + location.hash;
  history[isNew ? "pushState" : "replaceState"]({ shown: list.wanted }, "", address);
};

// A price or a context window that the form does not offer, such as one that the palette read from a text.
const offered = (field, value) => {
  if (field.tagName !== "SELECT" || !/^\d{1,9}(\.\d{1,12})?$/.test(value)) return;
  if (!["price", "context"].includes(field.name) || (field.name === "context" && value.includes("."))) return;
  if ([...field.options].some((option) => option.value === value)) return;
  const words = field.name === "price" ? `Up to ${format.price(value)}` : `${format.tokens(value)} or more`;
  field.append(new Option(words, value));
};

const isScore = (sort) => /^-?score-.{1,300}$/.test(sort);
const isColumn = (sort) => Object.hasOwn(values, sort.replace(/^-/, "")) && (workload.get() || !sort.endsWith("month"));
const isOrder = (sort) => /^cost-\d{1,12}-\d{1,12}$/.test(sort) || isScore(sort) || isColumn(sort);

// Sets the form as the address says.
const recall = () => {
  const query = new URLSearchParams(location.search);
  for (const field of form.elements) {
    const given = query.getAll(field.name);
    if (!field.name) continue;
    offered(field, given[0] ?? "");
    if (field.type === "checkbox") field.checked = given.includes(field.value);
    else field.value = field.type === "search" ? (given[0] ?? "").slice(0, MOST_LETTERS) : (given[0] ?? "");
    if (field.selectedIndex === -1) field.selectedIndex = 0;
  }
  list.sort = isOrder(query.get("sort") ?? "") ? query.get("sort") : "";
};

// Shows what the form asks for; `push` makes a step that Back undoes.
const update = async ({ push = false, shown = STEP, first = FIRST } = {}) => {
  const turn = (update.turn = (update.turn ?? 0) + 1);
  const db = await ready();
  if (!db || turn !== update.turn) return;
  const start = performance.now();
  list.db = db;
  list.rows = chosen(db);
  showScores(db);
  draw(shown, first);
  counted(list.rows.length);
  performance.measure("list", { start });
  showOrder();
  find("clear").hidden = set().every(([name]) => ["offers", "score"].includes(name));
  clearTimeout(update.waiting);
  if (push) remember(true);
  else update.waiting = setTimeout(remember, 250);
};
