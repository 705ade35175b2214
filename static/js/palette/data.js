// The rows of the directory, read when the palette first opens.
const opener = document.querySelector("[data-palette]");
const { root, search: file, compareAt } = opener.dataset;

const fetched = async (path) => {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  return answer.json();
};

const read = async () => {
  const first = await fetched(file);
  const further = Array.from({ length: first.parts - 1 }, (_, at) => fetched(file.replace(".json", `-${at + 2}.json`)));
  const db = joined([first, ...(await Promise.all(further))]);
  return { ...db, search: searchOf(db) };
};

// After a failure the next call tries again.
let reading = null;
const rows = () => {
  reading ??= read();
  reading.catch(() => (reading = null));
  return reading;
};
