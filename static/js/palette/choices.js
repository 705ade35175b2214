// Single choices: a model or an offer, an author or a provider, the list of what can do something.
const [MOST_MODELS, MOST_PARTIES] = [8, 3];
const listOf = (fields) => `${root}models/?${new URLSearchParams(fields)}`;
const counted = (count, one, many) => `${format.grouped(count)} ${count === 1 ? one : many}`;

// The rows without a word to search for: those with the most offers first, then the newest.
const standing = (db) =>
  (db.standing ??= db.name
    .map((_, row) => row)
    .sort((one, other) => {
      const [a, b] = [one, other].map((row) => [-(db.offers?.[row] ?? 1), sinceOf(db, row) ? -Number(sinceOf(db, row).replace(/\D/g, "").padEnd(8, "0")) : 0, row]);
      return inOrder(a, b);
    }));

const modelChoice = (db, row) => {
  const { providers } = db.tables;
  const sold = db.offers?.[row] === 0 ? 0 : (db.providers?.[row]?.length ?? 1);
  const party = partyOf(db, row)?.[0];
  const low = db.low_of?.[row];
  const facts = [
    party,
    db.context[row] ? format.tokens(db.context[row]) : "",
    sold > 1 ? counted(sold, "provider", "providers") : "",
    low != null ? `from ${format.price(db.low_input[row])} at ${providers[low][0]}` : "",
  ];
  const price = (column) => (typeof db[column][row] === "string" && !(column === "input" && db.unit?.[row]) ? format.price(db[column][row], db.currency?.[row] ?? "USD") : null);
  const [input, output, of] = [price("input"), price("output"), db.price_of?.[row]];
  const whose = of != null && providers[of][0] !== party ? ` at ${providers[of][0]}` : "";
  return {
    name: db.name[row],
    note: facts.filter(Boolean).join(" · "),
    figure: input ? [input, output].filter(Boolean).join(" / ") + whose : "",
    href: root + pathOf(db, row),
    key: keyOf(db, row),
    id: db.id[row],
  };
};

// Authors and providers of whose name a word begins with what is typed.
const partyChoices = (db, table, text, noun) => {
  const words = spell(text).split(" ").filter(Boolean);
  const begins = ([name, path]) => path && words.length && words.every((word) => new RegExp(`(?:^|[ |^])${patternOf(word)}`).test(spell(name)));
  return db.tables[table].filter(begins).slice(0, MOST_PARTIES).map(([name, path]) => ({ name, note: noun, figure: "", href: root + path }));
};

const capabilityChoices = (db, text) => {
  const typed = text.trim().toLowerCase();
  if (typed.length < 2) return [];
  const meant = db.tables.capabilities.filter(([slug, short]) => [slug, slug.replaceAll("-", " "), short?.toLowerCase()].some((word) => word?.startsWith(typed)));
  return meant.slice(0, MOST_PARTIES).map(([slug]) => {
    const filter = ["capability", slug];
    const [test] = tests(db, [filter]);
    const count = db.name.filter((_, row) => test(row)).length;
    return { name: `Models with ${filterLabel(db.tables, filter).toLowerCase()}`, note: "", figure: counted(count, "model", "models"), href: listOf([filter]) };
  });
};
