// What 1M tokens cost in the mix of the reader's workload, for the model of a row. Its `data-tariff` is the context window and the prices by
// the size of a request's input, smallest first: "128000|0 0.15 0.6 0.075;200000 0.3 1.2 0.15". A "~" in front says that a level reprices
// only the tokens above its size.
const levelOf = (text) => {
  const [above, input, output, cache] = text.split(" ").map((part) => (part === "-" ? undefined : part));
  return { above: Number(above), input, output, cache };
};
const subjectOf = ({ dataset: { tariff } }) => {
  const [context, levels] = tariff.split("|");
  const marginal = levels.startsWith("~");
  return { context, services: [{ marginal, levels: levels.slice(Number(marginal)).split(";").map(levelOf) }], currency: "USD", over: "over" };
};
const usageOf = (now) => Object.fromEntries(Object.entries(now).map(([name, digits]) => [name, BigInt(digits)]));

// In digits; `null` where a request does not fit, or costs nothing.
const priceOf = (row, usage) => {
  const subject = subjectOf(row);
  const writes = subject.services[0].levels[0].output;
  const { request, warning } = cost({ ...subject, context: subject.context && BigInt(subject.context) }, usage);
  const tokens = usage.input + (writes ? usage.output : 0n);
  const { units, scale } = format.read(request);
  if (warning || !tokens || !units) return null;
  return format.plain({ units: (2n * units * 10n ** 12n + tokens) / (2n * tokens), scale: scale + 6 });
};
