// Models to use instead: the build and the script count the same month, a reader's workload fills all months of the page, and without it they
// are what they were. Each cost of a month is checked with plain fractions of the prices in the page.
const WORKLOAD = { requests: "1234", input: "60000", output: "789", cached: "37" };
const SMALL = { requests: "1", input: "500000000", output: "1", cached: "0" };

export default async function replacing(site) {
  let tables = 0;
  await site.each(site.pages, async (path) => {
    await site.with(path, {}, async (page) => {
      if ((await page.locator("[data-months]").count()) === 0) return;
      tables += 1;
      const built = await page.evaluate(shown);
      const set = async (values) => {
        await page.evaluate((values) => workload.set(values), values);
        const words = values ? Number(values.requests).toLocaleString("en-US") : "10,000";
        await page.waitForFunction((words) => document.querySelector("[data-usage]").textContent.startsWith(words), words, { timeout: 8000 });
        return page.evaluate(shown);
      };
      const mine = await set(WORKLOAD);
      for (const [at, section] of mine.entries()) {
        const { subjects } = section.data;
        section.months.forEach((month, row) => {
          const exact = subjects[row] && count(subjects[row], WORKLOAD);
          if (exact && month.value !== exact) site.problem(path, `section ${at}, row ${row} costs ${month.value}, not ${exact}`);
        });
      }
      if (!(await set(SMALL)).every(({ months }) => months.every(({ text }) => !text.startsWith("$")))) {
        site.problem(path, "a request that fits no model has a cost");
      }
      const again = JSON.stringify(await set(null));
      if (again !== JSON.stringify(built)) site.problem(path, `months are built as ${JSON.stringify(built)} and drawn as ${again}`);
      await page.setViewportSize({ width: 390, height: 800 });
      const labels = await page.evaluate(() => [...document.querySelectorAll(".replacements [data-label]")].map((cell) => getComputedStyle(cell, "::before").content));
      if (labels.some((label) => label === "none")) site.problem(`${path} at 390 px`, "a value has no label above it");
    });
  });
  // A small site may have no model to use instead.
  const isRich = site.pages.filter((path) => /^models\/[^/]+\/[^/]+\/index.html$/.test(path)).length > 2;
  if (isRich && !tables) site.problem("records", "none has a table of models to use instead");
}

// What stands in each section: the months with their differences, and the data of the script.
function shown() {
  const figures = (element) => [...element.querySelectorAll("data")].map((data) => [data.value, data.dataset.fact, data.className, data.textContent]);
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  return [...document.querySelectorAll("[data-months]")].map((section) => ({
    usage: words(section.querySelector("[data-usage]")),
    months: [...section.querySelectorAll(".month")].map((cell) => ({
      text: words(cell),
      value: cell.querySelector("data")?.value,
      all: figures(cell),
    })),
    differences: [...section.querySelectorAll("[data-difference]")].map(figures),
    data: JSON.parse(section.querySelector("script").textContent),
  }));
}

// What a month costs at prices without tiers, as exact digits; nothing where there are tiers or it does not fit.
function count({ context, services: [{ levels }] }, { requests, input, output, cached }) {
  const [{ input: price, output: answer = "0", cache = price }] = levels;
  if (levels.length > 1 || (context && Number(input) + Number(answer && output) > context)) return null;
  const scale = 12;
  const units = (digits) => {
    const [whole, fraction = ""] = digits.split(".");
    return BigInt(whole + fraction.padEnd(scale, "0"));
  };
  const [all, share] = [BigInt(input) * 100n, BigInt(input) * BigInt(cached)];
  const sum = BigInt(requests) * (units(price) * (all - share) + units(cache) * share + units(answer) * BigInt(output) * 100n);
  const digits = String(sum).padStart(scale + 9, "0");
  const [whole, fraction] = [digits.slice(0, -scale - 8), digits.slice(-scale - 8).replace(/0+$/, "")];
  return fraction ? `${whole}.${fraction}` : whole;
}
