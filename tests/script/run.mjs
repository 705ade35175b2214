// Calls functions of the theme's scripts on cases and prints where their answers differ:
// node run.mjs FUNCTIONS SCRIPT... < cases, where FUNCTIONS is an object in terms of the scripts, cases are [[name, arguments, expected], ...].
import { readFileSync } from "node:fs";

const [name, ...scripts] = process.argv.slice(2);
const source = scripts.map((script) => readFileSync(script, "utf8")).join("\n");
const functions = new Function(`"use strict";\n${source}\nreturn ${name};`)();
const cases = JSON.parse(readFileSync(0, "utf8"));
let wrong = 0;
for (const [called, values, expected] of cases) {
  const answer = functions[called](...values);
  if (JSON.stringify(answer) === JSON.stringify(expected)) continue;
  wrong += 1;
  if (wrong <= 20) console.log(`${called}(${JSON.stringify(values)}) is ${JSON.stringify(answer)}, not ${JSON.stringify(expected)}`);
}
console.log(`ran ${cases.length} cases, ${wrong} differ`);
process.exit(wrong ? 1 : 0);
