// What readers ask of their system: with reduced motion nothing moves or fades, without it only fades of 0.12 s; in forced
// colors banners, boxes, bars and what is selected are still there to see.
export default async function preferences(site) {
  await site.each(site.pages, async (path) => {
    for (const reducedMotion of ["reduce", "no-preference"]) {
      await site.with(path, { reducedMotion }, async (page) => {
        for (const moving of await page.evaluate(motions, reducedMotion === "reduce")) {
          site.problem(path, `moves (motion: ${reducedMotion}): ${moving}`);
        }
      });
    }
    await site.with(path, { forcedColors: "active" }, async (page) => {
      for (const lost of await page.evaluate(invisible)) site.problem(path, `not to be seen in forced colors: ${lost}`);
    });
  });
}

function motions(isReduced) {
  const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
  const harmless = ["all", "background-color", "border-color", "color", "opacity", "fill", "stroke"];
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    const { transitionDuration, transitionProperty, animationName, scrollBehavior } = getComputedStyle(element);
    const lasts = seconds(transitionDuration);
    const isFade = transitionProperty.split(", ").every((property) => harmless.slice(1).includes(property));
    const allowed = isReduced ? lasts === 0 : lasts === 0 || (lasts <= 0.12 && isFade);
    if (!allowed || animationName !== "none" || scrollBehavior === "smooth") {
      found.push(`${element.outerHTML.slice(0, 80)} ${transitionProperty} ${transitionDuration} ${animationName}`);
    }
  }
  return found;
}

// Boxes that only their background tells apart need a border; what is selected needs another look than what is not.
function invisible() {
  const found = [];
  for (const box of document.querySelectorAll(".call-to-action, .lifecycle, .notice")) {
    if (parseFloat(getComputedStyle(box).borderTopWidth) === 0 && box.checkVisibility()) found.push(box.outerHTML.slice(0, 80));
  }
  const look = (element) => {
    const { borderTopColor, borderTopWidth, backgroundColor, color, outlineWidth } = getComputedStyle(element);
    return JSON.stringify({ borderTopColor, borderTopWidth, backgroundColor, color, outlineWidth });
  };
  for (const list of document.querySelectorAll("[role=tablist]")) {
    const [selected, other] = [list.querySelector("[aria-selected=true]"), list.querySelector("[aria-selected=false]")];
    if (selected && other && look(selected) === look(other)) found.push("the selected tab");
  }
  for (const bar of document.querySelectorAll(".bar")) {
    const { backgroundColor, fill } = getComputedStyle(bar);
    if (backgroundColor === fill) found.push("a bar");
  }
  return found;
}
