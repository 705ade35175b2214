// A workload that is set once counts everywhere: the list says what the calculator says, a copied link brings it along, and no request
// tells a server of it.
const SET = ["10k", "2_000", "500", "40"];
const TEXT = "10000-2000-500-40";

export default async function workload(site) {
  const path = site.pages.find((one) => /^models\/[^/]+\/[^/]+\/index.html$/.test(one));
  if (!path || !site.pages.includes("models/index.html")) return;
  const asked = [];
  await site.with(path, { setup: (page) => page.on("request", (request) => asked.push(request.url())) }, async (page) => {
    const expect = (claim, holds, found = "") => holds || site.problem(path, `${claim} ${found}`);
    await page.locator("[data-workload]").click();
    const dialog = page.locator("dialog.workload");
    await dialog.waitFor();
    const fields = dialog.locator("input");
    expect("the dialog sets nothing by itself", (await page.evaluate(() => localStorage.getItem("workload"))) === null);
    for (const [at, text] of SET.entries()) await fields.nth(at).fill(text);
    expect("the dialog adds up the tokens", (await dialog.locator("[role=status]").textContent()).startsWith("20M input and 5M output"), await dialog.locator("[role=status]").textContent());
    await fields.first().fill("many");
    expect("what is no number is refused", (await fields.first().getAttribute("aria-invalid")) === "true");
    await fields.first().fill("10k");
    await dialog.getByRole("button", { name: "Copy link" }).click();
    await dialog.getByRole("button", { name: "Copied" }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect("the link has it behind #", link.endsWith(`#workload=${TEXT}`) && !link.includes("?"), link);
    await dialog.getByRole("button", { name: "Done" }).click();
    expect("the header says it", (await page.locator("[data-workload]").textContent()).includes("10K × 2K in + 500 out"));
    const total = await page.locator("[data-calculator] [data-total]").first().textContent();
    const key = await page.evaluate(() => location.pathname.replace("index.html", ""));
    await page.goto(`${site.origin}models/`);
    const cell = page.locator(`.model-list tbody tr:has(th a[href$="${key.split("/").slice(-3).join("/")}"]) .total`);
    await cell.first().waitFor({ timeout: 8000 });
    expect("the list says what the calculator says", (await cell.first().textContent()) === `${total}/mo`, `${await cell.first().textContent()} and ${total}`);
    await page.locator('[data-list="sort"]').selectOption("month");
    await page.waitForFunction(() => location.search === "?sort=month");
    const sums = await page.locator(".model-list tbody .total data").evaluateAll((all) => all.map((sum) => Number(sum.value)));
    expect("the list sorts by it", sums.length > 1 && sums.every((sum, at) => !at || sums[at - 1] <= sum), sums);
    for (const url of asked) expect("a request tells of it", !/10000|2000-500|workload=/.test(url), url);
    const other = await page.context().browser().newContext();
    const shared = await other.newPage();
    await shared.goto(link);
    await shared.locator("[data-workload]", { hasText: "10K × 2K in" }).waitFor({ timeout: 8000 }).catch(() => site.problem(path, "a shared link sets nothing"));
    expect("the address does not keep it", !shared.url().includes("workload"), shared.url());
    await other.close();
  });
}
