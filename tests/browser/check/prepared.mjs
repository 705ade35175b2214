// The rules for prerendering, as a host names them in a header: the pages of models are prepared, addresses with a query and
// other pages are not, also below a path.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { serve } from "../lib.mjs";

export default async function prepared(site) {
  const rules = (await readdir(join(site.root, "assets"))).find((name) => name.startsWith("speculation."));
  const base = "/some/where/";
  const server = await serve(site.root, base, (name) =>
    name.endsWith(rules) ? { "content-type": "application/speculationrules+json" } : { "speculation-rules": `"${base}assets/${rules}"` },
  );
  await site.with(`${server.origin}models/index.html`, {}, async (page) => {
    const client = await page.context().newCDPSession(page);
    const [mistakes, addresses] = [new Set(), new Set()];
    client.on("Preload.ruleSetUpdated", ({ ruleSet }) => ruleSet.errorMessage && mistakes.add(ruleSet.errorMessage));
    client.on("Preload.preloadingAttemptSourcesUpdated", ({ preloadingAttemptSources: sources }) => {
      for (const { key } of sources) addresses.add(key.url.replace(server.origin, ""));
    });
    await client.send("Preload.enable");
    await page.evaluate(() => {
      for (const href of ["./?q=1", "../authors/", "./openai/"]) {
        const link = document.createElement("a");
        link.href = href;
        document.querySelector("main").append(link);
      }
    });
    await page.waitForTimeout(500);
    for (const mistake of mistakes) site.problem("the rules for prerendering", mistake);
    const all = [...addresses];
    if (!addresses.has("models/openai/")) site.problem("the rules for prerendering", `prepare no model: ${all}`);
    if (all.some((path) => path.includes("?") || !path.startsWith("models/"))) site.problem("the rules for prerendering", `prepare too much: ${all}`);
  });
  server.close();
}
