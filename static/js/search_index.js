// What rows are searched by, made once for each set of them; a line for each text.
const lines = (texts) => `\n${texts.join("\n")}\n`;

// A name without the remark behind it: `Claude Sonnet 4.5 (latest)`.
const plainName = (name) => name.replace(/ *\([^()]*\)$/, "");

// Does a thing once for each text, since many rows share theirs.
const oncePerText = (make) => {
  const made = new Map();
  return (text) => {
    if (!made.has(text)) made.set(text, make(text));
    return made.get(text);
  };
};

const indexOf = (rows) => {
  const wordsOf = oncePerText(spell);
  const letters = oncePerText((text) => lettersOf(wordsOf(text)));
  const standings = standingsOf(rows);
  return rows.map(({ name, id, ids, parties, source }, at) => {
    const own = [...new Set([name, plainName(name), id])];
    const all = [...new Set([...own, ...ids, ...parties])];
    return {
      ids: lines(ids).toLowerCase(),
      names: lines([...own, ids[0]].map(letters)),
      ownWords: lines(own.map(wordsOf)),
      words: lines(all.map(wordsOf)),
      letters: lines(all.map(letters)),
      source,
      standing: standings[at],
    };
  });
};

// The place of each row among rows that match alike: by the line of models with the most offers, in it the newest version, of that the row with
// the most offers. A line are models whose names differ in numbers alone, so that `opus` leads to the newest one.
const standingsOf = (rows) => {
  const versions = rows.map(({ name }) => plainName(name).toLowerCase());
  const lines = versions.map((version) => version.replace(/[\d.]+/g, "#"));
  const byOffers = [...rows.keys()].sort((one, other) => rows[other].offers - rows[one].offers);
  const [leadingOfLine, leadingOfVersion] = [lines, versions].map((groups) => {
    const leading = new Map();
    for (const at of byOffers) if (!leading.has(groups[at])) leading.set(groups[at], rows[at]);
    return groups.map((group) => leading.get(group));
  });
  const keys = rows.map((row, at) => [leadingOfLine[at].offers, leadingOfVersion[at].added, row.offers, row.added]);
  const standings = [];
  [...rows.keys()]
    .sort((one, other) => inOrder(keys[other], keys[one]) || one - other)
    .forEach((row, place) => (standings[row] = place));
  return standings;
};

// Compares two lists by the first of their values that differ.
const inOrder = (one, other) => {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  if (at === one.length) return 0;
  return one[at] < other[at] ? -1 : 1;
};
