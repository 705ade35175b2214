// The rows of `search.json` and `offers.json` (docs/data.md) as columns.

// One array a column: parts follow each other, and few values stand in an object by the number of their row.
const joined = (parts) => {
  const columns = {};
  for (const name of new Set(parts.flatMap((part) => Object.keys(part.columns)))) {
    columns[name] = parts.flatMap(({ columns: part }) =>
      Array.isArray(part[name]) ? part[name] : part.name.map((_, row) => part[name]?.[row] ?? null),
    );
  }
  return { ...columns, tables: parts[0] };
};

// The last part of a path, by which addresses call authors and providers.
const folder = (path) => path.split("/").at(-2);

// Name and path of the author and of the provider of a row.
const authorOf = (db, row) => db.tables.authors[db.author?.[row]];
const providerOf = (db, row) => db.tables.providers[db.provider?.[row]];

// Who stands beside a row: the provider of an offer, else the author.
const partyOf = (db, row) => providerOf(db, row) ?? authorOf(db, row);

const keyOf = (db, row) => db.key?.[row] ?? `${providerOf(db, row)?.[1] ?? ""}models/${db.id[row]}`;

const pathOf = (db, row) => {
  const plain = db.id[row].replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/[^a-z0-9._/-]/gu, "-");
  return db.path?.[row] ?? `${providerOf(db, row)?.[1] ?? "models/"}${plain}/`;
};

// Where a row comes from: 0 for a model, 1 for an offer of its author's own provider, 2 for any other offer.
const sourceOf = (db, row) => {
  const provider = db.provider?.[row];
  if (provider == null) return 0;
  return db.author?.[row] != null && db.tables.own[provider] === db.author[row] ? 1 : 2;
};

// When the directory listed a row, or else when it was released.
const sinceOf = (db, row) => db.added?.[row] ?? db.released?.[row] ?? null;

// A search in the rows. The id of a model has its author in front, which nobody types.
const searchOf = (db) =>
  searchIn(
    db.name.map((name, row) => {
      const [author, provider] = [authorOf(db, row), providerOf(db, row)];
      const providers = (db.providers?.[row] ?? []).map((at) => db.tables.providers[at]);
      const id = db.id[row].slice(db.id[row].lastIndexOf("/") + 1);
      return {
        name,
        id,
        ids: [db.id[row], ...(provider ? [] : [id]), ...(db.ids?.[row] ?? [])],
        parties: [author, provider, ...providers].filter(Boolean).map(([party]) => party),
        source: sourceOf(db, row),
        offers: db.offers?.[row] ?? 1,
        added: sinceOf(db, row) ?? "",
      };
    }),
  );
