// What works the table of offers is fetched when the reader, who has begun to use the page, comes near; when an offer is chosen; or when there
// is a workload. A page that was opened from a disk cannot fetch it.
const offerBar = document.querySelector("[data-offer-bar]");
const offerTable = document.querySelector("table[data-offers]");
const unfold = () => offerTable?.removeAttribute("data-folds");
if (location.protocol === "file:") offerBar?.remove(), unfold();
else if (offerTable) {
  let script;
  const { offers, sheet } = offerTable.dataset;
  const load = () => sheetOf(sheet).then(() => import(new URL(offers, document.baseURI).href));
  const start = () => (script ??= load().catch(() => ((script = undefined), unfold())));
  const observer = new IntersectionObserver(([entry]) => entry.isIntersecting && (observer.disconnect(), start()), { rootMargin: "600px" });
  for (const use of ["pointermove", "keydown", "scroll", "touchstart"]) addEventListener(use, () => observer.observe(offerTable), { once: true, passive: true });
  document.addEventListener("workload", start);
  offerBar?.addEventListener("change", start);
  if (workload.get() || new URLSearchParams(location.search).has("via")) start();
}
