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
  return [all, all && ", ", element("i", "", `at some: ${some}`)];
};

// The classes by which the style sheet draws the same as symbols.
const marks = (db, row) => {
  const of = (kind, bits) => db.tables.capabilities.filter(([, short], bit) => short && bits & (1 << bit)).map(([slug]) => `${kind}-${slug}`);
  return ["c-capabilities", ...of("can", db.yes[row]), ...of("some", db.at_some?.[row] ?? 0)].join(" ");
};
