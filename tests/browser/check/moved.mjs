// A former id leads on to the new one with the query and the fragment that stood behind it, and leaves no step to go back to.
import { access } from "node:fs/promises";
import { join } from "node:path";

const [OLD, NEW] = ["models/openai/gpt-4o-mini-2024-07-18/", "models/openai/gpt-4o-mini/"];

export default async function moved(site) {
  const isExample = await access(join(site.root, NEW)).then(() => true, () => false);
  if (!isExample) return;
  await site.with("index.html", {}, async (page) => {
    await page.goto(`${site.origin}${OLD}?via=openai#pricing`);
    await page.waitForURL(`${site.origin}${NEW}?via=openai#pricing`, { timeout: 5000 }).catch(() => {
      site.problem(OLD, `leads to ${page.url()}`);
    });
    await page.goBack();
    if (!page.url().endsWith("index.html")) site.problem(OLD, `Back leads to ${page.url()}`);
  });
}
