// Keys: `/` leads to the search of the page, or else to the palette, as Ctrl+K does everywhere; `/` stays a character while typing and can be turned off, Escape
// empties the field, arrows and j and k move between rows while the focus is in a table and nowhere else.
export default async function keyboard(site) {
  const search = await site.having('id="search"');
  const elsewhere = await site.having("data-tabs=");
  if (search) await site.with(search, {}, (page) => field(site, page, search));
  if (search && elsewhere) await site.with(elsewhere, {}, (page) => fromElsewhere(site, page, elsewhere));
  const table = await site.having('class="table model-list');
  if (table) await site.with(table, {}, (page) => rows(site, page, table));
}

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);

async function field(site, page, path) {
  const expect = async (after, wanted) => {
    const at = await focused(page);
    if ((at === "search") !== wanted) site.problem(path, `after ${after} the focus is on ${at}`);
  };
  const leave = () => page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  await expect("/", true);
  await page.keyboard.type("a/b");
  const typed = await page.locator("#search").inputValue();
  if (typed !== "a/b") site.problem(path, `typing a/b gives ${JSON.stringify(typed)}`);
  await page.keyboard.press("Escape");
  const left = await page.locator("#search").inputValue();
  if (left !== "") site.problem(path, `Escape leaves ${JSON.stringify(left)}`);
  await leave();
  await page.locator("[data-shortcut-switch]").uncheck();
  await leave();
  await page.keyboard.press("/");
  await expect("/ turned off", false);
  await page.reload();
  await page.keyboard.press("/");
  await expect("/ turned off before a reload", false);
  await page.keyboard.press("Control+k");
  await page.waitForSelector("dialog.palette[open]", { timeout: 5000 }).catch(() => site.problem(path, "Ctrl+K does not open the palette where / is turned off"));
  await page.keyboard.press("Escape");
  await page.locator("[data-shortcut-switch]").check();
  await leave();
  await page.keyboard.press("/");
  await expect("/ turned on again", true);
}

async function fromElsewhere(site, page, path) {
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement.matches("dialog.palette[open] input"), null, { timeout: 5000 }).catch(() => {
    site.problem(path, "/ does not open the palette with the focus in its field");
  });
}

async function rows(site, page, path) {
  const at = () =>
    page.evaluate(() => [...document.querySelectorAll("tbody tr")].indexOf(document.activeElement.closest("tr")));
  await page.keyboard.press("j");
  if ((await at()) !== -1) site.problem(path, "j moves without the focus in a table");
  await page.locator(".model-list tbody th a").first().focus();
  const last = (await page.locator(".model-list tbody tr").count()) - 1;
  const steps = last < 2 ? [["j", 1], ["ArrowDown", 1], ["k", 0], ["ArrowUp", 0]] : [["j", 1], ["ArrowDown", 2], ["k", 1], ["ArrowUp", 0], ["ArrowUp", 0]];
  for (const [key, wanted] of steps) {
    await page.keyboard.press(key);
    if ((await at()) !== wanted) site.problem(path, `after ${key} row ${await at()} has the focus, not ${wanted}`);
  }
  const inPlace = await page.evaluate(() => document.activeElement.matches("th a"));
  if (!inPlace) site.problem(path, "moving between rows does not keep the place in the row");
}
