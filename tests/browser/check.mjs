// Opens pages of a built site in Chromium and prints what is wrong: node check.mjs [--only NAME,NAME] [--base PATH] PLAYWRIGHT
// AXE ROOT PAGE... The names are those of the files in `check`; the base is the path below which the site is served.
import { readdir } from "node:fs/promises";
import { run } from "./lib.mjs";

const args = process.argv.slice(2);
const option = (name) => (args[0] === name ? args.splice(0, 2)[1] : null);
const only = option("--only")?.split(",");
const base = option("--base") ?? "/";
const files = (await readdir(new URL("check/", import.meta.url))).filter((file) => file.endsWith(".mjs")).sort();
const names = files.map((file) => file.replace(".mjs", "")).filter((name) => !only || only.includes(name));
const checks = {};
for (const name of names) checks[name] = (await import(`./check/${name}.mjs`)).default;
await run(checks, args, base);
