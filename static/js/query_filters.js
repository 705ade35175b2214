// The filters that stand among words: prices, context windows, capabilities.
const CAPABILITY_WORDS = {
  audio: "audio-input",
  cache: "prompt-caching",
  json: "structured-output",
  open: "open-weights",
  pdf: "pdf-input",
  tool: "tool-calling",
  video: "video-input",
  weights: "open-weights",
};

// `<$1`, `<=0.5`, `$0.15`: the most that 1M input tokens may cost.
const priceFilter = (word) => {
  const [, digits] = /^(?:<=?\$?|\$)(\d{1,6}(?:\.\d{1,12})?)$/.exec(word) ?? [];
  return digits && ["price", format.plain(format.read(digits))];
};

// `>200k`, `>=1m`, `128k+`: the fewest tokens of context.
const contextFilter = (word) => {
  const [, above, digits, unit, more] = /^(>=?)?(\d{1,9}(?:\.\d{1,2})?)([km]?)(\+)?$/i.exec(word) ?? [];
  if (!digits || Boolean(above) === Boolean(more)) return undefined;
  const size = Number(digits) * ({ k: 1e3, m: 1e6 }[unit.toLowerCase()] ?? 1);
  return size <= 1e9 ? ["context", String(Math.round(size))] : undefined;
};

const capabilityFilters = ({ capabilities }) => {
  const words = new Map(Object.entries(CAPABILITY_WORDS));
  for (const [slug, short] of capabilities) for (const word of [slug, short?.toLowerCase()]) if (word) words.set(word, slug);
  const known = new Set(capabilities.map(([slug]) => slug));
  return (word) => {
    if (word === "free") return ["price", "free"];
    const slug = words.get(word);
    return known.has(slug) ? ["capability", slug] : undefined;
  };
};
