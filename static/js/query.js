// What is typed as words and filters: `vision tools <$1 >200k open groq` asks for rows that can do something, cost no more, read so much,
// and have the words that are left. A price and a context window are always filters. The word for a capability is one where no row has it in
// its names: somebody who types `llama vision` means the models of that name.
/**
 * Reads a text beside the rows in which it is searched. Gives the filters as fields of the list's form, the words that are left, and the
 * numbers of the rows that have those words, best first; `rows` is `null` where no word is left.
 */
const readQuery = (db, search, text) => {
  const capabilityFilter = capabilityFilters(db.tables);
  const read = text.trim().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS).map((word) => {
    const figure = priceFilter(word) ?? contextFilter(word);
    return { word, figure, ability: figure ? undefined : capabilityFilter(word.toLowerCase()) };
  });
  const wordsOf = (parts) => parts.map(({ word }) => word).join(" ");
  const figures = read.filter(({ figure }) => figure).map(({ figure }) => figure);
  const abilities = read.filter(({ ability }) => ability);
  const named = read.filter(({ figure }) => !figure);
  const found = search(wordsOf(named));
  const areNames = !abilities.length || (!figures.length && found?.rows.length && !found.near);
  if (areNames) return { filters: figures, words: wordsOf(named), rows: found?.rows ?? null, near: Boolean(found?.near) };
  const rest = wordsOf(named.filter(({ ability }) => !ability));
  const others = search(rest);
  const filters = new Map([...figures, ...abilities.map(({ ability }) => ability)].map((filter) => [filter.join(), filter]));
  return { filters: [...filters.values()], words: rest, rows: others?.rows ?? null, near: Boolean(others?.near) };
};

// A filter in words: `Vision`, `input up to $1.00`, `200K context or more`.
const filterLabel = ({ capabilities }, [name, value]) => {
  if (name === "price") return value === "free" ? "free" : `input up to ${format.price(value)}`;
  if (name === "context") return `${format.tokens(value)} context or more`;
  const [slug, short] = capabilities.find(([slug]) => slug === value);
  return short ?? slug.replaceAll("-", " ");
};
