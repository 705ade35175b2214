// The parts of a model's page that follow the chosen offer: each is taken from the offer's own page.
const MOVED = ["#record-id", ".badges", ".facts", "#pricing", "#quickstart", "#specifications"].map((name) => `main ${name}`);
// The content of the parts, by the key of the offer; that of the page itself by none.
const contents = new Map();

const absent = (part) => {
  const [box, note] = ["div", "p"].map((name) => document.createElement(name));
  note.className = "note";
  note.textContent = "This offer has none in this directory.";
  box.append(part.querySelector("h2")?.cloneNode(true) ?? "", note);
  return box;
};
const partsHere = () => new Map(MOVED.map((name) => [name, document.querySelector(name)]).filter(([, part]) => part));
const nodes = (part) => [...part.childNodes];
const read = async (row) => {
  const other = await page(row.querySelector("th a").href);
  const found = (name, part) => other.querySelector(name) ?? absent(part);
  return new Map([...partsHere()].map(([name, part]) => [name, found(name, part)]));
};

// Puts the parts of an offer in the place of the model's, or gives them back, unless another choice was made meanwhile; says whether the
// offer's page could be read.
const showOffer = async (row, isCurrent) => {
  const key = row?.dataset.record;
  const parts = partsHere();
  if (!contents.size) contents.set(undefined, new Map([...parts].map(([name, part]) => [name, nodes(part)])));
  let theirs;
  try {
    if (!contents.has(key)) theirs = await read(row);
  } catch {
    return false;
  }
  if (!isCurrent()) return true;
  for (const [name, part] of parts) {
    part.replaceChildren(...(theirs ? nodes(moved(theirs.get(name))) : contents.get(key).get(name)));
    if (key) part.dataset.record = key;
    else delete part.dataset.record;
    if (theirs) part.dispatchEvent(new Event("added", { bubbles: true }));
  }
  if (theirs) contents.set(key, new Map([...parts].map(([name, part]) => [name, nodes(part)])));
  return true;
};
