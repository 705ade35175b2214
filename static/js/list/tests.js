// What the fields of the form ask of a row: one test for each field that is set.
const tests = (db, fields) => {
  const at = (table, value) => table.findIndex(([name, path]) => value === (path?.includes?.("/") ? folder(path) : name));
  const bit = (list, value) => 2 ** list.indexOf(value);
  const { authors, providers, types, capabilities, modalities, statuses } = db.tables;
  const slugs = capabilities.map(([slug]) => slug);
  const made = {
    author: (value, number = at(authors, value)) => (row) => db.author?.[row] === number,
    provider: (value, number = at(providers, value)) => (row) =>
      db.provider?.[row] === number || Boolean(db.providers?.[row]?.includes(number)),
    tag: (value, number = at(db.tables.tags ?? [], value)) => (row) => Boolean(db.tags?.[row]?.includes(number)),
    type: (value, number = at(types, value)) => (row) => db.type[row] === number,
    capability: (value, mask = bit(slugs, value)) => (row) => ((db.yes[row] | (db.at_some?.[row] ?? 0)) & mask) !== 0,
    reads: (value, mask = bit(modalities, value)) => (row) => (db.reads?.[row] & mask) !== 0,
    writes: (value, mask = bit(modalities, value)) => (row) => (db.writes?.[row] & mask) !== 0,
    context: (value) => (row) => db.context[row] >= Number(value),
    price: (value) => {
      if (value === "free") return (row) => db.input[row] === 1;
      if (value === "zero") return (row) => db.input[row] === 6;
      const [most, price] = [decimal(value), values.input(db)];
      return (row) => price(row) !== null && price(row) <= most;
    },
    status: (value) => (row) => statuses[db.status?.[row] ?? 0] === value,
    since: (value) => (row) => (sinceOf(db, row) ?? "") >= value,
    scored: (_, sets = [...fields].filter(([name]) => name === "score").map(([, slug]) => setOf(db, slug)).filter(Boolean)) => (row) =>
      sets.length ? sets.every((set) => scoreOf(db, row, set)) : Boolean(db.scores?.[row]),
    training: () => (row) => db.training?.[row] === 0,
    zero: () => (row) => db.zero_retention?.[row] === 1 || db.retention_days?.[row] === 0,
    location: (value) => (row) => db.location?.[row] === value,
    region: (value) => (row) => Boolean(db.regions?.[row]?.includes(value)),
    retention: (value) => (row) => (db.retention_days?.[row] ?? Infinity) <= Number(value),
    checked: (value, from = new Date(Date.now() - value * 864e5).toISOString().slice(0, 10)) => (row) => (db.checked?.[row] ?? "") >= from,
  };
  return [...fields].filter(([name, value]) => made[name] && value).map(([name, value]) => made[name](value));
};

const passing = (rows, checks) => (checks.length ? rows.filter((row) => checks.every((test) => test(row))) : rows);
