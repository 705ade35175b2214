// Tabs: arrows wrap, Home and End lead to the ends, there is one stop, and the choice holds on other pages.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export default async function tabs(site) {
  const paths = [];
  for (const path of site.pages) {
    if ((await readFile(join(site.root, path), "utf8")).includes("data-tabs=")) paths.push(path);
  }
  if (!paths.length) return;
  await site.with(paths[0], {}, async (page) => {
    const names = await page.getByRole("tab").allTextContents();
    const last = names.length - 1;
    await page.getByRole("tab").first().focus();
    const steps = [["ArrowRight", 1 % names.length], ["ArrowLeft", 0], ["ArrowLeft", last], ["ArrowRight", 0], ["End", last], ["Home", 0], ["End", last]];
    for (const [key, at] of steps) {
      await page.keyboard.press(key);
      await expectAt(site, page, `${paths[0]} after ${key}`, names, at);
    }
    for (const other of paths.slice(0, 3)) {
      await page.goto(site.origin + other);
      const own = await page.getByRole("tab").allTextContents();
      await expectAt(site, page, `${other} on a later visit`, own, Math.max(0, own.indexOf(names[last])), false);
    }
  });
}

async function expectAt(site, page, at, names, wanted, focused = true) {
  const state = await page.evaluate(() => {
    const tabs = [...document.querySelectorAll("[role=tab]")];
    const panels = tabs.map((tab) => document.getElementById(tab.getAttribute("aria-controls")));
    return {
      selected: tabs.map((tab) => tab.ariaSelected === "true"),
      stops: tabs.filter((tab) => tab.tabIndex === 0).length,
      shown: panels.map((panel) => panel.checkVisibility({ visibilityProperty: true })),
      focus: tabs.indexOf(document.activeElement),
    };
  });
  const only = names.map((_, index) => index === wanted);
  const right = String(state.selected) === String(only) && String(state.shown) === String(only) && state.stops === 1;
  if (!right || (focused && state.focus !== wanted)) site.problem(at, `expected tab ${names[wanted]}: ${JSON.stringify(state)}`);
}
