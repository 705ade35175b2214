// Scores in lists: each set of ten models or more can be a column, which sorts and filters, and stands in the address.
import { DESK, PHONE } from "../lib.mjs";

export default async function scores(site) {
  const pages = await site.all('data-list="scores"');
  if (site.pages.includes("charts/index.html") && !pages.includes("models/index.html")) site.problem("models/index.html", "has no scores to choose");
  await site.each(pages, async (path) => {
    for (const viewport of [DESK, PHONE]) await site.with(path, { viewport, wait: "networkidle" }, (page) => chosen(site, path, page));
  });
}

const cells = (page) => page.locator("tbody td.c-score").allTextContents();

// The list when its script has drawn what the form asks for.
async function act(page, deed) {
  const drawn = page.evaluate(
    () => new Promise((done) => new MutationObserver((_, watch) => (watch.disconnect(), done())).observe(document.querySelector("[data-list=rows]"), { childList: true })),
  );
  await deed();
  await drawn;
}

async function chosen(site, path, page) {
  const toggle = page.locator('[data-list="toggle"]');
  if (await toggle.isVisible()) await toggle.click();
  await page.locator("#search").focus();
  await page.locator(".more-filters summary").click();
  const box = page.locator('[name="score"]').first();
  await box.waitFor();
  await act(page, () => box.check());
  const heading = page.locator("thead th.c-score");
  const [label, title] = [await box.evaluate(({ parentElement }) => parentElement.textContent), await heading.getAttribute("title")];
  if (label !== title || (await heading.textContent()) !== title) site.problem(path, `the column of ${label} is called ${title}`);
  const rows = await page.locator("[data-list=rows] tr").count();
  if ((await cells(page)).length !== rows) site.problem(path, `${rows} rows have ${(await cells(page)).length} scores`);
  await act(page, () => heading.locator("button").click());
  await sorted(site, path, page, rows);
  await act(page, () => page.locator('[name="scored"]').check());
  if ((await cells(page)).some((text) => text === "Not stated")) site.problem(path, "the filter leaves rows without a score");
  const [address, before] = [page.url(), await cells(page)];
  if (!/[?&]score=/.test(address) || !/[?&]scored=1&/.test(address) || !/&sort=-?score-/.test(address)) site.problem(path, `the address is ${address}`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (width > 0) site.problem(path, `with a score column the page is ${width} px too wide`);
  await page.goto(address, { waitUntil: "networkidle" });
  await page.locator("thead th.c-score").waitFor();
  if ((await cells(page)).join() !== before.join()) site.problem(path, "the address leads to other scores");
}

// Ranked scores come first, in order; those of authors and rows without one come last.
async function sorted(site, path, page, rows) {
  const texts = await cells(page);
  const isRanked = (text) => /^-?[\d.]+%?$/.test(text);
  const ranked = texts.filter(isRanked);
  if (!ranked.length || texts.length !== rows || !texts.slice(0, ranked.length).every(isRanked)) {
    site.problem(path, `the order is ${texts.slice(0, 20)}`);
  }
  const numbers = ranked.map(parseFloat);
  if (numbers.some((number, at) => at && number > numbers[at - 1])) site.problem(path, `the best does not come first: ${ranked}`);
}
