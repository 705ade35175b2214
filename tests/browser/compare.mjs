// Compares models in Chromium and prints what is wrong: node compare.mjs PLAYWRIGHT AXE ROOT NAME...
// The site stands below a path of its host; each NAME is a comparison of its settings.
import { readFile } from "node:fs/promises";

import { launch, serve, visit } from "./lib.mjs";

const [playwright, axe, root, ...names] = process.argv.slice(2);
const server = await serve(root, "/directory/");
const site = server.origin;
const browser = await launch(playwright);
const problems = [];
let checks = 0;
let at = "";
let isMissingExpected = false;
const hold = (is, words) => {
  checks += 1;
  if (!is) problems.push(`${at}: ${words}`);
};
const same = (found, expected, words) =>
  hold(JSON.stringify(found) === JSON.stringify(expected), `${words}\n  found    ${JSON.stringify(found)}\n  expected ${JSON.stringify(expected)}`);

const open = async (options = {}) => {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.on("console", (message) => {
    const isMissing = isMissingExpected && message.text().includes("404");
    if (["error", "warning"].includes(message.type()) && !isMissing) problems.push(`${at}: the console says: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`${at}: a script failed: ${error.message}`));
  return page;
};
const go = (page, path) => visit(page, site + path);

/** The table as names, attributes and texts, without white space between elements, and the notes below it. */
const shown = (page) =>
  page.evaluate(() => {
    const plain = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.textContent.trim().replace(/\s+/g, " ") || null;
      const attributes = [...node.attributes].map(({ name, value }) => [name, name === "href" ? node.href : value]).sort();
      return [node.localName, attributes, [...node.childNodes].map(plain).filter((child) => child !== null)];
    };
    const notes = [...document.querySelectorAll("[data-notes] p")].map((note) => note.textContent);
    return { heading: document.querySelector("h1").textContent, title: document.title, notes, table: plain(document.querySelector(".comparison-scroll")) };
  });

/** What the table says: the heads and the rows of fact and values. */
const texts = (page) =>
  page.evaluate(() => {
    const clean = (cell) => {
      const copy = cell.cloneNode(true);
      copy.querySelectorAll(".visually-hidden").forEach((hidden) => hidden.remove());
      copy.querySelectorAll(".dash").forEach((dash) => (dash.textContent = "–"));
      return copy.textContent.replace(/\s+/g, " ").trim();
    };
    const table = document.querySelector("[data-comparison]");
    const rows = [...table.querySelectorAll("tbody:not(.month) tr:not(.group):not([hidden])")].filter((row) => !row.parentNode.hidden);
    return { heads: [...table.tHead.rows[0].cells].slice(1).map(clean), rows: rows.map((row) => [row.querySelector("th span").textContent, ...[...row.cells].slice(1).map(clean)]) };
  });

const parseCsv = (text) => text.trimEnd().split("\n").map((line) => line.slice(1, -1).split('","').map((cell) => cell.replaceAll('""', '"')));
const parseMarkdown = (text) =>
  text.trimEnd().split("\n").map((line) => line.slice(2, -2).split(/(?<!\\) \| /).map((cell) => cell.trim().replace(/\\(.)/g, "$1")));
const bare = (text) => text.replace(/^'(?=[=+@-])/, "").replace(/[() ]/g, "");

const copies = async (page) => {
  const { heads, rows } = await texts(page);
  for (const kind of ["CSV", "Markdown"]) {
    await page.locator(`[data-copy-table="${kind}"]`).click();
    await page.waitForFunction((kind) => document.getElementById("announcement").textContent === `Copied the comparison as ${kind}`, kind);
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const lines = kind === "CSV" ? parseCsv(text).map(([, fact, , ...values]) => [fact, ...values]) : parseMarkdown(text);
    const [head, ...body] = lines;
    const found = kind === "CSV" ? body : body.filter(([fact]) => !/^(---|\*\*.*\*\*)$/.test(fact)).map(([fact, ...values]) => [fact, ...values]);
    same(head.slice(1).map(bare), heads.map(bare), `the heads copied as ${kind}`);
    same(found.map(([, ...values]) => values.map(bare)), rows.map(([, ...values]) => values.map(bare)), `the values copied as ${kind}`);
    hold(found.every(([fact], index) => fact.startsWith(rows[index]?.[0])), `the facts copied as ${kind}`);
  }
};

const holds = async (page) => {
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    hold(wide <= 0, `${wide} px too wide at ${width} px`);
    if (width === 320) continue;
    await page.evaluate(await readFile(axe, "utf8"));
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), tags);
    for (const { id, nodes } of violations) problems.push(`${at}: axe ${id} at ${width} px: ${nodes[0].html}`);
  }
};

for (const name of names) {
  at = `compare/${name}/`;
  const page = await open();
  await go(page, at);
  const served = await shown(page);
  await copies(page);
  const month = await page.locator("[data-comparison] .month td > data").allTextContents();
  const totals = await page.locator("[data-calculator] [data-total]").allTextContents();
  same(month, totals, "the first row has the totals of the calculator");
  const alone = page.locator("[data-comparison] .alone");
  same(await page.locator("[data-comparison] .alone:visible").count(), 0, "rows that only one model has are folded");
  if (await alone.count()) {
    await page.locator("[data-alone] input").check();
    same(await page.locator("[data-comparison] .alone:visible").count(), await alone.count(), "they open");
    await copies(page);
    await page.locator("[data-alone] input").uncheck();
  }
  hold(name !== names[0] || (await alone.count()) > 0, "no row is of one model only");
  await page.locator("[data-differences]").check();
  hold(name !== names[0] || (await page.locator("[data-comparison] .same").count()) > 0, "no row is marked as the same");
  same(await page.locator("[data-comparison] .same:visible").count(), 0, "rows that are the same are hidden");
  await copies(page);
  await page.getByRole("link", { name: "Edit models" }).click();
  await page.waitForSelector("[data-table] table");
  at = `compare/?… of ${name}`;
  hold(page.url().includes("/compare/?m="), `the address ${page.url()}`);
  same(await shown(page), served, "the script's table is the server's");
  await copies(page);
  await page.context().close();
  for (const colorScheme of ["light", "dark"]) {
    const page = await open({ colorScheme });
    for (const path of [`compare/${name}/`, new URL((await keysOf(page, name)), site).href.slice(site.length)]) {
      at = `${path} (${colorScheme})`;
      await go(page, path);
      await holds(page);
    }
    await page.context().close();
  }
}

async function keysOf(page, name) {
  await go(page, `compare/${name}/`);
  const keys = await page.locator("thead [data-record]").evaluateAll((heads) => heads.map((head) => head.dataset.record));
  return `compare/?${keys.map((key) => `m=${encodeURIComponent(key)}`).join("&")}`;
}

at = "the picker";
{
  const page = await open();
  const whole = new URL(await keysOf(page, names[0]), site).href;
  const [first, second, third] = new URL(whole).searchParams.getAll("m");
  const heads = () => page.locator("[data-table] thead [data-record]").evaluateAll((found) => found.map((head) => head.dataset.record));
  const settled = (count) => page.waitForFunction((count) => document.querySelectorAll("[data-table] thead [data-record]").length === count, count);
  const title = (await go(page, "compare/"), await page.title());
  hold(await page.getByText("Choose two models to compare.").isVisible(), "the empty state has words");
  await page.getByLabel("Model 1", { exact: true }).fill(first.split("/").at(-1));
  await page.locator("[role=option]:visible").first().click();
  await page.waitForFunction(() => document.querySelector("[data-status]").textContent.startsWith("Choose a second model"));
  await page.getByLabel("Model 2", { exact: true }).fill(second);
  await page.keyboard.press("Enter");
  await settled(2);
  same(await heads(), [first, second], "the chosen columns");
  same(await page.evaluate(() => document.activeElement.id), "compare-slot-1", "the focus stays");
  hold((await page.title()) !== title, "the title follows");
  await page.getByLabel("Model 3", { exact: true }).fill(third);
  await page.keyboard.press("Enter");
  await settled(3);
  await page.getByLabel("Model 2", { exact: true }).fill("no such thing");
  await page.keyboard.press("Enter");
  hold(await page.getByText("No model or offer matches “no such thing”.").isVisible(), "an unknown name is named");
  await page.getByRole("button", { name: /^Remove/ }).first().click();
  await settled(2);
  same(await heads(), [second, third], "a column taken away");
  await page.goBack();
  await settled(3);
  same(await heads(), [first, second, third], "Back");
  await page.goBack();
  await settled(2);
  await page.goBack();
  await page.goBack();
  await settled(0);
  same(await page.title(), title, "the title comes back");
  await page.goForward();
  await page.goForward();
  await settled(2);
  same(await heads(), [first, second], "Forward");

  at = "the suggestions";
  const id = first.split("/").at(-1);
  const field = page.getByLabel("Model 1", { exact: true });
  const options = page.locator("[role=option]:visible");
  const suggested = async (text) => {
    await field.fill("");
    await options.first().waitFor({ state: "hidden" });
    await field.fill(text);
    await options.first().waitFor();
    return options.evaluateAll((all) => all.map((option) => [...option.children].map((part) => part.textContent)));
  };
  await go(page, "compare/");
  const found = await suggested(id.slice(0, 3));
  hold(found.length > 1 && found.length <= 30, `${found.length} suggestions`);
  hold(found.every((parts) => parts.length === 2 && !/\b(providers|models)\//.test(parts.join())), "names, parties and ids, no keys");
  same(await suggested(id.slice(0, 3).toUpperCase()), found, "case changes no order");
  same(await options.evaluateAll((all) => all.map((option) => option.ariaSelected).indexOf("true")), 0, "the first is marked");
  await field.press("ArrowDown");
  same(await field.getAttribute("aria-activedescendant"), await options.nth(1).getAttribute("id"), "the next is marked");
  await page.evaluate(await readFile(axe, "utf8"));
  const { violations } = await page.evaluate(() => axe.run(".compare-picker"));
  same(violations.map((violation) => violation.id), [], "the list is accessible");
  await field.press("Escape");
  same(await options.count(), 0, "Escape closes the list");
  const chosen = (name) => page.getByText(`Choose a second model to compare ${name}`).waitFor({ timeout: 5000 }).then(() => true, () => false);
  for (const [keys, at] of [[[], 0], [["ArrowDown"], 1], [["ArrowUp", "ArrowUp"], found.length - 2]]) {
    await go(page, "compare/");
    await suggested(id.slice(0, 3));
    for (const key of [...keys, "Enter"]) await field.press(key);
    hold(await chosen(found[at][0]), `Enter takes ${found[at][0]}`);
  }
  await go(page, "compare/");
  await field.fill(id.toUpperCase());
  await field.press("Enter");
  await page.waitForFunction(() => location.search !== "");
  same(new URL(page.url()).searchParams.getAll("m"), [first], "Enter takes the best match before it is shown");
  await go(page, "compare/");
  await field.fill(id);
  await field.press("Tab");
  await page.waitForFunction(() => location.search !== "");
  same(new URL(page.url()).searchParams.getAll("m"), [first], "leaving the field takes it too");
  await go(page, `compare/?m=${first}&m=${second}`);

  at = "a text without end";
  for (const text of ["a".repeat(2000), "zz ".repeat(2000)]) {
    await page.getByLabel("Model 2", { exact: true }).fill(text);
    await page.keyboard.press("Enter");
    await page.getByText("No model or offer matches “").first().waitFor();
    same(await page.locator("[role=option]:visible").count(), 0, "no suggestions");
    hold((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, "nothing is too wide");
  }
  await page.reload();
  await page.waitForLoadState("networkidle");

  at = "a key that is not there";
  isMissingExpected = true;
  await go(page, `compare/?m=${first}&m=models/nobody/nothing&m=../../x&m=${second}&m=a&m=b`);
  same(await heads(), [first, second], "the other columns stand");
  hold(await page.getByText("No model or offer matches “models/nobody/nothing”.").isVisible(), "the key is named");
  hold(await page.getByText("Only the first four are shown.").isVisible(), "too many are named");
  isMissingExpected = false;
  await page.context().close();

  at = "data that cannot be loaded";
  const broken = await open();
  await broken.route("**/index.json", (route) => route.fulfill({ status: 503 }));
  isMissingExpected = true;
  broken.removeAllListeners("console");
  await go(broken, whole.slice(site.length));
  hold(await broken.getByText("The data could not be loaded.").isVisible(), "the failure has words");
  await broken.unroute("**/index.json");
  await broken.getByRole("button", { name: "Retry" }).click();
  await broken.waitForSelector("[data-table] table");
  hold(!(await broken.getByRole("button", { name: "Retry" }).isVisible()), "Retry goes");
  await broken.context().close();
}

at = "without JavaScript";
{
  const page = await open({ javaScriptEnabled: false });
  await go(page, "compare/");
  for (const name of names) hold(await page.locator(`a[href$="compare/${name}/"]`).isVisible(), `the link to ${name}`);
  same(await page.locator("input:visible, button:visible").count(), 0, "no control that does nothing");
  await go(page, `compare/${names[0]}/`);
  hold(await page.locator("[data-comparison]").isVisible(), "the table");
  same(await page.locator("input:visible, button:visible").count(), 0, "no control that does nothing on a pair");
  await page.context().close();
}

await browser.close();
server.close();
for (const problem of problems) console.log(problem);
console.log(`checked ${checks}, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
