// The values of a row by which lists sort and filter; `null` where one is not known.
const PLACES = 28;
const ones = (bits) => bits.toString(2).replaceAll("0", "").length;

// A decimal as a whole number of its 28th place, so that prices compare and add up exactly.
const decimal = (digits) => {
  const { units, scale } = format.read(digits);
  return units * 10n ** BigInt(PLACES - scale);
};

// The lowest price in dollars per 1M tokens that the row shows; free is zero, and a zero that nobody explains is not known.
const paid = (db, column) => (row) => {
  const isLow = db.low_of?.[row] != null;
  const value = isLow ? db[`low_${column}`]?.[row] : db[column][row];
  if (value === 1) return 0n;
  if (db.input[row] === 6 && !isLow) return null;
  const isOther = !isLow && (db.currency?.[row] || (column === "input" && db.unit?.[row]));
  return typeof value === "string" && !isOther ? decimal(value) : null;
};

// A single listing that states a longer context than every model is more likely mistaken than first.
const context = (db) => {
  const models = db.context.filter((_, row) => db.provider?.[row] == null);
  const longest = models.length ? models.reduce((most, one) => (one > most ? one : most)) : Infinity;
  return (row) => (db.context[row] > longest && db.provider?.[row] != null ? null : db.context[row] || null);
};

const values = {
  name: (db) => (row) => db.name[row].toLowerCase(),
  source: (db) => (row) => besideOf(db, row)?.[0].toLowerCase() ?? null,
  context,
  max_output: (db) => (row) => db.max_output[row] || null,
  input: (db) => paid(db, "input"),
  output: (db) => paid(db, "output"),
  cached: (db) => paid(db, "cached"),
  capabilities: (db) => (row) => ones(db.yes[row] | (db.at_some?.[row] ?? 0)),
  providers: (db) => (row) => (db.offers?.[row] === 0 ? 0 : (db.providers?.[row]?.length ?? 1)),
  added: (db) => (row) => sinceOf(db, row),
  month: (db) => cost(db, workloadOf("month")),
};
