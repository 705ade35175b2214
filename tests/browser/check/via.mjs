// An offer that is chosen takes the place of the one that a model's page shows: facts, prices, calculator and code are those of its own
// page, by the bar, a row, a card or `?via=` in a link. Rows that the page leaves out come on demand, and sort.
export default async function via(site) {
  const path = await site.having("data-all");
  if (!path) return;
  const parts = ["#record-id", ".facts", "#pricing [data-total]", "#pricing table", "#quickstart"];
  const texts = (page) => page.evaluate((names) => names.map((name) => document.querySelector(`main ${name}`)?.innerText), parts);
  const row = (page, provider) => page.locator(`table[data-offers] tr[data-record^="providers/${provider}/"]`).first();
  await site.with(path, {}, async (page) => {
    const expect = (claim, holds, found = "") => holds || site.problem(path, `${claim} ${found}`);
    const chosen = (via) => page.waitForFunction((via) => new URLSearchParams(location.search).get("via") === via && document.querySelector("[data-offer-bar] output").textContent, via);
    const own = await texts(page);
    const select = page.locator("[data-offer-bar] select");
    await select.selectOption("p03");
    await chosen("p03");
    const shown = await texts(page);
    const theirs = await page.context().newPage();
    await theirs.goto(`${site.origin}providers/p03/many/`);
    expect("the parts are those of the offer's page", String(shown) === String(await texts(theirs)), shown);
    expect("the row is marked", await row(page, "p03").locator("input").isChecked());
    await theirs.goto(`${page.url()}`);
    await theirs.locator('[data-offer-bar][data-record^="providers/p03/"]').waitFor();
    expect("a link leads there", String(await texts(theirs)) === String(shown));
    await theirs.close();
    const links = await page.locator("#pricing a, #quickstart a").evaluateAll((all) => all.map((link) => link.href));
    expect("links lead where they led", links.every((link) => !link.includes("undefined")), links);
    await select.selectOption("");
    await chosen(null).catch(() => {});
    expect("the page's own come back", String(await texts(page)) === String(own), await texts(page));
    const all = page.locator("[data-all]");
    expect("twelve rows stand in the page", (await page.locator("table[data-offers] tbody tr").count()) === 12);
    await all.click();
    await page.locator("table[data-offers] tbody tr").nth(14).waitFor({ state: "attached" });
    await page.locator("thead button", { hasText: "Output" }).first().click();
    await page.locator("th[aria-sort=ascending]").waitFor();
    const outputs = await page.locator("table[data-offers] tbody tr:not(.further) td:nth-child(3) data").evaluateAll((cells) => cells.map((cell) => Number(cell.value)));
    expect("rows sort by a column", outputs.length > 12 && outputs.every((value, at) => !at || outputs[at - 1] <= value), outputs);
    await row(page, "p14").locator("input").check();
    await chosen("p14");
    expect("a row that came later can be chosen", (await page.locator("main .facts").innerText()).includes("$14.00"));
    await page.evaluate(() => (location.hash = ""));
    const card = page.locator(".offer-choices li").first();
    const key = await card.getAttribute("data-record");
    await card.locator("a").click();
    await page.locator(`[data-offer-bar][data-record="${key}"]`).waitFor();
    await page.locator("[data-workload]").click();
    await page.locator("dialog.workload input").first().fill("1");
    await page.locator("dialog.workload button", { hasText: "Done" }).click();
    await page.locator("[data-month-note]", { hasText: "Your month: 1 request of" }).waitFor();
    const calculated = await page.locator("[data-calculator] [data-total]").first().textContent();
    const month = await page.locator("table[data-offers] tr:has(input:checked) td[data-month]").evaluate((cell) => cell.firstChild.textContent);
    expect("the row says what the calculator says", calculated === month, `${calculated} and ${month}`);
  });
  await site.with(path, { javaScriptEnabled: false }, async (page) => {
    await page.locator("[data-all]").click();
    const rows = await page.locator("table[data-offers] tbody tr:visible").count();
    if (rows !== 15) site.problem(path, `${rows} offers stand on their page without scripts`);
  });
}
