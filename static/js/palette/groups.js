// What a text leads to, in groups: the list with filters, models, authors, providers, capabilities, and the list with the whole text.
/** The groups for a text, each a title and its choices; none for a text without words. */
const groupsOf = (db, text) => {
  if (!text.trim()) return [];
  const query = readQuery(db, db.search, text);
  const checks = tests(db, query.filters);
  const found = (query.rows ?? standing(db)).filter((row) => checks.every((test) => test(row)));
  const fields = [...(query.words ? [["q", query.words]] : []), ...query.filters];
  const count = counted(found.length, "model", "models");
  const label = query.filters.map((filter) => filterLabel(db.tables, filter)).join(", ");
  const filtered = label && { name: [label[0].toUpperCase() + label.slice(1), query.words && `“${query.words}”`].filter(Boolean).join(", "), note: "", figure: count, href: listOf(fields) };
  const models = found.slice(0, MOST_MODELS).map((row) => modelChoice(db, row));
  const all = !filtered && found.length > models.length && { name: `All results for “${text.trim()}”`, note: "", figure: count, href: listOf(fields) };
  const parties = [
    ["Authors", partyChoices(db, "authors", query.words, "Author")],
    ["Providers", partyChoices(db, "providers", query.words, "Provider")],
  ];
  // Who types the whole name of an author or a provider means that one.
  const isMeant = ([, list]) => list.some(({ name }) => lettersOf(spell(name)) === lettersOf(spell(query.words)));
  return [
    ["Filters", filtered ? [filtered] : []],
    ...parties.filter(isMeant),
    [query.near ? "Models with similar names" : "Models", models],
    ...parties.filter((group) => !isMeant(group)),
    ["Capabilities", filtered ? [] : capabilityChoices(db, text)],
    ["List", all ? [all] : []],
  ].filter(([, choices]) => choices.length);
};
