// Without scripts a page is whole: prices, examples and answers are there, and no control stands there that does nothing.
export default async function noScript(site) {
  await site.each(site.pages, async (path) => {
    await site.with(path, { javaScriptEnabled: false }, async (page) => {
      const idle = await page.locator("button:visible, select:visible, input:visible, [role=tab]:visible").evaluateAll((controls) =>
        controls.filter((control) => !control.closest("form[action]")).map((control) => control.outerHTML.slice(0, 120)),
      );
      for (const control of idle) site.problem(path, `does nothing without scripts: ${control}`);
      for (const panel of await page.locator("[data-panel]").all()) {
        if (!(await panel.isVisible())) site.problem(path, `hidden without scripts: ${await panel.getAttribute("data-panel")}`);
      }
      for (const details of await page.locator("details").all()) {
        if (!(await details.locator("summary").first().isVisible())) continue;
        if ((await details.getAttribute("open")) === null) await details.locator("summary").first().click();
        if (!(await details.locator("> :not(summary)").first().isVisible())) site.problem(path, "an answer does not open without scripts");
      }
    });
  });
  const model = await site.having('data-record="models/openai/gpt-4o-mini"') && site.pages.find((path) => path.includes("openai/gpt-4o-mini/"));
  if (model) await priced(site, model);
}

// The page of a known model says what it costs.
async function priced(site, path) {
  await site.with(path, { javaScriptEnabled: false }, async (page) => {
    const text = await page.locator("main").innerText();
    for (const figure of ["$0.15", "$0.60", "$0.075", "$0.0210", "128K"]) {
      if (!text.includes(figure)) site.problem(path, `lacks ${figure} without scripts`);
    }
    const count = await page.locator("[data-panel]").count();
    if (count < 3) site.problem(path, `shows ${count} examples without scripts`);
  });
}
