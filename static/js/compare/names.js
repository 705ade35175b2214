// The names that can be chosen, from the data of the lists (docs/data.md): read on first use.
const mostSuggestions = 30;

/** The rows of all lists, each record once: an offer without a model is in two of them. */
const distinct = (db) => {
  const rows = [...new Map(db.name.map((_, row) => [keyOf(db, row), row])).values()];
  const pick = (column) => (Array.isArray(column) ? rows.map((row) => column[row]) : column);
  return Object.fromEntries(Object.entries(db).map(([name, column]) => [name, pick(column)]));
};

const nameIndex = (db) => {
  const rowOf = new Map(db.name.map((_, row) => [keyOf(db, row), row]));
  const search = searchOf(db);
  const every = [...rowOf.values()];
  return {
    /** The path of a key's page. */
    pathOf: (key) => (rowOf.has(key) ? pathOf(db, rowOf.get(key)) : null),
    /** What to suggest for a text, in the order of the list: the record of a key, or what a search finds. */
    suggest: (text) => {
      const rows = rowOf.has(text) ? [rowOf.get(text)] : (search(text)?.rows ?? every);
      return rows.slice(0, mostSuggestions).map((row) => ({
        key: keyOf(db, row),
        name: db.name[row],
        origin: [partyOf(db, row)?.[0], db.id[row]].filter(Boolean).join(", "),
      }));
    },
  };
};

/** Reads the names once, of all files; after a failure the next call tries again. */
const nameReader = (addresses) => {
  let reading = null;
  const read = async () => nameIndex(distinct(joined((await Promise.all(addresses.map(fetchJson))).filter(Boolean))));
  return () => {
    reading ??= read();
    reading.catch(() => (reading = null));
    return reading;
  };
};
