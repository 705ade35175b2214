// A row of the table, made of the theme's own row and the columns of the data.
const blank = document.getElementById("blank-row")?.content.firstElementChild;
const labels = [, "Early preview", "Preview", "Deprecated", "Retired"];

// Cuts an id in two, so that a narrow column shortens its middle.
const halves = (id) => {
  if (id.length <= 11) return ["", id];
  const end = id.slice(-11, -4).search(/[/\-:@._]/);
  const at = end < 0 ? id.length - 5 : id.length - 11 + end;
  return [id.slice(0, at), id.slice(at)];
};

const name = (db, row, head) => {
  const link = head.querySelector("a");
  link.href = form.dataset.root + pathOf(db, row);
  link.textContent = db.name[row];
  const status = db.status?.[row];
  if (status) link.after(" ", element("span", `status status-${db.tables.statuses[status]}`, labels[status]));
  const [start, end] = halves(db.id[row]);
  head.querySelector(".id").replaceChildren(...(start ? [element("span", "", start)] : []), end);
};

const drawn = (db, row, workload) => {
  const line = blank.cloneNode(true);
  const cell = (column) => line.querySelector(`.c-${column}`);
  const fill = (column, ...content) => cell(column)?.replaceChildren(...content);
  const fillTokens = (column, count) => {
    fill(column, tokens(count));
    if (count) cell(column).title = format.exactTokens(count);
  };
  const key = keyOf(db, row);
  if (key !== keyBeside(pathOf(db, row), db.id[row])) line.dataset.record = key;
  name(db, row, line.querySelector("th"));
  fill("source", besideOf(db, row)?.[0] ?? dash("unknown", "Not stated"));
  fillTokens("context", db.context[row]);
  fillTokens("max", db.max_output[row]);
  fill("input", ...price(db, row, "input"), ...priceNote(db, row), ...total(db, row, workload));
  fill("output", ...price(db, row, "output"));
  fill("cached", ...price(db, row, "cached"));
  fill("capabilities", ...capabilities(db, row));
  cell("capabilities").className = marks(db, row);
  const [count, opener] = [db.offers?.[row] === 0 ? 0 : (db.providers?.[row]?.length ?? 1), cell("providers")?.querySelector("a")];
  if (opener && count && db.provider?.[row] == null) {
    opener.textContent = format.grouped(count);
    opener.ariaExpanded = "false";
    opener.ariaLabel = `${format.grouped(count)} ${count === 1 ? "provider" : "providers"} of ${db.name[row]}`;
    opener.href = `${form.dataset.root}${pathOf(db, row)}#offers`;
  } else fill("providers", count ? format.grouped(count) : dash("not-applicable", "None"));
  fill("added", day(sinceOf(db, row)));
  cell("added").before(...chosenSets(db).map((set) => scoreCell(db, row, set)));
  return line;
};
