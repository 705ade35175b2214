// What a form asks of data retention, regions and the age of prices: each choice finds the rows that the data has, and none finds nothing.
const FIELDS = ["retention", "region", "checked"];
const TODAY = "2026-11-23T12:00:00Z";

export default async function asked(site) {
  let choices = 0;
  await site.each(site.pages, async (path) => {
    await site.with(path, { setup: (page) => page.clock.setFixedTime(new Date(TODAY)) }, async (page) => {
      const form = page.locator("form#filters");
      if ((await form.count()) === 0 || (await form.getAttribute("data-preset"))) return;
      const db = await page.evaluate(async () => (await fetch(document.querySelector("form#filters").dataset.models)).json().then(({ columns }) => columns));
      for (const field of FIELDS) {
        const select = form.locator(`select[name="${field}"]`);
        const values = await select.locator("option").evaluateAll((all) => all.map((option) => option.value).filter(Boolean)).catch(() => []);
        for (const value of values) {
          choices += 1;
          const found = db.name.filter((_, row) => answers(db, row, field, value)).length;
          if (!found) site.problem(path, `${field}=${value} finds nothing`);
          await page.goto(`${site.origin}${path.replace("index.html", "")}?${field}=${encodeURIComponent(value)}`);
          const words = new RegExp(`^${found.toLocaleString("en-US")} `);
          await page.locator('[data-list="count"]', { hasText: words }).waitFor({ timeout: 8000 }).catch(async () =>
            site.problem(path, `${field}=${value} finds “${await page.locator('[data-list="count"]').textContent()}” instead of ${found}`),
          );
        }
      }
    });
  });
  if (site.pages.includes("models/index.html") && !choices) site.problem("models/index.html", "nothing is asked of policies and the age of prices");
}

function answers(db, row, field, value) {
  if (field === "region") return Boolean(db.regions?.[row]?.includes(value));
  if (field === "retention") return db.retention_days?.[row] != null && db.retention_days[row] <= Number(value);
  const days = (Date.parse(TODAY.slice(0, 10)) - Date.parse(db.checked?.[row] ?? "1970-01-01")) / 864e5;
  return days <= Number(value);
}
