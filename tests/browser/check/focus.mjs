// Every stop of the Tab key shows where it is: an outline of 2 px or more, at 3:1 or more against what is around it, inside of
// the window and not covered or cut. The first stop skips to the content.
import { contrast, PIXELS } from "../color.mjs";
import { DESK, PHONE } from "../lib.mjs";

const MOST = 70;

export default async function focus(site) {
  const items = site.pages.flatMap((path) => [
    { path, viewport: DESK, colorScheme: "light" },
    { path, viewport: PHONE, colorScheme: "dark" },
  ]);
  await site.each(items, async ({ path, ...options }) => {
    await site.with(path, options, (page) => walk(site, page, `${path} (${options.colorScheme}, ${options.viewport.width} px)`));
  });
}

async function walk(site, page, at) {
  await page.evaluate(PIXELS);
  for (let stop = 0; stop < MOST; stop += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(stopped);
    if (!seen) break;
    if (stop === 0 && !seen.skips) site.problem(at, `the first stop is ${seen.html}`);
    if (seen.width < 2 || seen.style === "none") site.problem(at, `no outline of 2 px: ${seen.html}`);
    const ratio = contrast(seen.color, seen.around);
    if (ratio < 3) site.problem(at, `an outline of ${ratio.toFixed(2)}:1: ${seen.html}`);
    if (seen.hidden) site.problem(at, `the focus is ${seen.hidden}: ${seen.html}`);
  }
}

// The focused element and its outline.
function stopped() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const style = getComputedStyle(element);
  const offset = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
  const box = element.getBoundingClientRect();
  const rect = { left: box.left - offset, right: box.right + offset, top: box.top - offset, bottom: box.bottom + offset };
  let hidden = "";
  if (box.bottom <= 0 || box.top >= innerHeight) hidden = "outside of the window";
  if (rect.left < -0.5 || rect.right > innerWidth + 0.5) hidden = "cut by the window";
  for (let parent = element.parentElement; parent && !hidden; parent = parent.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(parent);
    const edge = parent.getBoundingClientRect();
    if (parent === document.body || parent === document.documentElement) break;
    const [x, y] = [overflowX !== "visible", overflowY !== "visible"];
    if (x && (rect.left < edge.left - 0.5 || rect.right > edge.right + 0.5)) hidden = `cut by ${parent.className || parent.tagName}`;
    if (y && (rect.top < edge.top - 0.5 || rect.bottom > edge.bottom + 0.5)) hidden = `cut by ${parent.className || parent.tagName}`;
  }
  const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  if (!hidden && top && !element.contains(top) && !top.contains(element)) hidden = `covered by ${top.outerHTML.slice(0, 60)}`;
  return {
    html: element.outerHTML.slice(0, 120),
    skips: element.matches('a[href="#main"]'),
    style: style.outlineStyle,
    width: parseFloat(style.outlineWidth),
    color: pixel(style.outlineColor),
    around: behind(parseFloat(style.outlineOffset) < 0 ? element : element.parentElement),
    hidden,
  };
}
