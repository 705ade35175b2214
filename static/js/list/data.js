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

// What all rows of the list share: the list of a capability, an author or a provider has only those rows of the data.
const preset = [...new URLSearchParams(form.dataset.preset)];
const rowsOf = (db) => {
  db.shown ??= passing(
    db.name.map((_, row) => row),
    tests(db, preset),
  );
  return db.shown;
};

// Who stands beside a row.
const besideOf = form.dataset.party === "author" ? authorOf : partyOf;

// The search in the rows, made once for each set of them.
const searchOnce = (db) => (db.search ??= searchOf(db));
