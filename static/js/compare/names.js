// The names that can be chosen, from the data of the lists (docs/data.md): read on first use.
const mostSuggestions = 30;
const mostLetters = 300;
const mostWords = 12;

/** The rows of one data file; `tables` are those of its first part. A key or path that follows from the id is left out. */
const namesOf = ({ columns }, tables) => {
  const at = (column, row) => columns[column]?.[row] ?? null;
  return columns.name.map((name, row) => {
    const id = at("id", row);
    const provider = tables.providers[at("provider", row)];
    const key = at("key", row) ?? (provider ? `${provider[1]}models/${id}` : `models/${id}`);
    const text = provider ? `${name} on ${provider[0]} (${key})` : `${name} (${key})`;
    return { name, id, key, text, path: at("path", row) ?? usualPath(key), hay: folded(`${text} ${id}`).toLowerCase() };
  });
};

const nameIndex = (rows) => {
  const byText = new Map(rows.map((row) => [row.text, row]));
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const only = (field, text) => {
    const found = rows.filter((row) => folded(row[field]).toLowerCase() === text);
    return found.length === 1 ? found[0] : undefined;
  };
  return {
    /** The path of a key's page. */
    pathOf: (key) => byKey.get(key)?.path ?? null,
    /** The key that a text means: a suggestion, a key, the only id or name that is so. */
    keyOf: (text) => {
      const lower = folded(text).toLowerCase();
      return (byText.get(text) ?? byKey.get(text) ?? only("id", lower) ?? only("name", lower))?.key ?? null;
    },
    /** What to suggest for a text: every word of it stands in name, id or key. */
    suggest: (text) => {
      const words = folded(text.slice(0, mostLetters)).toLowerCase().split(/\s+/).filter(Boolean).slice(0, mostWords);
      const found = [];
      for (const row of rows) {
        if (words.every((word) => row.hay.includes(word))) found.push(row.text);
        if (found.length === mostSuggestions) break;
      }
      return found;
    },
  };
};

/** Reads the names once, of all files; after a failure the next call tries again. */
const nameReader = (addresses) => {
  let reading = null;
  const read = async () => {
    const files = await Promise.all(addresses.map(fetchJson));
    let tables;
    return nameIndex(files.filter(Boolean).flatMap((file) => namesOf(file, (tables = file.providers ? file : tables))));
  };
  return () => {
    reading ??= read();
    reading.catch(() => (reading = null));
    return reading;
  };
};
