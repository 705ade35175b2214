// What the search of the list answers, with the filters among the words: node answers.mjs SEARCH QUERIES. A line of JSON for each query:
// its filters, whether the rows are only near to it, and their keys, best first.
import { readFileSync } from "node:fs";

const [search, queries] = process.argv.slice(2);
const names = ["format", "fold", "words", "search_index", "search", "table", "query_filters", "query", "list/values", "list/tests"];
const scripts = names.map((name) => readFileSync(`static/js/${name}.js`, "utf8"));
const made = new Function(`"use strict";\n${scripts.join("\n")}\nreturn { joined, searchOf, keyOf, readQuery, tests, passing };`)();
const { joined, searchOf, keyOf, readQuery, tests, passing } = made;
const db = joined([JSON.parse(readFileSync(search, "utf8"))]);
const find = searchOf(db);
for (const text of JSON.parse(readFileSync(queries, "utf8"))) {
  const { filters, rows, near } = readQuery(db, find, text);
  const found = passing(rows ?? [...db.name.keys()], tests(db, filters));
  console.log(JSON.stringify([filters, near, found.map((row) => keyOf(db, row))]));
}
