// The rows of the list as columns, fetched when somebody first searches, filters or sorts.
const form = document.getElementById("filters");
const loads = new Map();

const read = async (path) => ({ ...(await fetchRows(path)), ranks: {} });

// The rows of `models` or `offers`; after a failure they are asked for again.
const load = (kind) => {
  if (!loads.has(kind)) {
    const rows = read(form.dataset[kind]);
    loads.set(kind, rows);
    rows.catch(() => loads.delete(kind));
  }
  return loads.get(kind);
};

// The search in the rows, made once for each set of them.
const searchOnce = (db) => (db.search ??= searchOf(db));
