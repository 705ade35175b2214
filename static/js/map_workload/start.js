// Draws the maps of the page by the workload, and as they were built where there is none.
const built = new Map();
const keep = (element) => {
  if (!built.has(element)) built.set(element, [...element.childNodes].map((node) => node.cloneNode(true)));
  element.replaceChildren(...built.get(element).map((node) => node.cloneNode(true)));
};
const show = () => {
  const now = workload.get();
  for (const map of document.querySelectorAll(".price-map")) {
    const rows = [...map.querySelector("tbody").rows];
    const [across, mix] = [".map-across", ".map-mix"].map((name) => map.querySelector(name));
    [...map.querySelectorAll(".map-drawing"), across, mix, ...rows.map((row) => row.cells[5])].forEach(keep);
    if (!now) continue;
    const prices = rows.map((row) => priceOf(row, usageOf(now)));
    across.textContent = "Price per 1M tokens of your workload, log scale";
    mix.textContent = "Prices are for the mix of your workload.";
    rows.forEach((row, at) => (row.cells[5].textContent = prices[at] === null ? "Does not fit" : format.amount(prices[at], "USD")));
    for (const drawing of map.querySelectorAll(".map-drawing")) redraw(drawing, rows, prices);
  }
};
document.addEventListener("workload", show);
show();
