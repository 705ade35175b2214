// The rows of the list as columns, fetched when somebody first searches, filters or sorts.
const form = document.getElementById("filters");
const loads = new Map();

const fetched = async (path) => {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  return answer.json();
};

// One array a column: parts follow each other, and few values stand in an object by the number of their row.
const joined = (parts) => {
  const columns = {};
  for (const name of new Set(parts.flatMap((part) => Object.keys(part.columns)))) {
    columns[name] = parts.flatMap(({ columns: part }) =>
      Array.isArray(part[name]) ? part[name] : part.name.map((_, row) => part[name]?.[row] ?? null),
    );
  }
  return columns;
};

const read = async (path) => {
  const first = await fetched(path);
  const further = Array.from({ length: first.parts - 1 }, (_, at) => fetched(path.replace(".json", `-${at + 2}.json`)));
  return { ...joined([first, ...(await Promise.all(further))]), tables: first, ranks: {} };
};

// The rows of `models` or `offers`; after a failure they are asked for again.
const load = (kind) => {
  if (!loads.has(kind)) {
    const rows = read(form.dataset[kind]);
    loads.set(kind, rows);
    rows.catch(() => loads.delete(kind));
  }
  return loads.get(kind);
};

// The last part of a path, by which addresses call authors and providers.
const folder = (path) => path.split("/").at(-2);

// Name and path of who stands beside a row: the provider of an offer, else the author.
const party = (db, row) => db.tables.providers[db.provider?.[row]] ?? db.tables.authors[db.author?.[row]];
