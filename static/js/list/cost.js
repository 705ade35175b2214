// What a workload costs at the prices of a row, as a number of the 36th place: `requests` times its input, of which `cached` percent come from
// the cache, and its output. A month has no price in the list where the page has another one for requests of that size, or they do not fit.
const cost = (db, { requests, input, output, cached, isMonth }) => {
  const [reads, fromCache, writes] = ["input", "cached", "output"].map((column) => paid(db, column));
  const [size, all, share] = [Number(input), BigInt(input) * 100n, BigInt(input) * BigInt(cached)];
  const isOver = (row, readsOnly) => {
    const context = db.context[row];
    return size > (db.tier_above?.[row] ?? Infinity) || (context && size + (readsOnly ? 0 : Number(output)) > context);
  };
  return (row) => {
    const [read, write] = [reads(row), writes(row)];
    const readsOnly = ["embedding", "rerank", "moderation"].includes(db.tables.types[db.type[row]][0]);
    if (read === null || (write === null && !readsOnly) || (isMonth && isOver(row, readsOnly))) return null;
    return BigInt(requests) * (read * (all - share) + (fromCache(row) ?? read) * share + (write ?? 0n) * BigInt(output) * 100n);
  };
};

// The workload by which rows are sorted: one of the settings, which counts all tokens at once, or else the reader's month.
const workloadOf = (sort) => {
  const [, input, output] = /^cost-(\d{1,12})-(\d{1,12})$/.exec(sort) ?? [];
  if (input) return { requests: 1, input, output, cached: 0 };
  const mine = workload.get();
  return mine && { ...mine, isMonth: true };
};

// Another workload: other costs, and another order by them.
const recost = async () => {
  for (const rows of await Promise.allSettled(loads.values())) delete rows.value?.ranks.month;
  if (!workload.get() && list.sort.endsWith("month")) list.sort = "";
  return update({ shown: list.wanted });
};
