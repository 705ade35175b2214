// Opens pages of a built site in Chromium and prints what is wrong: node check.mjs PLAYWRIGHT AXE ROOT PAGE...
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [playwright, axe, root, ...pages] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(playwright));

const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
  try {
    const file = join(root, path.endsWith("/") ? `${path}index.html` : path);
    const body = await readFile(file);
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.MODELPRESS_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const problems = [];
let checked = 0;

for (const scheme of ["light", "dark"]) {
  const context = await browser.newContext({ colorScheme: scheme, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  let at = "";
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`${at}: the console says: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`${at}: a script failed: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${at}: ${response.url()} answers ${response.status()}`);
  });
  for (const path of pages) {
    at = `${path} (${scheme})`;
    await page.goto(`${origin}/${path}`, { waitUntil: "networkidle" });
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) problems.push(`${at}: ${wide} px too wide at ${width} px`);
    }
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate(await readFile(axe, "utf8"));
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      const { violations } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), tags);
      for (const { id, nodes } of violations) problems.push(`${at}: axe ${id} at ${width} px: ${nodes[0].html}`);
    }
    const copied = await page.evaluate(async () => {
      const wrong = [];
      for (const button of document.querySelectorAll("[data-copy]")) {
        if (!button.offsetParent) continue;
        button.click();
        await new Promise((done) => setTimeout(done, 50));
        const text = await navigator.clipboard.readText();
        if (!document.body.textContent.includes(text) || !text) wrong.push(text);
      }
      return wrong;
    });
    for (const text of copied) problems.push(`${at}: copied what is not on the page: ${JSON.stringify(text)}`);
    checked += 1;
  }
  await context.close();
}

await browser.close();
server.close();
for (const problem of problems) console.log(problem);
console.log(`checked ${checked} pages, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
