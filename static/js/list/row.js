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
  halves(db.id[row]).forEach((half, at) => (head.querySelectorAll(".id span")[at].textContent = half));
};

const drawn = (db, row, workload) => {
  const line = blank.cloneNode(true);
  const fill = (column, ...content) => line.querySelector(`.c-${column}`)?.replaceChildren(...content);
  line.dataset.record = key(db, row);
  name(db, row, line.querySelector("th"));
  const source = element("a", "", party(db, row)?.[0] ?? "");
  if (party(db, row)) source.href = form.dataset.root + party(db, row)[1];
  fill("source", ...(party(db, row) ? [source] : []));
  fill("context", tokens(db.context[row], "limit.context"));
  fill("max", tokens(db.max_output[row], "limit.output"));
  fill("input", ...price(db, row, "input", "input"), ...total(db, row, workload));
  fill("output", ...price(db, row, "output", "output"));
  fill("cached", ...price(db, row, "cached", "cache_read"));
  const shown = db.tables.capabilities.filter(([, short], bit) => short && db.yes[row] & (1 << bit));
  fill("capabilities", shown.map(([, short]) => short).join(", "));
  fill("offers", db.offers?.[row] === 0 ? dash("not-applicable", "None") : figure(db.offers?.[row] ?? 1, format.grouped(db.offers?.[row] ?? 1), "computed.offers"));
  fill("added", day(db.added[row]));
  return line;
};

// What the workload by which rows are sorted costs.
const total = (db, row, workload) => {
  const units = workload ? cost(db, workload)(row) : null;
  if (units === null) return [];
  const digits = format.plain({ units, scale: PLACES + 6 });
  const sum = figure(digits, format.amount(digits));
  sum.title = "Cost of the workload by which the list is sorted";
  return [element("small", "total", sum)];
};
