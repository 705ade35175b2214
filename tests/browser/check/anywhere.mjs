// The same files work from a folder and below a path of any host: nothing is missing and nothing is said on the console.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { serve } from "../lib.mjs";

// A folder has no origin, so the browser refuses to fetch the font before it is asked for; it loads it afterwards.
const FONT = /\.woff2/;

export default async function anywhere(site) {
  const below = await serve(site.root, "/some/where/");
  // The 404 page names its base path, which is another one here.
  const pages = site.pages.filter((path) => path !== "404.html");
  await site.each(pages, async (path) => {
    for (const url of [below.origin + path, pathToFileURL(join(site.root, path)).href]) {
      await site.with(url, { wait: "networkidle", allow: url.startsWith("file:") ? FONT : undefined }, async (page) => {
        const isStyled = () => getComputedStyle(document.querySelector(".wrap")).maxWidth !== "none";
        const styled = await page.waitForFunction(isStyled).catch(() => undefined);
        if (!styled) site.problem(url, "has no style");
        const started = await page.evaluate(() => !document.querySelector("[data-tabs]") || document.querySelector("[role=tab]"));
        if (!started) site.problem(url, "its scripts do not run");
      });
    }
  });
  below.close();
}
