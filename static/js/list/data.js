// The rows of the list as columns, fetched when somebody first searches, filters or sorts.
const form = document.getElementById("filters");
const loads = new Map();

const fetched = async (path) => {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  return answer.json();
};

const read = async (path) => {
  const first = await fetched(path);
  const further = Array.from({ length: first.parts - 1 }, (_, at) => fetched(path.replace(".json", `-${at + 2}.json`)));
  return { ...joined([first, ...(await Promise.all(further))]), ranks: {} };
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

// The search in the rows, made once for each set of them.
const searchOnce = (db) => (db.search ??= searchOf(db));
