// Pages fit: no page is wider than its window from 320 to 1280 px, also with the text spacing of WCAG 1.4.12, and at 320 px no
// word leaves its box or is cut.
const WIDTHS = [320, 360, 390, 768, 1024, 1280];
const spacing = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }";

export default async function fits(site) {
  await site.each(site.pages, async (path) => {
    await site.with(path, {}, async (page) => {
      await widths(site, page, path);
      await page.setViewportSize({ width: 320, height: 800 });
      for (const text of await page.evaluate(cut)) site.problem(`${path} at 320 px`, `text is cut: ${text}`);
      // A style sheet made by a script: the policy lets it pass where an element would not.
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets.push(sheet);
      }, spacing);
      await widths(site, page, `${path} with text spacing`);
    });
  });
}

async function widths(site, page, at) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) site.problem(`${at} at ${width} px`, `${over} px too wide: ${await page.evaluate(widest)}`);
  }
}

// What reaches furthest beyond the window.
function widest() {
  const reach = (element) => element.getBoundingClientRect().right;
  const inBox = (element) => !element.closest(".scroll, pre, .visually-hidden, .dash");
  const elements = [...document.body.querySelectorAll("*")].filter(inBox).sort((one, other) => reach(other) - reach(one));
  return elements[0]?.outerHTML.slice(0, 200);
}

// Texts that end outside of the window or of a box that hides what does not fit, other than ids, which may be shortened.
function cut() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: parent } = walker.currentNode;
    if (!walker.currentNode.data.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
    if (parent.closest(".visually-hidden, .dash, .skip-link, .scroll, [role=region], pre, .id, .c-source, select, datalist, option, [hidden]")) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) {
      if (box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)) found.push(walker.currentNode.data.trim().slice(0, 80));
    }
  }
  return found;
}
