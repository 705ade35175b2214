// The calculator of monthly costs, a form. What is typed is the reader's workload; `show(subjects)` draws a bill for each.
const calculator = (form, drawn = () => {}) => {
  const { part, put } = bill;
  const { cached, service } = form.elements;
  const numbers = ["requests", "input", "output", "quantity"].map((name) => form.elements[name]);
  const fields = () => [...form.elements].filter(({ name }) => name);
  const first = (field) => field.defaultValue ?? field.options[0]?.value ?? "";
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
    for (const field of fields()) {
      field.value = now?.[field.name] ?? first(field);
      if (field.type === "text" && isWhole(field)) field.value = format.grouped(digits(field));
      if (field.selectedIndex < 0) field.selectedIndex = 0;
    }
    update();
    return now !== null;
  };
  const values = () => ({ requests: digits(numbers[0]), input: digits(numbers[1]), output: digits(numbers[2]), cached: cached.value });
  const settle = () => {
    if (numbers.every(isWhole)) workload.set(values(), form);
    const totals = cards.map((card) => `${part(card, "name").textContent} ${part(card, "total").textContent}`);
    document.getElementById("announcement").textContent = `Estimated per month: ${totals.join(", ")}`;
  };
  form.addEventListener("input", () => {
    update();
    clearTimeout(timer);
    timer = setTimeout(settle, 600);
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
