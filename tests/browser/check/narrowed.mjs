// The list of an author, a provider, a capability, a type or a tag is searched, filtered and sorted as the list of all models is, among
// its own rows: when a filter is set and cleared again, the script shows the rows that the build wrote, with the same words and figures.
export default async function narrowed(site) {
  let forms = 0;
  await site.each(site.pages, async (path) => {
    await site.with(path, {}, async (page) => {
      const form = page.locator("form#filters[data-preset]");
      if ((await form.count()) === 0) return;
      forms += 1;
      const built = await page.evaluate(rows);
      const count = () => page.locator('[data-list="count"]').textContent();
      const before = await count();
      await page.locator(".model-list thead button").first().click();
      await page.waitForFunction(() => document.querySelector(".model-list thead th").ariaSort === "ascending", null, { timeout: 8000 });
      if ((await count()) !== before) site.problem(path, `${before} when it is built, ${await count()} when it is sorted`);
      await page.locator('[data-list="sort"]').selectOption("-added");
      await page.waitForFunction(() => document.querySelector(".model-list thead th").ariaSort !== "ascending", null, { timeout: 8000 });
      await page.waitForFunction((most) => document.querySelectorAll(".model-list tbody tr").length >= most, built.length, { timeout: 8000 }).catch(() => {});
      const drawn = await page.evaluate(rows);
      for (const [at, row] of built.entries()) {
        if (drawn[at] !== row) site.problem(path, `row ${at + 1} is built as “${row}” and drawn as “${drawn[at]}”`);
      }
      await page.locator('form#filters input[name="q"]').fill("zzzz no such model");
      await page.waitForFunction(() => !document.querySelector('[data-list="empty"]').hidden, null, { timeout: 8000 });
    });
  });
  const lists = site.pages.filter((path) => /^(capabilities|types|tags|providers)\/[^/]+\/index.html$/.test(path));
  if (forms < lists.length) site.problem("lists", `${forms} of ${lists.length} or more have a form`);
}

// The first hundred rows in words: key, address, and what stands in each cell.
function rows() {
  const words = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
  const row = (line) => [line.dataset.record, line.querySelector("th a").getAttribute("href"), ...[...line.cells].map(words)].join(" | ");
  return [...document.querySelectorAll(".model-list tbody tr")].slice(0, 100).map(row);
}
