// Further offers of a provider are folded behind its first one and open with a button; without scripts every row is there.
export default async function folding(site) {
  const path = await site.having("data-folds");
  if (!path) return;
  const hidden = (page) => page.locator("table[data-folds] tr[data-record]").evaluateAll((rows) => rows.filter((row) => !row.checkVisibility()).length);
  await site.with(path, {}, async (page) => {
    // The script comes when the page is used.
    await page.mouse.move(5, 5);
    await page.locator("table[data-folds]").scrollIntoViewIfNeeded();
    const button = page.locator("table[data-folds] tbody button").first();
    await button.waitFor();
    const further = await page.locator("table[data-folds] tr.further").count();
    const own = Number((await button.textContent()).slice(1));
    const states = [await hidden(page)];
    for (const key of ["Enter", "Space"]) {
      await button.press(key);
      states.push(await hidden(page), await button.getAttribute("aria-expanded"));
    }
    if (!(own > 0) || String(states) !== String([further, further - own, "true", further, "false"])) site.problem(path, `rows are folded so: ${states}`);
    if (!/^\+\d+ offers of \S/.test(await button.getAttribute("aria-label"))) site.problem(path, "the button does not say what it shows");
  });
  await site.with(path, { javaScriptEnabled: false }, async (page) => {
    if (await hidden(page)) site.problem(path, "rows are missing without scripts");
  });
}
