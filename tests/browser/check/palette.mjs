// The palette: from any page by key and by the link in the header, fetched on first use; typing finds models, authors and filters, Enter opens
// what is marked, Tab compares, a key copies the id, Escape leads back; axe finds nothing in it, and it fits a phone.
import { DESK, PHONE } from "../lib.mjs";

const FIELD = "dialog.palette input";
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

export default async function palette(site) {
  const path = await site.having("data-tabs=");
  if (!path) return;
  await site.with(path, {}, (page) => used(site, page, path));
  await site.with(path, {}, (page) => filtered(site, page, path));
  await site.with(path, { javaScriptEnabled: false }, (page) => bare(site, page, path));
  const looks = [DESK, PHONE].flatMap((viewport) => ["light", "dark"].map((colorScheme) => ({ viewport, colorScheme })));
  await site.each(looks, (look) => site.with(path, look, (page) => looked(site, page, path, look)));
}

const options = (page) => page.locator(".palette [role=option]");

// Waits until what is typed is searched for.
const typed = async (page, text) => {
  await page.locator(FIELD).fill(text);
  await page.waitForFunction(() => /^(\d|Nothing)/.test(document.querySelector(".palette-status").textContent));
};

async function used(site, page, path) {
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  const expect = (what, holds) => holds || site.problem(path, what);
  await page.reload({ waitUntil: "networkidle" });
  expect("the palette is fetched before it is used", !requests.some((url) => /palette\.|search\.json/.test(url)));
  await page.locator("[data-palette]").click();
  await page.waitForSelector(`${FIELD}:focus`);
  const name = await page.locator("h1").first().textContent();
  await typed(page, name);
  // The model stands for its offers.
  const first = await options(page).first().locator("b").textContent();
  await page.keyboard.press("Tab");
  const compared = await page.evaluate(() => JSON.parse(sessionStorage.getItem("compare")));
  expect("Tab does not add to the comparison", compared?.length === 1 && compared[0][1] === first);
  await page.keyboard.press("Control+c");
  await page.waitForFunction(() => document.querySelector(".palette-status").textContent.startsWith("Copied"));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(`copying gives ${copied}`, copied && compared?.[0][0].endsWith(copied));
  await typed(page, "zzzz qqqq");
  expect("something is found for nonsense", (await options(page).count()) === 0);
  await typed(page, name);
  await page.keyboard.press("ArrowUp");
  const last = await options(page).last().getAttribute("aria-selected");
  expect("the arrows do not go round", last === "true");
  await page.keyboard.press("Escape");
  const back = await page.evaluate(() => !document.querySelector("dialog.palette").open && document.activeElement.matches("[data-palette]"));
  expect("Escape does not lead back", back);
  await page.keyboard.press("Control+k");
  await typed(page, name);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  const led = await page.locator("h1").first().textContent();
  expect(`Enter leads to ${led}, not ${first}`, led === first);
}

// Filters in what is typed lead to the list with them set, which counts the same rows.
async function filtered(site, page, path) {
  await page.keyboard.press("Control+k");
  await page.waitForSelector(`${FIELD}:focus`);
  await typed(page, "tools <$2.5 >100k");
  const said = await options(page).first().textContent();
  const count = /(\d+) models?$/.exec(said)?.[1];
  if (!count) return site.problem(path, `the filters are not read: ${said}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/models\/\?/);
  await page.waitForFunction((text) => document.querySelector('[data-list="count"]').textContent.startsWith(`${text} `), count, { timeout: 5000 }).catch(async () => {
    site.problem(path, `the palette counts ${count}, the list ${await page.locator('[data-list="count"]').textContent()}`);
  });
}

async function bare(site, page, path) {
  const href = await page.locator("[data-palette]").evaluate((link) => link.href);
  if (href !== `${site.origin}models/`) site.problem(path, `without scripts the search leads to ${href}`);
}

async function looked(site, page, path, { viewport, colorScheme }) {
  const at = `${path} (palette, ${colorScheme}, ${viewport.width} px)`;
  await page.keyboard.press("Control+k");
  await page.waitForSelector(`${FIELD}:focus`);
  await typed(page, "mini");
  await page.evaluate(site.axe);
  const { violations } = await page.evaluate((values) => axe.run("dialog.palette", { runOnly: { type: "tag", values }, rules: { "target-size": { enabled: true } } }), tags);
  for (const { id, nodes } of violations) site.problem(at, `axe ${id}: ${nodes[0].html}`);
  const wide = await page.evaluate(() => [...document.querySelectorAll("dialog.palette, .palette-foot, .palette [role=option]")].filter((box) => box.scrollWidth > box.clientWidth + 1).length);
  if (wide) site.problem(at, "something is cut");
}
