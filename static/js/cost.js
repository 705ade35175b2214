// What a month costs, exactly, by the steps of `src/derive/calculator`: `cost(subject, usage)`.
const cost = (() => {
  // The digits of what counts of things cost whose price is for `per` of them; twelve more decimals make every `per` even but odd ones.
  const sum = (parts, per) => {
    const costs = parts.map(({ price, count }) => {
      const { units, scale } = format.read(price);
      return { units: (units * count * 10n ** 12n + per / 2n) / per, scale: scale + 12 };
    });
    const scale = Math.max(...costs.map((cost) => cost.scale));
    return format.plain({ units: costs.reduce((all, cost) => all + cost.units * 10n ** BigInt(scale - cost.scale), 0n), scale });
  };
  const within = (number, low, high) => (number < low ? low : number > high ? high : number);
  // Hundredths of tokens of one request: input, what comes from the cache, output.
  const parts = (levels, isMarginal, { input, output, cached }) => {
    const spans = isMarginal ? levels : levels.slice(-1);
    const [inputs, reads, last] = [[], [], levels.at(-1)];
    spans.forEach((level, at) => {
      const start = at ? BigInt(level.above) * 100n : 0n;
      const end = BigInt(spans[at + 1]?.above ?? input) * 100n;
      const read = level.cache ? within(input * cached, start, end) - start : 0n;
      const above = at ? ` above ${level.size}` : "";
      if (!at || end - start > read) inputs.push({ label: `Input${above}`, count: end - start - read, price: level.input });
      if (level.cache && (!at || read)) reads.push({ label: `Cached input${above}`, count: read, price: level.cache });
    });
    return [...inputs, ...reads, ...(last.output ? [{ label: "Output", count: output * 100n, price: last.output }] : [])];
  };
  const line = (label, amount, count, [one, many], rest) => ({
    label,
    amount,
    formula: `${format.grouped(count)} ${String(count) === "1" ? one : many}${rest}`,
  });
  const ofTokens = ({ services, currency, context, over }, usage) => {
    const { levels, marginal } = services.find(({ name }) => name === usage.service) ?? services[0];
    const reached = levels.filter(({ above }) => !above || usage.input > above);
    const level = reached.at(-1);
    const request = parts(reached, marginal, usage);
    const month = request.map((part) => ({ ...part, count: part.count * usage.requests }));
    const lines = month.map((part) => {
      const count = format.plain({ units: part.count, scale: 2 });
      return line(part.label, sum([part], 10n ** 8n), count, ["token", "tokens"], ` × ${format.price(part.price, currency)}`);
    });
    const notes = [level.note, usage.cached && level.uncached].filter(Boolean).join(" ");
    const isOver = context && usage.input + (level.output ? usage.output : 0n) > context;
    return { total: sum(month, 10n ** 8n), request: sum(request, 10n ** 8n), lines, notes, warning: isOver ? over : "" };
  };
  const ofUnits = ({ units, currency }, { quantity, unit }) => {
    const { name, words, per, price } = units[unit] ?? units[0];
    const total = sum([{ price, count: quantity }], BigInt(per));
    const rest = `${per > 1 ? ` ÷ ${format.grouped(per)}` : ""} × ${format.price(price, currency)}`;
    return { total, request: "", lines: [line(name, total, quantity, words, rest)], notes: "", warning: "" };
  };
  return (subject, usage) => (subject.units ? ofUnits : ofTokens)(subject, usage);
})();
