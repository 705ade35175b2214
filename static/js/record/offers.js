// What works the table of offers is fetched when it comes near, when an offer is chosen, or when the reader has a workload. A page that was
// opened from a disk cannot fetch it.
const offerBar = document.querySelector("[data-offer-bar]");
const offerTable = document.querySelector("table[data-offers]");
if (location.protocol === "file:") offerBar?.remove();
else if (offerTable) {
  let script;
  const start = () => (script ??= import(new URL(offerTable.dataset.offers, document.baseURI).href).catch(() => (script = undefined)));
  const observer = new IntersectionObserver(([entry]) => entry.isIntersecting && (observer.disconnect(), start()), { rootMargin: "300px" });
  observer.observe(offerTable);
  document.addEventListener("workload", start);
  offerBar?.addEventListener("change", start);
  if (workload.get() || new URLSearchParams(location.search).has("via")) start();
}
