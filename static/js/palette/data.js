// The rows of the directory, read when the palette first opens.
const opener = document.querySelector("[data-palette]");
const { root, search: file, compareAt } = opener.dataset;

const read = async () => {
  const db = await fetchRows(file);
  return { ...db, search: searchOf(db) };
};

// After a failure the next call tries again.
let reading = null;
const rows = () => {
  reading ??= read();
  reading.catch(() => (reading = null));
  return reading;
};
