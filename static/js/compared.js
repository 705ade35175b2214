// What is compared: keys with names, kept for the session, and the page that compares them. Lists and the palette add to it.
const MOST_COMPARED = 4;

const readCompared = () => {
  try {
    return [...new Map(JSON.parse(sessionStorage.getItem("compare") ?? "[]"))];
  } catch {
    return [];
  }
};

const keepCompared = (records) => {
  try {
    sessionStorage.setItem("compare", JSON.stringify(records));
  } catch {}
};

const comparisonOf = (page, records) => `${page}?${records.map(([key]) => `m=${encodeURIComponent(key).replaceAll("%2F", "/")}`).join("&")}`;
