// On paper: light, all answers and examples, addresses after links out of the site in tables, no controls, and the page of a
// known model on at most four sheets of A4.
const SHEETS = 4;

export default async function paper(site) {
  await site.each(site.pages, async (path) => {
    await site.with(path, { colorScheme: "dark" }, async (page) => {
      await page.evaluate(() => localStorage.setItem("theme", "dark"));
      await page.reload();
      await page.emulateMedia({ media: "print" });
      const { controls, hidden, background, bare } = await page.evaluate(printed);
      for (const html of controls) site.problem(path, `printed control: ${html}`);
      for (const html of hidden) site.problem(path, `not printed: ${html}`);
      for (const html of bare) site.problem(path, `printed without its address: ${html}`);
      if (!["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(background)) site.problem(path, `printed on ${background}`);
      if (path.includes("openai/gpt-4o-mini/")) {
        const sheets = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;
        if (sheets > SHEETS) site.problem(path, `takes ${sheets} sheets of A4`);
      }
    });
  });
}

function printed() {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 1;
  const html = (element) => element.outerHTML.slice(0, 120);
  // A heading that sorts prints as the heading that it is.
  const controls = [...document.querySelectorAll("button:not(th button), select, input, form, nav:not(.breadcrumb), .call-to-action")].filter(shown);
  const texts = [...document.querySelectorAll("[data-panel], [data-panel] code, .faq details > :not(summary)")];
  const outside = [...document.querySelectorAll('main table a[href^="http"]')].filter(shown);
  const bare = outside.filter((link) => !getComputedStyle(link, "::after").content.includes(link.getAttribute("href")));
  return {
    controls: controls.map(html),
    hidden: texts.filter((text) => !shown(text)).map(html),
    bare: bare.map(html),
    background: getComputedStyle(document.body).backgroundColor,
  };
}
