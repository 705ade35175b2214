// One value in its state, with the markup that `src/render/view/cell.rs` draws.
const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

const fillOptional = (part, text) => {
  if (text) part.textContent = text;
  else part.remove();
};

const unknown = { state: "unknown", text: "–", spoken: "Not stated" };

const drawFigure = (fact) => {
  const [name, value] = fact.date ? ["time", "datetime"] : ["data", "value"];
  return element(name, { [value]: fact.value, "data-fact": fact.fact, title: fact.detail, "data-record": fact.record }, fact.text);
};

const drawContent = (fact) => {
  if (fact.fact) return [drawFigure(fact)];
  return [fact.spoken ?? fact.text];
};

/** The nodes of a cell; nothing known is a dash that speaks. */
const drawCell = (fact) => {
  const shown = fact ?? unknown;
  const content = drawContent(shown);
  const state = stateOf(shown);
  if (state === "known") return content;
  const dash = !fact?.fact && shown.spoken ? " dash" : "";
  return [element("span", { class: state.replaceAll("_", "-") + dash }, ...content)];
};

/** Whether all columns but one of three or more have a dash. */
const isAlone = (facts) => {
  const isDash = (fact) => stateOf(fact ?? unknown) !== "known" && !fact?.fact && Boolean((fact ?? unknown).spoken);
  return facts.length > 2 && facts.filter((fact) => !isDash(fact)).length === 1;
};
