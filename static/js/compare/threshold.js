// Prices above sizes of context, for columns that do not name the size.
const notAvailable = { state: "not_applicable", text: "–", spoken: "Not available" };

/**
 * What a column charges above a size that its own tiers do not name: the price of the highest tier below it, else the base
 * price, if the context window is larger than that.
 */
const priceAbove = (column, [above, base]) => {
  const facts = column.groups.flatMap((group) => group.rows);
  const idOf = (fact) => fact.id ?? fact.label;
  const tiers = facts.filter((fact) => fact.above?.[1] === base && fact.above[0] < above);
  const tier = tiers.reduce((one, other) => (one && one.above[0] > other.above[0] ? one : other), null);
  const price = tier ?? facts.find((fact) => idOf(fact) === base);
  const context = facts.find((fact) => idOf(fact) === "limit.context")?.value;
  if (!price || !context) return null;
  return BigInt(context) > BigInt(above) ? price : notAvailable;
};
