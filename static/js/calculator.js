// The calculator of monthly costs, a form. What is typed is the reader's workload; `show(subjects)` draws a bill for each.
const calculator = (form, drawn = () => {}) => {
  const { part, put } = bill;
  const { cached, service } = form.elements;
  const numbers = ["requests", "input", "output", "quantity"].map((name) => form.elements[name]);
  const ofWorkload = [...numbers.slice(0, 3), cached];
  const digits = ({ value }) => wholeNumber(value);
  const isWhole = (field) => digits(field) !== null;
  let subjects, cards, timer;
  const update = () => {
    for (const field of numbers) field.ariaInvalid = !isWhole(field);
    put(form, "share", `${cached.value}%`);
    part(form, "error").hidden = numbers.every(isWhole);
    if (!numbers.every(isWhole)) return;
    const usage = { cached: BigInt(cached.value), service: service.value };
    for (const field of numbers) usage[field.name] = BigInt(digits(field));
    drawn(cards, subjects, cards.map((card, at) => bill.draw(card, subjects[at], usage)));
  };
  // Whether the reader has a workload, which is taken.
  const load = () => {
    const now = workload.get();
    for (const field of ofWorkload) {
      const value = now?.[field.name];
      field.value = value === undefined ? field.defaultValue : format.grouped(value);
    }
    update();
    return now !== null;
  };
  const settle = (changed) => {
    const values = ofWorkload.map((field) => [field.name, field === cached ? field.value : digits(field)]);
    if (ofWorkload.includes(changed) && numbers.every(isWhole)) workload.set(Object.fromEntries(values), form);
    const totals = cards.map((card) => `${part(card, "name").textContent} ${part(card, "total").textContent}`);
    document.getElementById("announcement").textContent = `Estimated per month: ${totals.join(", ")}`;
  };
  form.addEventListener("input", ({ target }) => {
    update();
    clearTimeout(timer);
    timer = setTimeout(settle, 600, target);
  });
  form.addEventListener("change", ({ target }) => {
    if (numbers.includes(target) && isWhole(target)) target.value = format.grouped(digits(target));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("workload", ({ detail }) => detail !== form && cards && load());
  return {
    show(chosen) {
      subjects = chosen;
      cards = chosen.map((subject, at) => bill.create(form.querySelector("template"), subject, at));
      part(form, "bills").replaceChildren(...cards);
      return load();
    },
  };
};
