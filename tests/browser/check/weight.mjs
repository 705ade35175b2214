// Page weights: what a page costs to load, compressed, against the budgets of the theme. They bind the theme, never a user's
// build.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { join } from "node:path";

const KB = 1024;
const BUDGETS = {
  model: { html: 12 * KB, script: 6 * KB, requests: 7, nodes: 900 },
  // Each row has a link that opens it.
  index: { html: 10 * KB, script: 8 * KB, requests: 8, nodes: 2100 },
  // The page that compares has a search of its own.
  compare: { html: Infinity, script: 12.5 * KB, requests: 8, nodes: Infinity },
  other: { html: Infinity, script: 10 * KB, requests: 8, nodes: Infinity },
};
// Pages of authors and providers have the head of a record and the form of a list.
const SHEET = { author: 8.5 * KB, other: 8 * KB };
// The page of a model that ends says what changes with the one that replaces it, beside all that it says of others.
const NODES_OF_ENDED = 940;
const FONT = 32 * KB;
// Of 5,000 rows, a twelfth of them with a score.
const SEARCH = 104 * KB;

export default async function weight(site) {
  await site.each(site.pages, async (path) => {
    const budget = BUDGETS[kindOf(path)];
    const seen = [];
    await site.with(path, { setup: (page) => page.on("request", (request) => seen.push(request)), wait: "networkidle" }, async (page) => {
      const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
      const isEnded = (await page.locator("#succession").count()) > 0;
      const files = seen.map((request) => ({ type: request.resourceType(), path: request.url().replace(site.origin, "") || "index.html" }));
      const of = async (type) => {
        const sizes = files.filter((file) => file.type === type).map(async (file) => compressed(site, file.path));
        return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      };
      const expect = (what, is, most) => {
        if (process.env.MODELPRESS_WEIGHTS) console.log(`${path}: ${what} ${is} of ${most}`);
        if (is > most) site.problem(path, `${what}: ${is} of at most ${most}`);
      };
      expect("page", await of("document"), budget.html);
      expect("scripts", await of("script"), budget.script);
      const most = /^(models|providers)\/[^/]+\/index.html$/.test(path) ? SHEET.author : SHEET.other;
      const sheets = files.filter((file) => file.type === "stylesheet");
      for (const sheet of sheets) expect(`style ${sheet.path}`, await compressed(site, sheet.path), most);
      expect("font", (await of("font")) || 0, FONT);
      expect("requests", files.length, budget.requests);
      expect("elements", nodes, isEnded ? NODES_OF_ENDED : budget.nodes);
    });
  });
  const search = await compressed(site, "data/search.json").catch(() => 0);
  if (search > SEARCH) site.problem("data/search.json", `${search} of at most ${SEARCH} bytes`);
}

function kindOf(path) {
  if (path.startsWith("compare/")) return "compare";
  if (/^models\/(page\/\d+\/)?index.html$/.test(path)) return "index";
  const isRecord = /^(models|providers)\/[^/]+\/.+\/index.html$/.test(path) && !/\/page\/\d+\/index.html$/.test(path);
  return isRecord ? "model" : "other";
}

// Fonts are compressed by their own format.
async function compressed(site, path) {
  const bytes = await readFile(join(site.root, decodeURIComponent(path.endsWith("/") ? `${path}index.html` : path)));
  return path.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 6 }).length;
}
