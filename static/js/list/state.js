// Which rows the form asks for, and in which order.
const kind = () => (form.elements.offers?.checked ? "offers" : "models");

// The rows as data; nothing, and words about it, where they cannot be fetched.
const ready = async () => {
  try {
    const db = await load(kind());
    failed.hidden = true;
    choices(db);
    return db;
  } catch {
    failed.hidden = false;
    return null;
  }
};

// Names authors and providers in their fields, with the number of their rows.
const choices = (db) => {
  fillScores(db);
  for (const select of form.querySelectorAll("[data-table]")) {
    if (select.length > 1) continue;
    const table = db.tables[select.dataset.table];
    const counts = table.map(() => 0);
    const [one, many] = select.dataset.table === "authors" ? [db.author, []] : [db.provider, db.providers];
    rowsOf(db).forEach((row) => [one?.[row], ...(many?.[row] ?? [])].forEach((at) => at != null && counts[at]++));
    const filled = table.map(([name, path], at) => [name, path, counts[at]]).filter(([, path, rows]) => path && rows);
    for (const [name, path, rows] of filled.sort(([one], [other]) => one.localeCompare(other, "en"))) {
      select.append(new Option(`${name} (${format.grouped(rows)})`, folder(path)));
    }
  }
};

const chosen = (db) => {
  const fields = new FormData(form);
  const query = readQuery(db, searchOnce(db), fields.get("q"));
  const rows = passing(query.rows ?? rowsOf(db), tests(db, [...(query.rows ? preset : []), ...fields, ...query.filters]));
  list.near = query.near;
  list.isSearch = query.rows !== null;
  list.filters = query.filters.map((filter) => filterLabel(db.tables, filter));
  const descending = list.sort.startsWith("-");
  return list.sort ? sorted(db, rows, { key: list.sort.replace(/^-/, ""), descending }) : rows;
};
