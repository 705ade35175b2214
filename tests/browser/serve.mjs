// Edits the files of a preview and watches an open page in Chromium: node serve.mjs PLAYWRIGHT URL SITE
// Prints what is wrong, and how many things held.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [playwright, url, site] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(playwright));
const browser = await chromium.launch({
  executablePath: process.env.MODELPRESS_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const problems = [];
let held = 0;
const page = await (await browser.newContext({ viewport: { width: 1280, height: 500 } })).newPage();
page.on("console", (message) => {
  if (["error", "warning"].includes(message.type())) problems.push(`the console says: ${message.text()}`);
});
page.on("pageerror", (error) => problems.push(`a script failed: ${error.message}`));
let loads = 0;
page.on("load", () => (loads += 1));

const record = join(site, "models/acme/plain.toml");
const sheet = join(site, "static/css/layout.css");
const text = await readFile(record, "utf8");
const holds = async (claim, condition, argument) => {
  try {
    await page.waitForFunction(condition, argument, { timeout: 30000 });
    held += 1;
  } catch (error) {
    problems.push(`${claim}: ${error.message.split("\n")[0]}`);
  }
};
const is = (claim, truth) => (truth ? (held += 1) : problems.push(claim));
const overlay = () => page.evaluate(() => document.querySelector("modelpress-findings")?.shadowRoot.querySelector("dialog").open ?? false);
const opened = () => document.querySelector("modelpress-findings")?.shadowRoot.querySelector("dialog").open === true;
const closed = () => document.querySelector("modelpress-findings")?.shadowRoot.querySelector("dialog").open !== true;

await page.goto(`${url}models/acme/plain/`, { waitUntil: "load" });
await page.waitForTimeout(500);
await page.evaluate(() => scrollTo(0, 200));
is("the page is long enough to scroll", (await page.evaluate(() => scrollY)) === 200);

await writeFile(record, text.replace("Plain", "Renamed"));
await holds("a saved record comes onto the open page", () => document.querySelector("h1").textContent.includes("Renamed"));
await holds("the scroll position stays", () => scrollY === 200);
is("the page was loaded once more", loads === 2);

await page.evaluate(() => (window.kept = true));
await writeFile(sheet, `${await readFile(sheet, "utf8")}\nh1 { letter-spacing: 7px; }\n`);
await holds("a style comes onto the open page", () => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px");
is("without a reload", (await page.evaluate(() => window.kept)) === true && loads === 2);
is("at the same place", (await page.evaluate(() => scrollY)) === 200);
await holds("the old sheet is gone", () => document.querySelectorAll('link[rel="stylesheet"]').length === 1);

await writeFile(record, `${text.replace("Plain", "Renamed")}\nwrong = "<img src=x onerror=alert(1)>\n`);
await holds("a mistake opens the overlay", opened);
const said = (text) => document.querySelector("modelpress-findings").shadowRoot.textContent.includes(text);
await holds("it says the place", said, "models/acme/plain.toml:9:");
await holds("it shows the source as it is written", said, "<img src=x onerror=alert(1)>");
is("as text", await page.evaluate(() => !document.querySelector("modelpress-findings").shadowRoot.querySelector("img")));
is("the last good page stays behind", (await page.textContent("h1")).includes("Renamed") && loads === 2);
if (process.env.MODELPRESS_SCREENSHOT) await page.screenshot({ path: process.env.MODELPRESS_SCREENSHOT });
await page.keyboard.press("Escape");
is("Escape closes it", !(await overlay()));
is("a badge stays", await page.evaluate(() => !document.querySelector("modelpress-findings").shadowRoot.querySelector(".badge").hidden));
await page.evaluate(() => document.querySelector("modelpress-findings").shadowRoot.querySelector(".badge").click());
is("and opens it again", await overlay());
await writeFile(record, text.replace("Plain", "Renamed"));
await holds("the overlay goes when the file is right", closed);

const note = () => document.querySelector("modelpress-findings")?.shadowRoot.querySelector(".draft")?.checkVisibility() ?? false;
await writeFile(record, `draft = true\n${text}`);
await holds("a draft says that it is one", note);
await writeFile(record, text);
await holds("and no longer when it is none", () => !document.querySelector("modelpress-findings")?.shadowRoot.querySelector(".draft"));

await browser.close();
for (const problem of problems) console.log(problem);
console.log(`${held} things held, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
