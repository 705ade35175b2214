// Search in names, ids, authors and providers, best matches first. Where nothing matches as typed, one wrong, missing,
// added or exchanged letter in each word is let pass.
const words = { unicode: true, interSplit: "[^\\p{L}\\d]+", intraSplit: "\\p{Ll}\\p{Lu}", intraBound: "\\p{L}\\d|\\d\\p{L}" };

// What is searched in, made once for each set of rows.
const haystack = (db) => {
  const { authors, providers } = db.tables;
  const names = (row) => [authors[db.author?.[row]], providers[db.provider?.[row]], ...(db.providers?.[row] ?? []).map((at) => providers[at])];
  db.hay ??= uFuzzy.latinize(
    db.name.map((name, row) => `${name} ${db.id[row]} ${names(row).map((party) => party?.[0]).join(" ")}`),
  );
  return db.hay;
};

// The rows that match, best first, and whether they are only near to what was typed; `null` for no search.
const matching = (db, typed) => {
  const needle = uFuzzy.latinize([typed])[0].replace(/(\p{L})(?=\d)/gu, "$1 ").trim();
  const other = needle.split(/\s+/).length < 4 ? 1 : 0;
  // As typed, then with the words in another order, then with a typo.
  for (const [intraMode, order] of [[0, 0], [0, other], [1, other]]) {
    const fuzzy = new uFuzzy({ ...words, intraMode });
    if (!fuzzy.split(needle).length) return null;
    const [rows, info, best] = fuzzy.search(haystack(db), needle, order, 4000);
    if (rows?.length) return { rows: best ? best.map((at) => info.idx[at]) : rows, near: intraMode === 1 };
  }
  return { rows: [], near: false };
};
