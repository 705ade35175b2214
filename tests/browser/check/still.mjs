// Nothing moves by itself: the layout shift of loading and of scrolling to the end stays below 0.01.
import { DESK, PHONE } from "../lib.mjs";

const LIMIT = 0.01;

export default async function still(site) {
  const items = site.pages.flatMap((path) => [PHONE, DESK].map((viewport) => ({ path, viewport })));
  await site.each(items, async ({ path, viewport }) => {
    const setup = (page) =>
      page.addInitScript(() => {
        window.shifts = [];
        new PerformanceObserver((list) => window.shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
      });
    await site.with(path, { viewport, setup, wait: "networkidle" }, async (page) => {
      await page.evaluate(async () => {
        for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight) {
          scrollTo(0, at);
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)));
        }
      });
      const shifts = await page.evaluate(() =>
        window.shifts.map(({ value, sources }) => ({ value, what: sources.map(({ node }) => node?.className ?? node?.nodeName) })),
      );
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      if (sum >= LIMIT) site.problem(`${path} at ${viewport.width} px`, `the layout shifts by ${sum.toFixed(4)}: ${JSON.stringify(shifts)}`);
    });
  });
}
