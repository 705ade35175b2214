// Puts a drawing to work: one dot in the order of the Tab key, arrows by price, a card by pointer, focus and tap.
const MOVES = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const move = (dots, dot, key) => {
  const at = dots.indexOf(dot) + MOVES[key];
  const to = { Home: 0, End: dots.length - 1 }[key] ?? Math.min(Math.max(at, 0), dots.length - 1);
  for (const other of dots) other.tabIndex = -1;
  dots[to].tabIndex = 0;
  dots[to].focus();
};

const onKey = (drawing) => (event) => {
  const { key, target } = event;
  const dot = target.closest(".map-dot");
  if (!dot || !(key in MOVES || key === "Home" || key === "End")) return;
  event.preventDefault();
  move(dotsOf(drawing), dot, key);
};

// A pointer that cannot hover opens the card first and the page from there.
const onClick = (drawing) => (event) => {
  const dot = aimed(drawing, event);
  if (!dot || !event.detail) return;
  event.preventDefault();
  const isTap = event.pointerType === "touch" || matchMedia("(hover: none)").matches;
  if (isTap) open(dot);
  else if (event.ctrlKey || event.metaKey || event.shiftKey) window.open(dot.href.baseVal);
  else location.assign(dot.href.baseVal);
};

for (const drawing of document.querySelectorAll(".map-drawing")) {
  for (const [at, dot] of dotsOf(drawing).entries()) {
    dot.tabIndex = at === 0 ? 0 : -1;
    // The card says the same.
    dot.ariaLabel = dot.querySelector("title").textContent;
    dot.querySelector("title").remove();
  }
  drawing.addEventListener("keydown", onKey(drawing));
  drawing.addEventListener("click", onClick(drawing));
  drawing.addEventListener("focusin", ({ target }) => target.matches(".map-dot") && open(target));
  drawing.addEventListener("pointermove", (event) => {
    const dot = event.pointerType === "mouse" && aimed(drawing, event);
    if (dot) open(dot);
  });
}

addEventListener("keydown", ({ key }) => key === "Escape" && close());
addEventListener("pointerdown", ({ target }) => target.closest(".map-card, .map-drawing") || close());

// Maps are drawn again where the reader has a workload; the script for that is fetched then.
const workloadScript = document.querySelector(".price-map")?.dataset.workloadScript;
const drawWorkload = () => workload.get() && import(new URL(workloadScript, document.baseURI).href).catch(() => {});
if (workloadScript) {
  drawWorkload();
  document.addEventListener("workload", drawWorkload);
}
