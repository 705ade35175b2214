// Copy buttons copy what is seen, byte for byte, and say so; where copying is denied they select the text.
export default async function copying(site) {
  await site.each(site.pages, async (path) => {
    await site.with(path, {}, (page) => allowed(site, page, path));
  });
  const path = await site.having('id="record-id"');
  if (path) await site.with(path, { setup: deny }, (page) => denied(site, page, path));
}

const buttons = (page) => page.locator("[data-copy]:visible").all();

async function allowed(site, page, path) {
  for (const button of await buttons(page)) {
    const wanted = await seen(button);
    // The page reads its own clipboard at once, so that no other page can come between.
    const copied = await button.evaluate(async (element) => {
      let text = null;
      const write = navigator.clipboard.writeText.bind(navigator.clipboard);
      navigator.clipboard.writeText = (given) => write((text = given));
      const announcement = document.getElementById("announcement");
      const label = element.querySelector("[data-label]") ?? element;
      announcement.textContent = "";
      element.click();
      const deadline = performance.now() + 15000;
      while (!(announcement.textContent && label.textContent === "Copied") && performance.now() < deadline)
        await new Promise((done) => setTimeout(done, 10));
      delete navigator.clipboard.writeText;
      return { text, said: announcement.textContent, label: label.textContent };
    });
    if (copied.text !== wanted || !wanted) site.problem(path, `copied ${JSON.stringify(copied.text)} where ${JSON.stringify(wanted)} is seen`);
    if (!copied.said.startsWith("Copied ") || copied.label !== "Copied") site.problem(path, `copying says ${JSON.stringify(copied)}`);
  }
}

// What a button is beside: the text of its element, or of the one that is shown in it; a link has the file that it leads to.
function seen(button) {
  return button.evaluate(async (element) => {
    if (element.href) return (await fetch(element.href)).text();
    const source = document.getElementById(element.dataset.copy);
    const shown = [...source.querySelectorAll("[data-copy-text]")].filter((text) => getComputedStyle(text).visibility === "visible");
    return (shown[0] ?? source).textContent;
  });
}

const deny = (page) =>
  page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
  });

async function denied(site, page, path) {
  const [button] = await buttons(page);
  const wanted = await seen(button);
  await button.click();
  await page.waitForFunction(() => document.getElementById("announcement").textContent, null, { timeout: 5000 }).catch(() => {});
  const { selected, said } = await page.evaluate(() => ({
    selected: getSelection().toString(),
    said: document.getElementById("announcement").textContent,
  }));
  if (selected !== wanted) site.problem(path, `denied copying selects ${JSON.stringify(selected)}, not ${JSON.stringify(wanted)}`);
  if (!said.includes("blocked")) site.problem(path, `denied copying says ${JSON.stringify(said)}`);
}
