// Asks the search of the list for queries and ids, and says what is not first: node rank.mjs SEARCH OFFERS QUERIES...
// SEARCH and OFFERS are data/search.json and data/offers.json of a site; QUERIES are files of lines with a query, a tab and a path.
import { readFileSync } from "node:fs";

const [search, offers, ...lists] = process.argv.slice(2);
const scripts = ["format", "fold", "words", "search_index", "search", "table", "query_filters", "query"].map((name) => readFileSync(`static/js/${name}.js`, "utf8"));
const { joined, searchOf, pathOf, keyOf, readQuery } = new Function(`"use strict";\n${scripts.join("\n")}\nreturn { joined, searchOf, pathOf, keyOf, readQuery };`)();
const read = (path) => joined([JSON.parse(readFileSync(path, "utf8"))]);
const [models, every] = [read(search), read(offers)];
const find = searchOf(models);
const rowsOf = (text) => readQuery(models, find, text).rows ?? [];

// What has to hold of each of some texts, and how often it does.
const ask = (claim, texts, expect) => {
  const wrong = texts.map((text) => [text, expect(text)]).filter(([, found]) => found !== null);
  for (const [text, found] of wrong) console.log(`${claim}: ${JSON.stringify(text)} ${found}`);
  console.log(`${claim}\t${texts.length - wrong.length}\t${texts.length}`);
};

const queries = new Map();
for (const line of lists.flatMap((path) => readFileSync(path, "utf8").split("\n"))) {
  const [query, path] = line.split("\t");
  if (path && !line.startsWith("#")) queries.set(query, path);
}
ask("first row of a query", [...queries.keys()], (query) => {
  const paths = rowsOf(query).map((row) => `/${pathOf(models, row)}`);
  const place = paths.indexOf(queries.get(query));
  return place === 0 ? null : `has ${queries.get(query)} in place ${place + 1} of ${paths.length}, after ${paths[0]}`;
});

const idsOf = (row) => [models.id[row], models.id[row].split("/").at(-1), ...(models.ids?.[row] ?? [])].map((id) => id.toLowerCase());
const ids = new Set([...models.id, ...every.id].map((id) => id.toLowerCase()));
ask("first row of an id", [...ids], (id) => {
  const [first] = rowsOf(id);
  return first !== undefined && idsOf(first).includes(id) ? null : `leads to ${first === undefined ? "nothing" : keyOf(models, first)}`;
});

const texts = [...queries.keys(), ...models.name];
ask("order in any case", texts, (text) => {
  const [lower, upper] = [text.toLowerCase(), text.toUpperCase()].map((typed) => String(rowsOf(typed)));
  return lower === upper ? null : "has another order in upper case";
});
