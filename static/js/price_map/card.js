// The card of a dot: what its row in the table says, with ways to open the model and to compare it.
const card = document.createElement("div");
card.className = "map-card";
let opened;

const made = (name, ...content) => {
  const element = document.createElement(name);
  element.append(...content);
  return element;
};

const showCompared = (link, map) => {
  const list = readCompared();
  link.hidden = !list.length;
  link.href = comparisonOf(map.dataset.compare, list);
  link.textContent = `Compare (${list.length})`;
};

// Adds a model to what is compared, or takes it away; a fifth one says why it is not added.
const compareButton = (map, [key, name]) => {
  const [button, link, note] = [made("button"), made("a"), made("span")];
  Object.assign(button, { type: "button", className: "button" });
  note.role = "status";
  const isIn = () => readCompared().some(([other]) => other === key);
  const show = () => {
    button.textContent = isIn() ? "Remove" : "Add to compare";
    showCompared(link, map);
  };
  button.addEventListener("click", () => {
    const list = readCompared();
    const isFull = !isIn() && list.length >= MOST_COMPARED;
    note.textContent = isFull ? "Four at most can be compared." : "";
    if (!isFull) keepCompared(isIn() ? list.filter(([other]) => other !== key) : [...list, [key, name]]);
    document.dispatchEvent(new CustomEvent("compare"));
    show();
  });
  show();
  return [button, link, note];
};

// The cells of a row under the names of their columns.
const facts = (row) => {
  const names = [...row.closest("table").tHead.rows[0].cells].map(({ textContent }) => textContent);
  return [...row.cells].slice(1).flatMap((cell, at) => [made("dt", names[at + 1]), made("dd", ...cell.cloneNode(true).childNodes)]);
};

const fill = (map, row) => {
  const link = row.cells[0].firstElementChild.cloneNode(true);
  const buttons = made("div", ...compareButton(map, [row.dataset.record, link.textContent]));
  buttons.className = "map-actions";
  card.replaceChildren(made("p", link), made("dl", ...facts(row)), buttons);
};
