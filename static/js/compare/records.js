// Records by their keys: each is `index.json` beside its page.
const fetchJson = async (address) => {
  const response = await fetch(address);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return response.json();
};

/** Where the page of a key usually stands; nothing for what is no key. A `slug` or an `id` of its own moves it. */
const usualPath = (key) => {
  const parts = key.split("/");
  if (parts.some((part) => !part || /^\.+$/.test(part))) return null;
  const isOffer = parts[0] === "providers" && parts[2] === "models" && parts.length > 3;
  if (isOffer) parts.splice(2, 1);
  else if (parts[0] !== "models" || parts.length < 3) return null;
  const lower = parts.join("/").replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return `${[...lower].map((letter) => (/[a-z0-9._/-]/.test(letter) ? letter : "-")).join("")}/`;
};

/** Reads records, each once. A key that is not there gives null; what cannot be loaded throws. */
const recordReader = (root, names) => {
  const known = new Map();
  const at = async (path, key) => {
    const record = path && (await fetchJson(`${root}${path}index.json`));
    return record?.key === key ? record : null;
  };
  return async (key) => {
    if (!known.has(key)) {
      const found = (await at(usualPath(key), key)) ?? (await at((await names()).pathOf(key), key));
      known.set(key, found);
    }
    return known.get(key);
  };
};
