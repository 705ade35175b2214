// A check box in each row; those that are checked are in the bar that leads to the comparison. Four at most.
const MOST = 4;
const [bar, body] = [find("compare"), find("rows")];
const picked = new Map();
const readPicked = () => {
  picked.clear();
  try {
    for (const [key, name] of JSON.parse(sessionStorage.getItem("compare") ?? "[]")) picked.set(key, name);
  } catch {}
};
readPicked();

const showBar = () => {
  const query = [...picked.keys()].map((key) => `m=${encodeURIComponent(key).replaceAll("%2F", "/")}`);
  const [text, link] = [bar.querySelector("p"), bar.querySelector("a")];
  bar.hidden = picked.size === 0;
  text.textContent = [...picked.values()].join(", ");
  link.textContent = `Compare (${picked.size})`;
  link.href = `${form.dataset.compare}?${query.join("&")}`;
  for (const box of body.querySelectorAll("[data-pick]")) box.checked = picked.has(box.closest("tr").dataset.record);
  try {
    sessionStorage.setItem("compare", JSON.stringify([...picked]));
  } catch {}
};

// Puts the check box into a row.
const pickable = (line) => {
  const [head, link] = [line.querySelector("th"), line.querySelector("th a")];
  const box = document.createElement("input");
  box.type = "checkbox";
  box.dataset.pick = "";
  box.ariaLabel = `Compare ${link.textContent}`;
  box.checked = picked.has(line.dataset.record);
  head.prepend(box);
};

const pick = (box) => {
  const { record } = box.closest("tr").dataset;
  if (!box.checked) picked.delete(record);
  else if (picked.size < MOST) picked.set(record, box.closest("th").querySelector("a").textContent);
  const say = box.checked && !picked.has(record) ? "Four at most can be compared." : `${picked.size} to compare`;
  document.getElementById("announcement").textContent = say;
  showBar();
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
  document.addEventListener("compare", () => showBar(readPicked()));
  showBar();
};
