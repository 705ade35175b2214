// A bill of the calculator, drawn on a copy of its template.
const bill = (() => {
  const part = (root, name) => root.querySelector(`[data-${name}]`);
  const put = (root, name, text) => {
    part(root, name).textContent = text;
    part(root, name).hidden = !text;
  };
  const create = (template, { name, units = [] }, at) => {
    const card = template.content.firstElementChild.cloneNode(true);
    const choice = part(card, "unit");
    put(card, "name", name);
    choice.name = at ? `unit${at + 1}` : "unit";
    choice.append(...units.map(({ name }, value) => new Option(name, value)));
    choice.parentElement.hidden = units.length < 2;
    return card;
  };
  const draw = (card, subject, usage) => {
    const { total, request, lines, notes, warning } = cost(subject, { ...usage, unit: part(card, "unit").value });
    if (request) lines.push({ label: "Per request", amount: request });
    const list = part(card, "lines");
    const rows = lines.map(({ label, formula, amount }) => {
      const row = list.firstElementChild.cloneNode(true);
      put(row, "label", label);
      put(row, "formula", formula);
      put(row, "amount", format.amount(amount, subject.currency));
      return row;
    });
    list.replaceChildren(...rows);
    put(card, "total", format.amount(total, subject.currency));
    put(card, "warning", warning);
    put(card, "notes", notes);
    return total;
  };
  return { part, put, create, draw };
})();
