// The order of rows by a column. A value that is not known comes last in both directions.
// The place of each row among the different values of a column, counted once; -1 where the value is not known.
const ranks = (db, key) => {
  db.ranks[key] ??= (() => {
    const value = key.startsWith("cost-")
      ? cost(db, workloadOf(key))
      : key.startsWith("score-")
        ? rankedScore(db, setOf(db, key.slice("score-".length)))
        : values[key](db);
    const all = db.name.map((_, row) => value(row));
    const known = [...new Set(all.filter((one) => one !== null))].sort((one, other) => (one < other ? -1 : 1));
    const places = new Map(known.map((one, place) => [one, place]));
    return all.map((one) => places.get(one) ?? -1);
  })();
  return db.ranks[key];
};

const sorted = (db, rows, { key, descending }) => {
  const rank = ranks(db, key);
  const compare = (one, other) => rank[one] - rank[other] || one - other;
  const known = rows.filter((row) => rank[row] >= 0).sort(descending ? (a, b) => rank[b] - rank[a] || a - b : compare);
  return known.concat(rows.filter((row) => rank[row] < 0).sort((a, b) => a - b));
};
