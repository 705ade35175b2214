// Search in names, ids, authors and providers, best matches first. Where nothing matches as typed, one wrong, missing,
// added or exchanged letter in each word is let pass.
const words = { unicode: true, interSplit: "[^\\p{L}\\d]+", intraSplit: "\\p{Ll}\\p{Lu}", intraBound: "\\p{L}\\d|\\d\\p{L}" };

// What is searched in, made once for each set of rows.
const haystack = (db) => {
  const { authors, providers } = db.tables;
  const names = (row) => [authors[db.author?.[row]], providers[db.provider?.[row]], ...(db.providers?.[row] ?? []).map((at) => providers[at])];
  db.hay ??= uFuzzy.latinize(
    db.name.map((name, row) => folded(`${name} ${db.id[row]} ${names(row).map((party) => party?.[0]).join(" ")}`)),
  );
  return db.hay;
};

// What is searched for of what was typed: more than a name, an id or a provider has, and no more, since the search costs more with
// each letter of a word. A text may come with a link, so the field alone cannot keep it short.
const MOST_LETTERS = 200;
const wanted = (typed) => {
  const [plain] = uFuzzy.latinize([folded(typed.slice(0, MOST_LETTERS))]);
  const spaced = plain.replace(/(\p{L})(?=\d)/gu, "$1 ").replace(/([\p{L}\d]{24})[\p{L}\d]+/gu, "$1");
  return spaced.match(/^(?:[^\p{L}\d]*[\p{L}\d]+){0,8}[^\p{L}\d]*/u)[0].trim();
};

// A longer text is no name with a typo.
const MOST_FORGIVEN = 60;

// The rows that match, best first, and whether they are only near to what was typed; `null` for no search.
const matching = (db, typed) => {
  const needle = wanted(typed);
  const other = needle.split(/\s+/).length < 4 ? 1 : 0;
  // As typed, then with the words in another order, then with a typo.
  const typo = needle.length > MOST_FORGIVEN ? [] : [[1, other]];
  for (const [intraMode, order] of [[0, 0], [0, other], ...typo]) {
    const fuzzy = new uFuzzy({ ...words, intraMode });
    if (!fuzzy.split(needle).length) return null;
    const [rows, info, best] = fuzzy.search(haystack(db), needle, order, 4000);
    if (rows?.length) return { rows: best ? best.map((at) => info.idx[at]) : rows, near: intraMode === 1 };
  }
  return { rows: [], near: false };
};
