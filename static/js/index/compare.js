// A check box in each row; those that are checked are in the bar that leads to the comparison.
const [bar, body] = [find("compare"), find("rows")];
let picked = new Map(readCompared());

const showBar = () => {
  const [text, link] = [bar.querySelector("p"), bar.querySelector("a")];
  bar.hidden = picked.size === 0;
  text.textContent = [...picked.values()].join(", ");
  link.textContent = `Compare (${picked.size})`;
  link.href = comparisonOf(form.dataset.compare, [...picked]);
  for (const box of body.querySelectorAll("[data-pick]")) box.checked = picked.has(keyOf(box.closest("tr")));
  keepCompared([...picked]);
};

// The key of the record in a row: where the row has none, its link and its ID say it.
const keyOf = (line) => {
  const [link, id] = [line.querySelector("th a"), line.querySelector(".id")];
  return line.dataset.record ?? keyBeside(link.getAttribute("href").slice(form.dataset.root.length), id.textContent);
};

// Puts the check box into a row.
const pickable = (line) => {
  const [head, link] = [line.querySelector("th"), line.querySelector("th a")];
  const box = document.createElement("input");
  box.type = "checkbox";
  box.dataset.pick = "";
  box.ariaLabel = `Compare ${link.textContent}`;
  box.checked = picked.has(keyOf(line));
  head.prepend(box);
};

const pick = (box) => {
  const record = keyOf(box.closest("tr"));
  if (!box.checked) picked.delete(record);
  else if (picked.size < MOST_COMPARED) picked.set(record, box.closest("th").querySelector("a").textContent);
  const isRefused = box.checked && !picked.has(record);
  showBar();
  if (isRefused) bar.querySelector("p").textContent = "You can compare up to 4 models.";
  document.getElementById("announcement").textContent = isRefused ? "You can compare up to 4 models." : `${picked.size} to compare`;
};

const makePickable = () => {
  const added = (changes) => changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.matches?.("tr"));
  new MutationObserver((changes) => added(changes).forEach(pickable)).observe(body, { childList: true });
  for (const line of body.rows) pickable(line);
  body.addEventListener("change", ({ target }) => "pick" in target.dataset && pick(target));
  bar.querySelector("button").addEventListener("click", () => {
    picked.clear();
    showBar();
    form.elements.q.focus();
  });
  // The palette adds to the comparison too.
  document.addEventListener("compare", () => {
    picked = new Map(readCompared());
    showBar();
  });
  showBar();
};
