// Nothing moves by itself: the layout shift of loading and of scrolling to the end stays below 0.01, also where what works the table of
// offers comes when the reader is there already.
import { DESK, PHONE } from "../lib.mjs";

const LIMIT = 0.01;

const watched = (page) =>
  page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
  });

const report = async (site, page, at) => {
  const shifts = await page.evaluate(() =>
    window.shifts.map(({ value, sources }) => ({ value, what: sources.map(({ node }) => node?.className ?? node?.nodeName) })),
  );
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  if (sum >= LIMIT) site.problem(at, `the layout shifts by ${sum.toFixed(4)}: ${JSON.stringify(shifts)}`);
};

// Two frames are drawn.
const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));

export default async function still(site) {
  const sizes = (path) => [PHONE, DESK].map((viewport) => ({ path, viewport }));
  await site.each(site.pages.flatMap(sizes), async ({ path, viewport }) => {
    await site.with(path, { viewport, setup: watched, wait: "networkidle" }, async (page) => {
      await page.evaluate(async () => {
        for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight) {
          scrollTo(0, at);
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)));
        }
      });
      await report(site, page, `${path} at ${viewport.width} px`);
    });
  });
  await site.each((await site.all("data-folds")).flatMap(sizes), async ({ path, viewport }) => {
    await site.with(path, { viewport, setup: watched, wait: "networkidle" }, async (page) => {
      let come;
      const held = new Promise((done) => (come = done));
      await page.route(/\/offers\.[^/]*$/, (route) => held.then(() => route.continue()));
      await page.mouse.move(5, 5);
      await page.locator("table[data-folds]").evaluate((table) => table.scrollIntoView());
      await drawn(page);
      come();
      await page.locator("table[data-folds] thead button").first().waitFor();
      await drawn(page);
      await report(site, page, `${path} at ${viewport.width} px, with a slow script`);
    });
  });
}
