// What sticks covers what moves below it: the head of a list or of a comparison over its rows. At every cell that is to be seen the page
// has that cell and nothing else, and its background lets nothing through.
import { DESK, PHONE } from "../lib.mjs";

export default async function sticking(site) {
  await site.each(site.pages, async (path) => {
    for (const viewport of [PHONE, DESK]) {
      for (const colorScheme of ["light", "dark"]) {
        let sticks = true;
        await site.with(path, { viewport: { ...viewport, height: 300 }, colorScheme }, async (page) => {
          const at = `${path} at ${viewport.width} px, ${colorScheme}`;
          sticks = (await page.$(".model-list, .comparison")) !== null;
          if (!sticks) return;
          for (const problem of await page.evaluate(heads)) site.problem(at, problem);
        });
        if (!sticks) return;
      }
    }
  });
}

// The head of each list, with rows scrolled below it.
async function heads() {
  const found = [];
  for (const table of document.querySelectorAll(".model-list, .comparison")) {
    const rows = [...table.querySelectorAll("tbody tr")].filter((row) => row.checkVisibility());
    const row = rows[Math.min(6, rows.length - 1)];
    const head = table.tHead.getBoundingClientRect();
    // As far as the head can stick: a short list ends before.
    scrollTo({ top: scrollY + Math.min(row.getBoundingClientRect().top, table.getBoundingClientRect().bottom - 2 * head.height) - 10, behavior: "instant" });
    await new Promise(requestAnimationFrame);
    for (const cell of table.tHead.rows[0].cells) {
      const box = cell.getBoundingClientRect();
      if (!box.width || table.getBoundingClientRect().top > 0) continue;
      const name = `the heading “${cell.textContent}”`;
      if (Math.abs(box.top) > 1) found.push(`${name} is not at the top: ${box.top}`);
      const [, alpha] = getComputedStyle(cell).backgroundColor.match(/(?:\/|rgba\(.*,)\s*([\d.]+)\)$/) ?? [];
      if (alpha !== undefined && Number(alpha) < 1) found.push(`${name} is not opaque`);
      for (const x of [box.left + 2, box.left + 15, box.left + box.width / 2, box.right - 2]) {
        for (const y of [2, box.height / 2, box.height - 2]) {
          const there = document.elementFromPoint(x, box.top + y);
          if (there && !cell.contains(there)) found.push(`${name} shows ${there.outerHTML.slice(0, 60)}`);
        }
      }
    }
  }
  return found;
}
