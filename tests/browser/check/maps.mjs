// Maps of prices: each model is a dot that can be reached by pointer, keyboard and tap, and nothing on the drawing touches or is cut.
import { DESK, PHONE } from "../lib.mjs";

const LEAST = 24;

export default async function maps(site) {
  const pages = await site.all('class="price-map"');
  if (site.pages.includes("charts/index.html") && !pages.includes("charts/index.html")) site.problem("charts/index.html", "has no map");
  await site.each(pages, async (path) => {
    for (const viewport of [DESK, PHONE]) {
      await site.with(path, { viewport }, async (page) => {
        for (const problem of await page.evaluate(drawn, LEAST)) site.problem(`${path} at ${viewport.width}`, problem);
      });
    }
    await site.with(path, {}, (page) => worked(site, path, page));
    for (const viewport of [DESK, PHONE]) await site.with(path, { viewport }, (page) => counted(site, path, page));
    await site.with(path, { viewport: PHONE, hasTouch: true, isMobile: true }, (page) => tapped(site, path, page));
    await site.with(path, { javaScriptEnabled: false }, (page) => plain(site, path, page));
  });
}

// What is wrong with the drawings that are shown.
function drawn(least) {
  const problems = [];
  const touches = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  for (const map of document.querySelectorAll(".price-map")) {
    const shown = [...map.querySelectorAll(".map-drawing")].filter((drawing) => drawing.getBoundingClientRect().width);
    if (shown.length !== 1) problems.push(`${map.id} shows ${shown.length} drawings`);
    const [drawing] = shown;
    const texts = [...drawing.querySelectorAll("text")].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
    for (const [at, { text, box }] of texts.entries()) {
      if (box.left < 0 || box.right > innerWidth) problems.push(`${map.id}: "${text}" is cut`);
      const other = texts.slice(at + 1).find((other) => touches(box, other.box) && Math.abs(box.top - other.box.top) < 8);
      if (other) problems.push(`${map.id}: "${text}" touches "${other.text}"`);
    }
    const dots = [...drawing.querySelectorAll(".map-dot")];
    const rows = map.querySelectorAll("tbody tr").length;
    if (dots.length !== rows) problems.push(`${map.id} has ${dots.length} dots and ${rows} rows`);
    const small = dots.filter((dot) => dot.style.display !== "none" && dot.querySelector("circle").getBoundingClientRect().width < least);
    if (small.length) problems.push(`${map.id}: ${small.length} dots are smaller than ${least} px`);
    const stops = dots.filter((dot) => dot.tabIndex === 0).length;
    if (stops !== 1) problems.push(`${map.id} has ${stops} stops of the Tab key`);
  }
  return problems;
}

// With a workload the dots stand in the order of what it costs, and nothing touches; without it the maps are as they were.
async function counted(site, path, page) {
  const look = () =>
    page.evaluate(() => {
      const dots = [...document.querySelectorAll(".price-map .map-dot")].map((dot) => dot.querySelector("circle").getAttribute("cx"));
      return dots.join() + document.querySelector(".map-across").textContent;
    });
  const before = await look();
  await page.evaluate(() => localStorage.setItem("workload", "1000-3000-9000-50"));
  await page.reload();
  await page.locator(".map-across", { hasText: "your workload" }).first().waitFor();
  for (const problem of await page.evaluate(drawn, LEAST)) site.problem(`${path} with a workload`, problem);
  const orders = await page.evaluate(() =>
    [...document.querySelectorAll(".price-map")].flatMap((map) => {
      const prices = [...map.querySelector("tbody").rows].map((row) => Number(row.cells[5].textContent.replace(/[$,]/g, "")));
      return [...map.querySelectorAll(".map-drawing")].map((drawing) => {
        const dots = [...drawing.querySelectorAll(".map-dot circle")].map((circle, at) => [Number(circle.getAttribute("cx")), prices[at]]);
        const shown = dots.filter(([, price]) => price > 0).sort(([a], [b]) => a - b);
        return shown.length > 1 && shown.every(([x, price], at) => !at || x === shown[at - 1][0] || price >= shown[at - 1][1]);
      });
    }),
  );
  if (!orders.length || orders.includes(false)) site.problem(path, `dots are not in the order of the workload's prices: ${orders}`);
  await page.evaluate(() => localStorage.removeItem("workload"));
  await page.reload();
  if ((await look()) !== before) site.problem(path, "a map is not as it was without a workload");
}

const names = (page) => page.evaluate(() => [document.activeElement.ariaLabel, document.querySelector(".map-card p")?.textContent]);

// By pointer and keyboard.
async function worked(site, path, page) {
  const dots = page.locator(".price-map .map-wide .map-dot");
  await dots.first().focus();
  const [first, card] = await names(page);
  if (!card || !first.startsWith(card)) site.problem(path, `the card of ${first} says ${card}`);
  await page.keyboard.press("ArrowRight");
  const [second, next] = await names(page);
  if (second === first || !second.startsWith(next)) site.problem(path, `an arrow leads from ${first} to ${second}, with a card of ${next}`);
  await page.locator(".map-card button").click();
  const kept = await page.evaluate(() => JSON.parse(sessionStorage.getItem("compare")));
  if (kept?.length !== 1 || kept[0][1] !== next) site.problem(path, `the card of ${next} adds ${JSON.stringify(kept)}`);
  await page.keyboard.press("Escape");
  if (await page.locator(".map-card").count()) site.problem(path, "Escape leaves the card open");
  await page.mouse.move(0, 0);
  await dots.last().scrollIntoViewIfNeeded();
  const { x, y, width, height } = await dots.last().locator("circle").boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  if (!(await page.locator(".map-card").isVisible())) site.problem(path, "a pointer on a dot opens no card");
}

// The first tap opens the card, not the page of the model.
async function tapped(site, path, page) {
  const before = page.url();
  await page.locator(".price-map .map-narrow .map-dot circle").first().tap();
  if (page.url() !== before) site.problem(path, "a tap leaves the page");
  if (!(await page.locator(".map-card").isVisible())) site.problem(path, "a tap opens no card");
}

// Without scripts each dot is a link with the figures as its name.
async function plain(site, path, page) {
  const bare = await page.locator(".map-wide .map-dot").evaluateAll((dots) =>
    dots.filter((dot) => !dot.href.baseVal || !/: .*\$/.test(dot.querySelector("title")?.textContent ?? "")).length,
  );
  if (bare) site.problem(path, `${bare} dots without scripts have no link or no name`);
}
