// Columns side by side, as `src/render/page/compare/table.rs` has them: rows that some column knows, in one order.
// A column is `comparison` of a record's `index.json`.
const stateOf = (fact) => fact.state ?? "known";

/** The rows of a table: `group`, `first` and the fact of each column or null. */
const mergeRows = (columns) => {
  const rows = new Map();
  columns.forEach((column, at) => {
    for (const group of column.groups) {
      for (const fact of group.rows) {
        const id = fact.id ?? fact.label;
        if (!rows.has(id)) rows.set(id, { group, first: fact, facts: columns.map(() => null) });
        rows.get(id).facts[at] ??= fact;
      }
    }
  });
  for (const { first, facts } of rows.values()) {
    if (first.above) columns.forEach((column, at) => (facts[at] ??= priceAbove(column, first.above)));
  }
  return [...rows.values()].sort((one, other) => one.first.order - other.first.order).filter(isWorthIt);
};

/** Rows by their groups, in order. */
const groupsOf = (rows) => {
  const groups = Object.groupBy(rows, ({ group }) => group.title);
  return Object.values(groups);
};

/** Whether something is known; a score has to be shared. */
const isWorthIt = ({ group, facts }) => {
  const says = (fact) => fact && !["unknown", "not_applicable"].includes(stateOf(fact));
  return facts.filter(says).length > (group.shared ? 1 : 0);
};

/** Whether every column says the same. */
const isSame = (facts) => {
  const said = (fact) => fact && JSON.stringify([stateOf(fact), fact.value, fact.text]);
  return facts.every((fact) => fact && said(fact) === said(facts[0]));
};

/** What is best, in words, by column: nothing where fewer than two take part, all or more than three are equal, or one is free. */
const bestOf = (facts) => {
  const part = facts.filter((fact) => fact?.best);
  const nothing = facts.map(() => null);
  if (!part.length || facts.some((fact) => fact && stateOf(fact) === "free")) return nothing;
  const rank = (fact) => fact.rank ?? fact.value;
  const sign = part[0].best === "Lowest" ? 1 : -1;
  const best = part.reduce((one, other) => (compareDecimals(rank(other), rank(one)) * sign < 0 ? other : one));
  const isBest = (fact) => fact?.best && compareDecimals(rank(fact), rank(best)) === 0;
  const winners = part.filter(isBest).length;
  if (winners === part.length || winners > 3) return nothing;
  const word = winners === 1 ? best.best : `Tied ${best.best.toLowerCase()}`;
  return facts.map((fact) => (isBest(fact) ? word : null));
};
