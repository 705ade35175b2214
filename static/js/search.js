// The rows that match what is typed, those that people mean first.

// No more is searched for: a text may come with a link, so the field alone cannot keep it short.
const MOST_LETTERS = 200;
const MOST_WORDS = 12;

/**
 * A search in rows of name, id, ids, parties, source, offers and added. It takes what is typed and gives the numbers of the rows that have
 * every word of it, best first, and whether they are only near to it; `null` for a text without words.
 */
const searchIn = (rows) => {
  const index = indexOf(rows);
  let known;
  const nearTo = (word) => {
    known ??= [...new Set(index.flatMap(({ words }) => words.replaceAll("^", "").match(/\p{L}{4,}/gu) ?? []))];
    return /^\p{L}{5,}$/u.test(word) ? known.filter((other) => isNear(word, other)) : [];
  };
  return (text) => {
    const typed = text.slice(0, MOST_LETTERS).toLowerCase();
    const words = spell(typed).split(" ").filter(Boolean).slice(0, MOST_WORDS);
    if (!words.length) return null;
    const found = ranked(index, typed, words.map((word) => [word]));
    if (found.length) return { rows: found, near: false };
    const near = ranked(index, typed, words.map((word) => [word, ...nearTo(word)]));
    return { rows: near, near: near.length > 0 };
  };
};

// The rows with one of the readings of every word. The first difference decides: the exact id, whole words before the starts of words, the
// model and its author before others, the exact name, words of the name before those of a party, and the standing (docs/templates.md).
const ranked = (index, typed, words) => {
  const tests = words.map(testsOf);
  const [id, name] = [`\n${typed.trim()}\n`, `\n${lettersOf(spell(typed))}\n`];
  const places = new Map();
  index.forEach((row, at) => {
    if (!tests.every(({ letters, start }) => letters.some((one) => row.letters.includes(one)) && start.test(row.words))) return;
    places.set(at, [
      row.ids.includes(id) ? 0 : 1,
      tests.filter(({ whole }) => !whole.test(row.words)).length,
      row.source,
      row.names.includes(name) ? 0 : 1,
      tests.filter(({ whole, start }) => !(whole.test(row.words) ? whole : start).test(row.ownWords)).length,
      row.standing,
    ]);
  });
  return [...places.keys()].sort((one, other) => inOrder(places.get(one), places.get(other)));
};

// How the readings of a typed word are found in the words of a row.
const testsOf = (readings) => {
  const pattern = `(?:${readings.map(patternOf).join("|")})`;
  return {
    letters: readings.map(lettersOf),
    start: new RegExp(`[\\n |^.]${pattern}`),
    whole: new RegExp(`[\\n |]${pattern}[\\n |]`),
  };
};
