// The list box: the choices in their groups, one of them marked.
let choices = [];
let marked = 0;

const options = () => [...box.querySelectorAll("[role=option]")];

const mark = (at) => {
  marked = at;
  options().forEach((option, place) => (option.ariaSelected = String(place === at)));
  const option = options()[at];
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
};

const optionOf = ({ name, note, figure }, at) =>
  made("div", { role: "option", id: `palette-${at}`, "aria-selected": "false" }, made("span", {}, made("b", {}, name), note && made("small", {}, note)), made("span", { class: "number" }, figure));

const draw = (groups) => {
  choices = groups.flatMap(([, list]) => list);
  let at = 0;
  const parts = groups.map(([title, list], place) => {
    const heading = made("p", { id: `palette-group-${place}`, role: "presentation" }, title);
    return made("div", { role: "group", "aria-labelledby": heading.id }, heading, ...list.map((choice) => optionOf(choice, at++)));
  });
  box.replaceChildren(...parts);
  input.ariaExpanded = String(choices.length > 0);
  mark(0);
};
