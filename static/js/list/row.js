// A row of the table, made of the theme's own row and the columns of the data.
const blank = document.getElementById("blank-row")?.content.firstElementChild;
const labels = [, "Early preview", "Preview", "Deprecated", "Retired"];

const key = (db, row) =>
  db.key?.[row] ?? (db.provider?.[row] == null ? `models/${db.id[row]}` : `${party(db, row)[1]}models/${db.id[row]}`);

const path = (db, row) => {
  const plain = db.id[row].replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/[^a-z0-9._/-]/gu, "-");
  return db.path?.[row] ?? `${db.provider?.[row] == null ? "models/" : party(db, row)[1]}${plain}/`;
};

// Cuts an id in two, so that a narrow column shortens its middle.
const halves = (id) => {
  if (id.length <= 11) return ["", id];
  const end = id.slice(-11, -4).search(/[/\-:@._]/);
  const at = end < 0 ? id.length - 5 : id.length - 11 + end;
  return [id.slice(0, at), id.slice(at)];
};

const name = (db, row, head) => {
  const link = head.querySelector("a");
  link.href = form.dataset.root + path(db, row);
  link.textContent = db.name[row];
  const status = db.status?.[row];
  if (status) link.after(" ", element("span", `status status-${db.tables.statuses[status]}`, labels[status]));
  const [start, end] = halves(db.id[row]);
  head.querySelector(".id").replaceChildren(...(start ? [element("span", "", start)] : []), end);
};

// Whose price a row shows where it is not the author's own, and who asks less for the same thing.
const priceNote = (db, row) => {
  const [low, of, { providers, own }] = [db.low_of?.[row], db.price_of?.[row], db.tables];
  const note = (...content) => [element("small", "price-note", element("span", "", ...content))];
  if (low != null) return note("from ", format.price(db.low_input[row]), ` at ${providers[low][0]}`);
  const isKnown = typeof db.input[row] === "string" || [1, 2, 5, 6].includes(db.input[row]);
  return of != null && isKnown && own[of] !== db.author?.[row] ? note("at ", providers[of][0]) : [];
};

const shortNames = (db, bits) =>
  db.tables.capabilities.filter(([, short], bit) => short && bits & (1 << bit)).map(([, short]) => short).join(", ");

const capabilities = (db, row) => {
  const [all, some] = [shortNames(db, db.yes[row]), shortNames(db, db.at_some?.[row] ?? 0)];
  if (!some) return [all];
  return [all, all && ", ", element("span", "at-some", element("span", "visually-hidden", "at some providers: "), some)];
};

const drawn = (db, row, workload) => {
  const line = blank.cloneNode(true);
  const cell = (column) => line.querySelector(`.c-${column}`);
  const fill = (column, ...content) => cell(column)?.replaceChildren(...content);
  const fillTokens = (column, count) => {
    fill(column, tokens(count));
    if (count) cell(column).title = format.exactTokens(count);
  };
  line.dataset.record = key(db, row);
  name(db, row, line.querySelector("th"));
  fill("source", party(db, row)?.[0] ?? dash("unknown", "Not known"));
  fillTokens("context", db.context[row]);
  fillTokens("max", db.max_output[row]);
  fill("input", ...price(db, row, "input"), ...priceNote(db, row), ...total(db, row, workload));
  fill("output", ...price(db, row, "output"));
  fill("cached", ...price(db, row, "cached"));
  fill("capabilities", ...capabilities(db, row));
  const [count, opener] = [db.offers?.[row] === 0 ? 0 : (db.providers?.[row]?.length ?? 1), cell("providers")?.querySelector("a")];
  if (opener && count && db.provider?.[row] == null) {
    opener.textContent = format.grouped(count);
    opener.href = `${form.dataset.root}${path(db, row)}#offers`;
  } else fill("providers", count ? format.grouped(count) : dash("not-applicable", "None"));
  fill("added", day(since(db)(row)));
  return line;
};
