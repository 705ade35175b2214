// The order of rows by a column. A value that is not known comes last in both directions.
const PLACES = 28;
const ones = (bits) => bits.toString(2).replaceAll("0", "").length;

// A decimal as a whole number of its 28th place, so that prices compare and add up exactly.
const decimal = (digits) => {
  const { units, scale } = format.read(digits);
  return units * 10n ** BigInt(PLACES - scale);
};

// A price in dollars per 1M tokens; free is zero.
const paid = (db, column) => (row) => {
  const value = db[column][row];
  if (value === 1) return 0n;
  const isOther = db.currency?.[row] || (column === "input" && db.unit?.[row]);
  return typeof value === "string" && !isOther ? decimal(value) : null;
};

// What a workload costs at the prices of a row, as a number of the 34th place.
const cost = (db, [input, output]) => (row) => {
  const [reads, writes] = [paid(db, "input")(row), paid(db, "output")(row)];
  const readsOnly = ["embedding", "rerank", "moderation"].includes(db.tables.types[db.type[row]][0]);
  if (reads === null || (writes === null && !readsOnly)) return null;
  const isDoubtful = db.input[row] === "0" && !writes;
  return isDoubtful ? null : reads * BigInt(input) + (writes ?? 0n) * BigInt(output);
};

const values = {
  name: (db) => (row) => db.name[row].toLowerCase(),
  source: (db) => (row) => partyOf(db, row)?.[0].toLowerCase() ?? null,
  context: (db) => (row) => db.context[row] || null,
  max_output: (db) => (row) => db.max_output[row] || null,
  input: (db) => paid(db, "input"),
  output: (db) => paid(db, "output"),
  cached: (db) => paid(db, "cached"),
  capabilities: (db) => (row) => ones(db.yes[row]),
  offers: (db) => (row) => db.offers?.[row] ?? 1,
  added: (db) => (row) => db.added[row],
};

// The place of each row among the different values of a column, counted once; -1 where the value is not known.
const ranks = (db, key) => {
  db.ranks[key] ??= (() => {
    const value = key.startsWith("cost-") ? cost(db, key.split("-").slice(1)) : values[key](db);
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
