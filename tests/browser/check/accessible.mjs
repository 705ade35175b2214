// axe finds nothing on any page: both schemes, a phone and a desk; targets are at least 24 px.
import { DESK, PHONE } from "../lib.mjs";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const options = { runOnly: { type: "tag", values: tags }, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] };

export default async function accessible(site) {
  const schemes = ["light", "dark"];
  await site.each(site.pages.flatMap((path) => schemes.map((colorScheme) => ({ path, colorScheme }))), async ({ path, colorScheme }) => {
    await site.with(path, { colorScheme }, async (page) => {
      await page.evaluate(site.axe);
      for (const viewport of [PHONE, DESK]) {
        await page.setViewportSize(viewport);
        const { violations } = await page.evaluate((given) => axe.run(given), options);
        for (const { id, nodes } of violations) {
          site.problem(`${path} (${colorScheme}, ${viewport.width} px)`, `axe ${id}: ${nodes[0].html} ${nodes[0].failureSummary}`);
        }
      }
    });
  });
}
