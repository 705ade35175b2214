// The theme: a saved choice is there before the first paint, holds on other pages and in other tabs, moves the browser's own
// colors with it, and both schemes have the contrast that WCAG asks for.
import { contrast, PIXELS } from "../color.mjs";
import { visit } from "../lib.mjs";

export default async function theme(site) {
  const path = site.pages[0];
  await site.with(path, { colorScheme: "light" }, (page) => chosen(site, page, path));
  for (const colorScheme of ["light", "dark"]) {
    await site.with(path, { colorScheme }, (page) => tokens(site, page, `${path} (${colorScheme})`));
    await firstFrame(site, path, colorScheme);
  }
}

// What the head says of the colors around the page: those of which scheme apply.
const around = (page) =>
  page.evaluate(() => [...document.querySelectorAll("meta[name=theme-color]")].filter((meta) => matchMedia(meta.media).matches).map((meta) => meta.content));

async function chosen(site, page, path) {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  const expect = async (when, isDark) => {
    const [color, bars] = [await background(), await around(page)];
    if ((color !== light) !== isDark) site.problem(path, `${when} the background is ${color}`);
    const hex = `#${color.match(/\d+/g).map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
    if (String(bars) !== hex) site.problem(path, `${when} the theme color is ${bars}, the background ${hex}`);
  };
  await expect("at first", false);
  await page.locator("[data-theme-switch]").selectOption("dark");
  await expect("with dark chosen", true);
  const other = await page.context().newPage();
  site.watch(other, path);
  await other.goto(site.origin + site.pages.at(-1));
  if ((await other.locator("[data-theme-switch]").inputValue()) !== "dark") site.problem(path, "another page shows another choice");
  await other.locator("[data-theme-switch]").selectOption("light");
  await page.waitForFunction(() => document.querySelector("[data-theme-switch]").value === "light", null, { timeout: 3000 }).catch(() => {
    site.problem(path, "a choice in another tab is not followed");
  });
  await expect("with light chosen in another tab", false);
  await page.locator("[data-theme-switch]").selectOption("system");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect("with the system's dark", true);
}

// A saved theme that differs from the system's: no frame ever shows the system's background.
async function firstFrame(site, path, system) {
  const saved = system === "light" ? "dark" : "light";
  await site.with(path, { colorScheme: system }, async (page) => {
    await page.evaluate((value) => localStorage.setItem("theme", value), saved);
    const client = await page.context().newCDPSession(page);
    const frames = [];
    client.on("Page.screencastFrame", ({ data, sessionId }) => {
      frames.push(data);
      client.send("Page.screencastFrameAck", { sessionId }).catch(() => {});
    });
    await page.goto(site.origin + site.pages.at(-1));
    await client.send("Page.startScreencast", { format: "png", everyNthFrame: 1 });
    frames.length = 0;
    await visit(page, site.origin + path);
    for (let patience = 50; patience && !frames.length; patience -= 1) {
      await page.mouse.wheel(0, 40);
      await page.waitForTimeout(100);
    }
    await client.send("Page.stopScreencast");
    const isDark = await page.evaluate(async (pictures) => {
      const corner = async (data) => {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const paper = new OffscreenCanvas(1, 1).getContext("2d");
        paper.drawImage(picture, 2, picture.height - 4, 1, 1, 0, 0, 1, 1);
        const [red, green, blue] = paper.getImageData(0, 0, 1, 1).data;
        return red + green + blue < 384;
      };
      return Promise.all(pictures.map(corner));
    }, frames);
    if (!frames.length) site.problem(path, "no frame was seen");
    if (isDark.some((dark) => dark !== (saved === "dark"))) site.problem(path, `with ${saved} saved and a ${system} system some frame is ${system}: ${isDark}`);
  });
}

// Contrast of the theme's colors, computed from the style sheet: text at 4.5, controls and outlines at 3.
async function tokens(site, page, at) {
  await page.evaluate(PIXELS);
  const colors = await page.evaluate(() => {
    const probe = document.createElement("i");
    document.body.append(probe);
    const read = (name) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`i:last-child { color: var(--${name}) !important }`);
      document.adoptedStyleSheets = [sheet];
      return pixel(getComputedStyle(probe).color);
    };
    const names = ["background", "surface", "sunken", "text", "muted", "accent", "on-accent", "edge", "tint", "warning", "warning-tint"];
    names.push(...["keyword", "string", "number", "comment", "function", "deleted"].map((part) => `code-${part}`));
    const all = Object.fromEntries(names.map((name) => [name, read(name)]));
    document.adoptedStyleSheets = [];
    probe.remove();
    return all;
  });
  const pairs = [];
  for (const on of ["background", "surface", "sunken"]) pairs.push(["text", on, 4.5], ["muted", on, 4.5], ["accent", on, 4.5], ["edge", on, 3]);
  pairs.push(["on-accent", "accent", 4.5], ["text", "tint", 4.5], ["muted", "tint", 4.5], ["warning", "warning-tint", 4.5], ["text", "warning-tint", 4.5]);
  for (const name of Object.keys(colors).filter((name) => name.startsWith("code-"))) pairs.push([name, "sunken", 4.5]);
  for (const [front, back, least] of pairs) {
    const ratio = contrast(colors[front], colors[back]);
    if (ratio < least) site.problem(at, `${front} on ${back} has a contrast of ${ratio.toFixed(2)}, not ${least}`);
  }
}
