// What the browser checks share: a static server, one browser, pages that are watched, and the list of what is wrong.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

// The shortest and the longest side of a phone, and a desk.
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

// How many pages are open at a time.
const LANES = 3;

// Serves a folder below a path such as `/` or `/models/`, as any static host does. `headers` adds to each answer.
export async function serve(root, base = "/", headers = () => ({})) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const answer = async (status, name) => {
      const body = await readFile(join(root, name));
      const type = types[extname(name)] ?? "application/octet-stream";
      response.writeHead(status, { "content-type": type, ...headers(name) }).end(body);
    };
    try {
      if (!path.startsWith(base)) throw new Error("outside");
      const below = path.slice(base.length);
      await answer(200, below === "" || below.endsWith("/") ? `${below}index.html` : below);
    } catch {
      await answer(404, "404.html").catch(() => response.writeHead(404).end());
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}${base}`, close: () => server.close() };
}

export async function launch(playwright) {
  const { chromium } = await import(pathToFileURL(playwright));
  return chromium.launch({
    executablePath: process.env.MODELPRESS_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

// Goes to a page that then has all of its document, and with "networkidle" what its scripts fetch. Waiting for an idle
// network alone is not enough: on a busy machine it is idle before the document is read.
export async function visit(page, url, wait = "networkidle") {
  await page.goto(url, { waitUntil: "load" });
  await page.waitForLoadState(wait);
}

// A built site in a browser. `problem` notes what is wrong; `open` gives a page that notes it by itself.
export class Site {
  constructor(browser, server, { axe, root, pages }) {
    Object.assign(this, { browser, server, axe, root, pages, problems: [], opened: 0 });
    this.origin = server.origin;
  }

  problem(at, text) {
    this.problems.push(`${at}: ${text}`);
  }

  // A page of the site in a context of its own. Everything that the console, a script, the policy or an answer complains
  // about is a problem, unless it matches `allow`. Other options are those of a context: viewport, colorScheme.
  async open(path, { setup, allow = /^$/, wait = "load", ...options } = {}) {
    const context = await this.browser.newContext({ viewport: DESK, permissions: ["clipboard-read", "clipboard-write"], ...options });
    const page = await context.newPage();
    this.watch(page, path, allow);
    if (setup) await setup(page);
    await visit(page, path.includes("://") ? path : this.origin + path, wait);
    this.opened += 1;
    return page;
  }

  watch(page, at, allow = /^$/) {
    const note = (text) => {
      if (!allow.test(text)) this.problem(at, text);
    };
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) note(`the console says: ${message.text()} (${message.location().url})`);
    });
    // A browser says this when a test turns motion off while it follows a link.
    page.on("pageerror", (error) => /^Transition was (aborted|skipped)/.test(error.message) || note(`a script failed: ${error.message}`));
    page.on("response", (response) => {
      if (response.status() >= 400) note(`${response.url()} answers ${response.status()}`);
    });
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      if (!reason.includes("ERR_ABORTED")) note(`${request.url()} failed: ${reason}`);
    });
  }

  // Does a job with each item, some at a time. What a job throws is a problem of its item.
  async each(items, job) {
    const waiting = [...items];
    const lane = async () => {
      while (waiting.length) {
        const item = waiting.shift();
        try {
          await job(item);
        } catch (error) {
          this.problem(typeof item === "string" ? item : JSON.stringify(item), error.stack ?? String(error));
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  // Opens a page, does a job with it and closes it.
  async with(path, options, job) {
    const page = await this.open(path, options);
    try {
      return await job(page);
    } finally {
      await page.context().close();
    }
  }

  // The pages whose markup has a text, such as `data-tabs`: for checks of a behavior that only some pages have.
  async all(text) {
    const has = async (path) => (await readFile(join(this.root, path), "utf8")).includes(text);
    const found = await Promise.all(this.pages.map(has));
    return this.pages.filter((_, at) => found[at]);
  }

  // The first of them.
  async having(text) {
    return (await this.all(text))[0] ?? null;
  }
}

// Runs checks on a site and ends the process: node FILE PLAYWRIGHT AXE ROOT PAGE...
export async function run(checks, args = process.argv.slice(2), base = "/") {
  const [playwright, axe, root, ...pages] = args;
  const server = await serve(root, base);
  const browser = await launch(playwright);
  const site = new Site(browser, server, { axe: await readFile(axe, "utf8"), root, pages });
  for (const [name, check] of Object.entries(checks)) {
    const [start, before] = [Date.now(), site.problems.length];
    try {
      await check(site);
    } catch (error) {
      site.problem(name, error.stack ?? String(error));
    }
    console.log(`${name}: ${site.problems.length - before} problems, ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
  await browser.close();
  server.close();
  for (const problem of new Set(site.problems)) console.log(problem);
  console.log(`checked ${pages.length} pages, opened ${site.opened} times, ${site.problems.length} problems`);
  process.exit(site.problems.length ? 1 : 0);
}
